import type { AnyRecord, Link } from '../../../shared/nouns/value.ts';
import { mentionParts } from './mention-parts.ts';
import classes from './note.module.css';

/** A note's text, with the names it calls set off. */
export function NoteBody({ record }: { readonly record: AnyRecord }) {
  const mentions = (record.mentions ?? []) as readonly Link[];
  const parts = mentionParts(
    String(record.body ?? ''),
    mentions.flatMap(({ label }) => label ?? []),
  );
  return (
    <p className={classes.body}>
      {parts.map(({ text, isMention }, index) =>
        isMention ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no names, and never move
          <span key={index} className={classes.mention}>
            {text}
          </span>
        ) : (
          text
        ),
      )}
    </p>
  );
}
