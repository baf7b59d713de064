import { Button, Group } from '@mantine/core';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useCreateRecord } from '../../../web/kit/data/record-mutations.ts';
import { isReferenceValue } from '../../../web/kit/data/record-values.ts';
import { useDraft } from '../../../web/kit/record/use-draft.ts';
import { notifyProblem } from '../../../web/shell/notify.ts';
import classes from './note.module.css';
import { emptyDraft, isBegun, NoteText, valuesOf } from './note-text.tsx';

interface NoteReplyProps {
  readonly noun: NounMetadata;
  /** The note that is answered. */
  readonly record: AnyRecord;
  readonly onClose: () => void;
}

/** Answers a note: about the same records, so that it stands in the same timelines. */
export function NoteReply({ noun, record, onClose }: NoteReplyProps) {
  const { t } = useTranslation('notes');
  const [draft, setDraft] = useDraft('reply', record.id, isBegun, () => emptyDraft);
  const { mutate, isPending } = useCreateRecord(noun);
  const finish = () => {
    setDraft(emptyDraft);
    onClose();
  };
  const submit = () => {
    if (!isBegun(draft) || isPending) return;
    mutate(
      { ...sameSubjects(noun, record), ...valuesOf(draft), replyTo: { id: record.id } },
      { onSuccess: finish, onError: (error) => notifyProblem(error, t, noun.name) },
    );
  };
  return (
    <div className={classes.reply}>
      <NoteText
        draft={draft}
        onChange={setDraft}
        onSubmit={submit}
        onEscape={onClose}
        label={t('entry.reply')}
        placeholder={t('entry.replyPlaceholder')}
        autoFocus
      />
      <Group gap="xs" justify="flex-end">
        <Button size="compact-sm" onClick={submit} loading={isPending} disabled={!isBegun(draft)}>
          {t('entry.sendReply')}
        </Button>
      </Group>
    </div>
  );
}

/** What the answered note is about; not what it answers itself. */
function sameSubjects(noun: NounMetadata, record: AnyRecord): Readonly<Record<string, { readonly id: string }>> {
  const subjects = noun.fields.filter(({ kind, name }) => kind === 'relation' && name !== 'replyTo');
  return Object.fromEntries(
    subjects.flatMap(({ name }) => {
      const value = record[name];
      return isReferenceValue(value) ? [[name, { id: value.id }]] : [];
    }),
  );
}
