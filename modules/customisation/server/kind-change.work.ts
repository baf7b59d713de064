import { z } from 'zod';
import { computedPlanOf } from '../../../server/computed/plan.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import type { Queryable } from '../../../server/db/database.ts';
import { withIndexLock } from '../../../server/indexes/keep-indexes.ts';
import { defineJob } from '../../../server/jobs/job.ts';
import { changeStructure } from '../../../server/metadata/change-structure.ts';
import { listCustomFields, updateCustomField } from '../../../server/metadata/custom-field.repository.ts';
import { readAdditions } from '../../../server/metadata/custom-noun.repository.ts';
import { desiredSchema } from '../../../server/metadata/desired-schema.ts';
import { giveWay, withLockRetries } from '../../../server/metadata/migrate.ts';
import { shortName, snakeCase, tableOf } from '../../../server/metadata/names.ts';
import { type Additions, createRegistry } from '../../../server/metadata/registry.ts';
import { convertValue, type Manner } from '../../../shared/nouns/convert-value.ts';
import { type CustomField, type CustomFieldDefinition, fieldOf } from '../../../shared/nouns/custom-field.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import { computeOnceThere } from './custom-fields.service.ts';
import { logDefinition } from './definition-log.ts';
import {
  addBesides,
  type Converted,
  fillBesides,
  findKindChange,
  indexStale,
  type KindChange,
  keepValues,
  listStale,
  listValues,
  lockWriters,
  moveKindChange,
  noteProgress,
  type Place,
  putInPlace,
  rewindKindChange,
  type SourceValue,
} from './kind-change.repository.ts';

/** Records that are looked at in one transaction. */
const lookedAt = 1_000;
/** Records that are converted in one transaction: whoever writes one of them waits for its end. */
const step = 200;

/** Looks at a field's values, or converts them, on from where it stopped; the last step puts the new ones in place. */
export const kindChangeWork = defineJob({
  name: 'customisation.changeKind',
  payload: z.strictObject({ id: z.guid() }),
  run: async (ctx, { id }, signal) => {
    const change = await findKindChange(ctx.db, id);
    if (change?.state === 'counting')
      while (await inTransaction(ctx, (tx) => countStep(tx, id))) signal.throwIfAborted();
    if (change?.state === 'converting') await convertAll(ctx, id, signal);
  },
});

/** Looks at all values within the transaction. */
export async function countInSteps(tx: TransactionContext, id: string): Promise<void> {
  while (await countStep(tx, id));
}

/** One step; false when all have been looked at. Keeps those that can not be converted. */
async function countStep(tx: TransactionContext, id: string): Promise<boolean> {
  const change = await findKindChange(tx.db, id, true);
  const ground = change?.state === 'counting' ? await groundOf(tx, change) : null;
  if (!change || !ground) return false;
  const rows = (await listValues(tx.db, ground.place, change, lookedAt)).map((row) => convert(ground, row));
  await keepValues(
    tx.db,
    id,
    rows.filter(({ failed }) => failed),
  );
  return goOn(tx, id, rows, lookedAt, ['counting', 'counted']);
}

async function convertAll(ctx: Context, id: string, signal: AbortSignal): Promise<void> {
  await withLockRetries(() => inTransaction(ctx, (tx) => prepare(tx, id)));
  while (await inTransaction(ctx, (tx) => convertStep(tx, id, listValues))) signal.throwIfAborted();
  // What was written meanwhile, until it is so little that writers can wait for it.
  await withIndexLock(ctx, (session) => index(ctx, session, id));
  while (await inTransaction(ctx, (tx) => convertStep(tx, id, listStale))) signal.throwIfAborted();
  while (!(await putAllInPlace(ctx, id))) signal.throwIfAborted();
}

async function prepare(tx: TransactionContext, id: string): Promise<void> {
  await giveWay(tx.db);
  const change = await findKindChange(tx.db, id, true);
  const ground = change?.state === 'converting' ? await groundOf(tx, change) : null;
  if (!change || !ground) return;
  // Columns that had to be made hold nothing of what was noted as done: a backup leaves them out.
  if (await addBesides(tx.db, ground.place, change, ground.to)) await rewindKindChange(tx.db, id);
}

async function index(ctx: Context, session: Queryable, id: string): Promise<void> {
  const change = await findKindChange(ctx.db, id);
  const ground = change?.state === 'converting' ? await groundOf(ctx, change) : null;
  if (change && ground) await indexStale(session, ground.place, change);
}

async function convertStep(
  tx: TransactionContext,
  id: string,
  list: typeof listValues | typeof listStale,
): Promise<boolean> {
  const change = await findKindChange(tx.db, id, true);
  const ground = change?.state === 'converting' ? await groundOf(tx, change) : null;
  if (!change || !ground) return false;
  const rows = await list(tx.db, ground.place, change, step);
  const converted = await write(tx, ground, change, rows);
  return list === listStale ? rows.length === step : goOn(tx, id, converted, step, null);
}

async function goOn(
  tx: TransactionContext,
  id: string,
  rows: readonly Converted[],
  most: number,
  atEnd: readonly ['counting', 'counted'] | null,
): Promise<boolean> {
  const last = rows.at(-1);
  if (last) await noteProgress(tx.db, id, rows.length, rows.filter(({ failed }) => failed).length, last.id);
  if (rows.length === most) return true;
  if (atEnd) await moveKindChange(tx.db, id, [atEnd[0]], atEnd[1]);
  return false;
}

async function write(tx: TransactionContext, ground: Ground, change: KindChange, rows: readonly SourceValue[]) {
  const converted = rows.map((row) => convert(ground, row));
  if (converted.length === 0) return converted;
  await keepValues(tx.db, change.id, converted);
  await fillBesides(tx.db, ground.place, change, ground.to, converted);
  return converted;
}

/**
 * The last step, in one transaction; false where too much has been written meanwhile. Readers wait for its end alone,
 * writers while the few records are converted that were written since the step before.
 */
async function putAllInPlace(ctx: Context, id: string): Promise<boolean> {
  return changeStructure(ctx, async (tx, added) => {
    const change = await findKindChange(tx.db, id, true);
    const ground = change?.state === 'converting' ? await groundOf(tx, change) : null;
    if (!change || !ground) return true;
    await lockWriters(tx.db, ground.place.noun);
    const rows = await listStale(tx.db, ground.place, change, step);
    await write(tx, ground, change, rows);
    if (rows.length === step) return false;
    await putInPlace(tx.db, ground.place, change, ground.to, indexesOf(ctx, added, ground.custom));
    const definition = withWords(ground.custom.definition, change.after);
    await updateCustomField(tx.db, change.field, definition);
    await logDefinition(tx, 'customField', change.field, ground.custom.definition, definition);
    await moveKindChange(tx.db, id, ['converting'], 'done');
    if (change.undoes) await moveKindChange(tx.db, change.undoes, ['done'], 'undone');
    for (const one of dependents(ctx, added, change)) computeOnceThere(tx, one);
    return true;
  });
}

/** What was said of the field meanwhile holds for it as it is now. */
function withWords(now: CustomFieldDefinition, after: CustomFieldDefinition): CustomFieldDefinition {
  const { help: _, required: __, ...rest } = after;
  const { label, help, required, retired } = now;
  return {
    ...rest,
    label,
    ...(help ? { help } : {}),
    ...(required ? { required } : {}),
    ...(retired ? { retired } : {}),
  };
}

interface Ground {
  readonly custom: CustomField;
  readonly place: Place;
  readonly from: Field;
  readonly to: Field;
  readonly manner: Manner;
  /** What is taken back. */
  readonly earlier: KindChange | null;
}

async function groundOf(tx: Context, change: KindChange): Promise<Ground | null> {
  const custom = (await listCustomFields(tx.db)).find((one) => one.id === change.field);
  const noun = createRegistry(tx.registry.modules, await readAdditions(tx.db)).findNoun(change.noun);
  if (!custom || !noun) return null;
  const { currency, timeZone, language } = tx.workspace;
  const as = (definition: CustomFieldDefinition) => fieldOf({ ...custom, definition });
  const from = as(custom.definition);
  return {
    ...{ custom, from, to: as(change.after), place: { noun, name: change.name, field: from } },
    manner: { currency, timeZone, language, ...change.manner },
    earlier: change.undoes ? await findKindChange(tx.db, change.undoes) : null,
  };
}

function convert(
  { from, to, manner, earlier }: Ground,
  { id, seen, value, earlier: was, hasEarlier }: SourceValue,
): Converted {
  const none = value === null;
  // What nobody has written since is what it was before, to the letter.
  if (earlier && hasEarlier && was !== null) {
    const then = convertValue(to, from, was, { ...manner, ...earlier.manner }) ?? null;
    if (JSON.stringify(then) === JSON.stringify(none ? null : comparable(from, value)))
      return { id, seen, was: value, value: was, failed: false };
  }
  const converted = none ? null : convertValue(from, to, value, manner);
  return { id, seen, was: value, value: converted ?? null, failed: converted === undefined };
}

/** A stored value in the form in which a conversion gives one. */
function comparable(field: Field, value: unknown): unknown {
  return field.kind === 'datetime' ? new Date(String(value)).toISOString() : value;
}

function indexesOf({ registry }: Context, added: Additions, { noun, name }: CustomField): readonly string[] {
  const whole = createRegistry(registry.modules, added);
  const table = tableOf(whole.getNoun(noun));
  const later = desiredSchema(whole).find((one) => one.name === table)?.later ?? new Map();
  const own = [...later].flatMap(([index, { field }]) => (field === name ? [index] : []));
  return [...own, shortName(`${table}_${snakeCase(name)}_key`)];
}

/** The computed fields that are made from this one. */
function dependents({ registry }: Context, added: Additions, { noun, name }: KindChange) {
  const plan = computedPlanOf(createRegistry(registry.modules, added));
  return [...plan.fields.values()].flat().flatMap((one) => {
    const reads = one.formula?.operands.some((operand) => operand.noun.name === noun && operand.name === name);
    const gathers =
      one.rollUp?.of === noun &&
      (one.rollUp.field === name ||
        one.rollUp.rateOn === name ||
        JSON.stringify(one.rollUp.filter ?? {}).includes(`"${name}`));
    return reads || gathers ? [{ noun: one.noun.name, name: one.name }] : [];
  });
}
