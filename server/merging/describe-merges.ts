import type { Merge } from '../../shared/contract/record-merge.ts';
import { notFound } from '../../shared/errors.ts';
import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import { reachOf } from '../access/access.ts';
import type { Context } from '../context.ts';
import { getRecordText } from '../records/read.ts';
import { describeMerges, listKept } from './merge.repository.ts';

/** The merges that a record had part in, the newest first. Throws 404 for a record the actor may not read. */
export async function listMerges(ctx: Context, noun: Noun, id: string): Promise<readonly Merge[]> {
  await getRecordText(ctx, noun, id, { fields: [] });
  const rows = await describeMerges(ctx.db, noun.name, id);
  const merges: Merge[] = [];
  for (const row of rows) merges.push(await withKept(ctx, row));
  return merges;
}

/** One of the merges a record had part in; whether the actor may see the record is the caller's to check. */
export async function getMerge(ctx: Context, noun: Noun, id: string, merge: string): Promise<Merge> {
  const [row] = await describeMerges(ctx.db, noun.name, id, merge);
  if (!row) throw notFound('merge', merge);
  return withKept(ctx, row);
}

/** With what its undoing left alone, of nouns and fields the actor may know. */
async function withKept(ctx: Context, merge: Omit<Merge, 'kept'>): Promise<Merge> {
  if (merge.state !== 'undone') return { ...merge, kept: [] };
  const kept = (await listKept(ctx.db, merge.id)).filter(({ noun: name, field }) => {
    const noun = ctx.registry.findNoun(name);
    return noun && Object.hasOwn(allFields(noun), field) && reachOf(ctx, noun, 'read') !== 'none';
  });
  return { ...merge, kept };
}
