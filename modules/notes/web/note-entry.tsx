import { ActionIcon, Text } from '@mantine/core';
import { IconArrowBackUp, IconNote, IconPencil, IconPin, IconPinnedFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { useUpdateRecord } from '../../../web/kit/data/record-mutations.ts';
import { isReferenceValue } from '../../../web/kit/data/record-values.ts';
import { ReferenceLabel } from '../../../web/kit/fields/values/reference-label.tsx';
import { OtherPointers } from '../../../web/kit/record/other-pointers.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { part } from '../../../web/ui/part.tsx';
import classes from './note.module.css';
import { NoteBody } from './note-body.tsx';

const NoteReply = part(async () => ({ default: (await import('./note-reply.tsx')).NoteReply }));

/** A note as the timeline tells it: who wrote what, about what else. */
export default function NoteEntry({ record }: { readonly record: AnyRecord }) {
  const { t } = useTranslation('notes');
  const noun = useNoun('note');
  const [replying, setReplying] = useState(false);
  if (!noun) return null;
  return (
    <article className={classes.note} data-pinned={record.pinned === true || undefined}>
      <header className={classes.head}>
        <IconNote size={14} role="img" aria-label={t('nouns:note.one')} />
        <Text size="sm" fw={600} component="span">
          {isReferenceValue(record.author) && <ReferenceLabel noun="member" reference={record.author} />}
        </Text>
        <OtherPointers noun={noun} record={record} except="replyTo" />
        <span className={classes.actions}>
          {noun.may.create && (
            <ActionIcon
              size="sm"
              aria-label={t('entry.reply')}
              aria-expanded={replying}
              onClick={() => setReplying(!replying)}
            >
              <IconArrowBackUp size={14} />
            </ActionIcon>
          )}
          {noun.may.update && <NoteActions noun={noun} record={record} />}
        </span>
      </header>
      {isReferenceValue(record.replyTo) && record.replyTo.label && (
        <blockquote className={classes.quote}>{record.replyTo.label}</blockquote>
      )}
      <NoteBody record={record} />
      {replying && (
        <Suspense>
          <NoteReply noun={noun} record={record} onClose={() => setReplying(false)} />
        </Suspense>
      )}
    </article>
  );
}

function NoteActions({ noun, record }: { readonly noun: NounMetadata; readonly record: AnyRecord }) {
  const { t } = useTranslation('notes');
  const { mutate, isPending } = useUpdateRecord(noun);
  const pinned = record.pinned === true;
  const toggle = () =>
    mutate(
      { id: record.id, version: record.version, values: { pinned: !pinned } },
      { onError: (error) => notifyProblem(error, t, noun.name) },
    );
  return (
    <>
      <ActionIcon
        size="sm"
        aria-label={t(pinned ? 'entry.unpin' : 'entry.pin')}
        aria-pressed={pinned}
        disabled={isPending}
        onClick={toggle}
      >
        {pinned ? <IconPinnedFilled size={14} /> : <IconPin size={14} />}
      </ActionIcon>
      <ActionIcon component={Link} to={`/notes/${record.id}`} size="sm" aria-label={t('entry.open')}>
        <IconPencil size={14} />
      </ActionIcon>
    </>
  );
}
