import { rightsOf } from '../access/access.ts';
import type { Context } from '../context.ts';
import { listRecords } from '../records/list.ts';
import { nounOf } from './inputs.ts';

interface Found {
  readonly items: readonly { readonly id: string }[];
}

/** Records of each noun that holds the words, by one statement a noun; nouns without any are left out. */
export async function searchRecords(
  ctx: Context,
  {
    query,
    nouns,
    limit,
  }: { readonly query: string; readonly nouns?: readonly string[] | undefined; readonly limit: number },
): Promise<object> {
  const among =
    nouns?.map((name) => nounOf(ctx, name)) ?? ctx.registry.nouns.filter((noun) => rightsOf(ctx, noun).read);
  const results: object[] = [];
  for (const noun of among) {
    if (!Object.values(noun.fields).some((field) => field.search)) continue;
    const { items } = JSON.parse(await listRecords(ctx, noun, { search: query, limit, fields: [noun.title] })) as Found;
    if (items.length > 0) results.push({ noun: noun.name, records: items });
  }
  return { results };
}
