import { Button } from '@mantine/core';
import type { FormEvent } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { useRecordList } from '../../../web/kit/data/record-list.ts';
import { useCreateRecord } from '../../../web/kit/data/record-mutations.ts';
import { pointersTo } from '../../../web/kit/record/related-fields.ts';
import { useDraft } from '../../../web/kit/record/use-draft.ts';
import { notifyProblem } from '../../../web/shell/notify.ts';
import classes from './note.module.css';
import NoteEntry from './note-entry.tsx';
import { emptyDraft, isBegun, NoteText, valuesOf } from './note-text.tsx';

interface NoteComposerProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** A place to write a note about a record, and below it the notes pinned to that record. */
export default function NoteComposer({ noun: about, record }: NoteComposerProps) {
  const noun = useNoun('note');
  const pointer = noun ? pointersTo(noun, about.name).find(({ kind }) => kind === 'relation') : undefined;
  if (!noun || !pointer) return null;
  return (
    <>
      {noun.may.create && <NewNote noun={noun} pointer={pointer.name} record={record} />}
      <PinnedNotes noun={noun} pointer={pointer.name} record={record} />
    </>
  );
}

interface NotesOfRecordProps {
  readonly noun: NounMetadata;
  /** The note's field that points at the record. */
  readonly pointer: string;
  readonly record: AnyRecord;
}

function NewNote({ noun, pointer, record }: NotesOfRecordProps) {
  const { t } = useTranslation('notes');
  const [draft, setDraft] = useDraft('note', record.id, isBegun, () => emptyDraft);
  const isEmpty = !isBegun(draft);
  const { mutate, isPending } = useCreateRecord(noun);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (isEmpty || isPending) return;
    mutate(
      { ...valuesOf(draft), [pointer]: { id: record.id } },
      { onSuccess: () => setDraft(emptyDraft), onError: (error) => notifyProblem(error, t, noun.name) },
    );
  };
  return (
    <form className={classes.composer} onSubmit={submit}>
      <NoteText
        draft={draft}
        onChange={setDraft}
        onSubmit={() => submit()}
        label={t('composer.label')}
        placeholder={t('composer.placeholder')}
      />
      {!isEmpty && (
        <Button type="submit" loading={isPending} title="Ctrl+Enter">
          {t('composer.submit')}
        </Button>
      )}
    </form>
  );
}

function PinnedNotes({ noun, pointer, record }: NotesOfRecordProps) {
  const { t } = useTranslation('notes');
  const { records } = useRecordList(noun, {
    filter: {
      all: [
        { field: pointer, op: 'is', value: record.id },
        { field: 'pinned', op: 'is', value: true },
      ],
    },
    sort: '-createdAt',
    expand: ['*'],
    limit: 20,
  });
  const pinned = records.filter((one) => one.pinned === true);
  if (pinned.length === 0) return null;
  return (
    <ul className={classes.pinned} aria-label={t('composer.pinned')}>
      {pinned.map((note) => (
        <li key={note.id}>
          <NoteEntry record={note} />
        </li>
      ))}
    </ul>
  );
}
