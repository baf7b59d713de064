import type { Context, TransactionContext } from '../context.ts';
import type { Values } from '../records/params.ts';
import type { Change } from './change.ts';
import { doorText } from './door.ts';
import { announceChanges } from './signal.ts';
import { callWitnesses } from './witness.ts';

/** What a verb tells the change log; who, when and through what are the context's and the database's to say. */
export type NewChange = Pick<Change, 'noun' | 'recordId' | 'kind' | 'fields'>;

/**
 * An `insert` of one change as SQL text, to stand in a `with` of the statement that writes the record: logging then
 * costs no round trip. Its values go to `params`. With `from`, a name of that `with`, it is logged only if that has a row.
 */
export function appendSql(ctx: Context, change: NewChange, params: Pick<Values, 'add'>, from?: string): string {
  announceChanges(ctx);
  callWitnesses(ctx, [change.noun]);
  const { noun, recordId, kind, fields } = change;
  const values = [ctx.actor.memberId, doorText(ctx), noun, recordId, kind, JSON.stringify(fields)];
  const types = ['uuid', 'text', 'text', 'uuid', 'text', 'jsonb'];
  const places = values.map((value, index) => `${params.add(value)}::${types[index]}`).join(', ');
  const at = ctx.asOf ? `, ${params.add(ctx.asOf.at.toISOString())}::timestamptz` : '';
  return (
    `insert into change (member, through, noun, record, kind, fields${at ? ', at' : ''}) ` +
    `select ${places}${at}${from ? ` from ${from}` : ''}`
  );
}

/** Appends one change inside the transaction that made it. */
export function appendChange(ctx: TransactionContext, change: NewChange): Promise<void> {
  return appendChanges(ctx, [change]);
}

/** Appends any number of changes in their order, by one statement. */
export async function appendChanges(ctx: TransactionContext, changes: readonly NewChange[]): Promise<void> {
  if (changes.length === 0) return;
  announceChanges(ctx);
  callWitnesses(
    ctx,
    changes.map(({ noun }) => noun),
  );
  await ctx.db.query({
    name: 'change.append',
    text: `insert into change (member, through, noun, record, kind, fields, at)
      select $1, $2, noun, "recordId", kind, fields, coalesce($4::timestamptz, clock_timestamp())
      from jsonb_to_recordset($3) as given(noun text, "recordId" uuid, kind text, fields jsonb)`,
    values: [ctx.actor.memberId, doorText(ctx), JSON.stringify(changes), ctx.asOf?.at.toISOString() ?? null],
  });
}
