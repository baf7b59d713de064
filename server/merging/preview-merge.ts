import type { MergePreview } from '../../shared/contract/record-merge.ts';
import { forbidden, invalidField } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import { assertMay } from '../access/access.ts';
import type { Context } from '../context.ts';
import { getRecordText } from '../records/read.ts';
import { allowedTo } from '../sharing/allowed-to.ts';
import { countVisible } from './count-pointers.ts';
import { assertLive } from './merge-records.ts';

/** What a merge would move, for whom it is open. Throws as the merge itself would by rights and by what lies in the bin. */
export async function previewMerge(ctx: Context, noun: Noun, id: string, other: string): Promise<MergePreview> {
  assertMay(ctx, noun, 'merge');
  assertMay(ctx, noun, 'update');
  if (id === other) throw invalidField('other', 'sameRecord');
  for (const one of [id, other]) {
    const { json } = await getRecordText(ctx, noun, one, { fields: ['deletedAt'] });
    assertLive(noun, JSON.parse(json) as AnyRecord);
    for (const action of ['merge', 'update'] as const)
      if (!(await allowedTo(ctx, noun, one, action))) throw forbidden(action, noun.name);
  }
  return { moves: await countVisible(ctx, noun, other, id) };
}
