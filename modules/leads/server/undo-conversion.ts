import { asSystem, type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { lockRecord } from '../../../server/records/read.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { deleteRecord } from '../../../server/records/remove.ts';
import { writeFields } from '../../../server/records/update.ts';
import { AppError, forbidden } from '../../../shared/errors.ts';
import { firstSourceFields } from '../../../shared/nouns/first-source-fields.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import type { UndoneConversion } from '../contract/conversion.api.ts';
import { lead } from '../contract/index.ts';
import { isChangedSince, isPointedAt, listTraces, type Trace } from './undo-conversion.repository.ts';

type Stays = UndoneConversion['stays'][number];
/** What a lead may have become, each before what it points at. */
const made = ['deal', 'person', 'company'] as const;

/**
 * Takes a conversion back as a whole: the lead is what it was, and what was made of it goes to the bin, unless something else
 * happened to it since; then it stays, and is told. All or nothing.
 * @throws AppError 403, 404, 409 `inBin`, 409 `leadNotConverted`
 */
export function undoConversion(ctx: Context, id: string): Promise<UndoneConversion> {
  return inTransaction(ctx, async (tx) => {
    const { record, allowed } = await lockRecord(tx, tx.registry.getNoun(lead.name), id, 'update');
    if (!allowed) throw forbidden('update', lead.name);
    if (record.deletedAt) throw new AppError(409, 'inBin', { noun: lead.name, id });
    const traces = await listTraces(tx, id);
    const own = traces.find(({ noun, record: one }) => noun === lead.name && one === id);
    if (record.status !== 'converted' || !own) throw new AppError(409, 'leadNotConverted');
    const { gone, stays } = await removeMade(tx, traces);
    await takeBack(tx, traces, gone);
    const before = Object.fromEntries(Object.entries(own.fields).map(([name, { from }]) => [name, from ?? null]));
    await writeFields(tx, lead, record, before);
    return { stays: [...stays] };
  });
}

/** Deals first: what points at a company that was made with it keeps the company too. */
async function removeMade(tx: TransactionContext, traces: readonly Trace[]) {
  const isMade = ({ noun, kind }: Trace) => kind === 'created' && made.some((name) => name === noun);
  const besides = traces.filter((trace) => !isMade(trace)).map(({ record }) => record);
  const gone = new Set<string>();
  const stays: Stays[] = [];
  for (const name of made) {
    for (const trace of traces.filter((one) => isMade(one) && one.noun === name)) {
      const because = await whyItStays(tx, trace, besides);
      if (because) stays.push({ noun: name, id: trace.record, because });
      else gone.add(trace.record);
    }
  }
  return { gone, stays };
}

/** Null once it lies in the bin. */
async function whyItStays(
  tx: TransactionContext,
  trace: Trace,
  besides: readonly string[],
): Promise<Stays['because'] | null> {
  if (await isChangedSince(tx, trace)) return 'changed';
  if (await isPointedAt(tx, trace, besides)) return 'used';
  const { allowed } = await lockRecord(tx, tx.registry.getNoun(trace.noun), trace.record, 'delete');
  if (!allowed) return 'forbidden';
  await deleteRecord(tx, tx.registry.getNoun(trace.noun), trace.record);
  return null;
}

/** What was handed over points no more at what is gone; at what stays it does. The client was not won by this lead. */
async function takeBack(tx: TransactionContext, traces: readonly Trace[], gone: ReadonlySet<string>): Promise<void> {
  for (const { noun: name, record, kind, fields } of traces) {
    if (kind !== 'updated' || name === lead.name) continue;
    const noun = tx.registry.getNoun(name);
    const [held] = (await readMany(asSystem(tx), noun, 'id', [record])) as readonly AnyRecord[];
    const emptied = Object.entries(fields).filter(
      ([field, { to }]) =>
        (gone.has(String(to)) && idOf(held?.[field]) === to) ||
        (field in firstSourceFields && (idOf(held?.[field]) ?? held?.[field]) === to),
    );
    if (held && emptied.length > 0)
      await writeFields(tx, noun, held, Object.fromEntries(emptied.map(([field, { from }]) => [field, from ?? null])));
  }
}

function idOf(value: unknown): unknown {
  return (value as { readonly id?: unknown } | null | undefined)?.id;
}
