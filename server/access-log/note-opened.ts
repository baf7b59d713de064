import type { Noun } from '../../shared/nouns/noun.ts';
import type { Context } from '../context.ts';

/** Keeps account of a record that was shown: `fields` are those asked for, all of them when absent. */
export function noteOpened({ reads, ...ctx }: Context, noun: Noun, id: string, fields?: readonly string[]): void {
  if (!reads) return;
  const ids = reads.keepsIds(ctx, noun, fields) ? [id] : null;
  reads.note(ctx, noun, { kind: 'opened', count: 1, ids });
}
