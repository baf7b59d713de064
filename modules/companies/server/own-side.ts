import type { Context } from '../../../server/context.ts';
import { listRecords } from '../../../server/records/list.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { company } from '../contract/index.ts';

/** The first legal entity of ours that the actor may see: a company of the kind `own`. */
export async function findOwnSide(ctx: Context): Promise<RecordOf<typeof company> | null> {
  const filter = { field: 'kinds', op: 'is', value: 'own' } as const;
  const page = JSON.parse(await listRecords(ctx, company, { filter, sort: 'createdAt', limit: 1 })) as {
    items: RecordOf<typeof company>[];
  };
  return page.items[0] ?? null;
}
