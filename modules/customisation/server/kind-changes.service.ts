import { noteShown } from '../../../server/access-log/note-shown.ts';
import { computedPlanOf } from '../../../server/computed/plan.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { enqueueJob } from '../../../server/jobs/enqueue.ts';
import { readAdditions } from '../../../server/metadata/custom-noun.repository.ts';
import { giveWay, withLockRetries } from '../../../server/metadata/migrate.ts';
import { type Additions, createRegistry } from '../../../server/metadata/registry.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError, invalidField, notFound } from '../../../shared/errors.ts';
import { isConvertible, mannerOf, partsOf, textOfValue } from '../../../shared/nouns/convert-value.ts';
import { type CustomField, type CustomFieldDefinition, fieldOf } from '../../../shared/nouns/custom-field.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import type { KindChangeInput } from '../contract/kind-changes.api.ts';
import { definitionOf } from './definition.ts';
import {
  countValues,
  dropBesides,
  findKindChange,
  forgetValues,
  insertKindChange,
  type KindChange,
  type KindChangeState,
  listDistinct,
  listFailed,
  listOpenChanges,
  moveKindChange,
  type Place,
  rewindKindChange,
} from './kind-change.repository.ts';
import { countInSteps, kindChangeWork } from './kind-change.work.ts';

/** Up to as many values are looked at before the answer; more by a job. */
const inlineValues = 2_000;
/** Different values that tell how days and numbers are written, and that make a choice's options. */
const samples = 2_000;
const mostOptions = 200;

/**
 * Looks what would become of a field's values as another kind; nothing is changed. Takes the place of an earlier look.
 * @throws AppError 404, 409 `kindChangeOpen` while an earlier change can be undone, 409 `usedByComputed`, 422.
 */
export function startChange(ctx: Context, id: string, input: KindChangeInput): Promise<KindChange> {
  return inTransaction(ctx, async (tx) => {
    const added = await readAdditions(tx.db);
    const before = added.fields.find((one) => one.id === id);
    if (!before) throw notFound('customField', id);
    await replaceLooks(tx, id);
    if (!isConvertible(before.definition.kind) || before.definition.retired || before.definition.kind === input.kind)
      throw invalidField('kind', 'notConvertible');
    const place = placeOf(tx, added, before);
    const texts = await textsOf(tx, place);
    const after = definitionAs(before, input, texts, tx.workspace.language);
    assertComputedKeep(tx, added, before, after);
    const manner = { ...mannerOf(texts), ...(input.dates ? { dates: input.dates } : {}) };
    const total = await countValues(tx.db, place);
    const change = {
      ...{ id: newId(), field: id, noun: before.noun, name: before.name, before: before.definition },
      after,
    };
    await insertKindChange(tx.db, { ...change, manner, undoes: null, state: 'counting', total });
    if (total <= inlineValues) await countInSteps(tx, change.id);
    else await enqueueJob(tx, kindChangeWork, { id: change.id }, { key: change.id });
    return getChange(tx, change.id);
  });
}

/** Throws 404. */
export async function getChange(ctx: Context, id: string): Promise<KindChange> {
  const change = await findKindChange(ctx.db, id);
  if (!change) throw notFound('kindChange', id);
  return change;
}

/** Has the kind changed, in the background where there are many values. Throws 409 `kindChangeState`. */
export function applyChange(ctx: Context, id: string): Promise<KindChange> {
  return inTransaction(ctx, async (tx) => {
    await move(tx, id, ['counted'], 'converting');
    await rewindKindChange(tx.db, id);
    await enqueueJob(tx, kindChangeWork, { id }, { key: id });
    return getChange(tx, id);
  });
}

/**
 * Has the kind and the values of before put back: what nobody has written since is exactly what it was, what somebody has
 * is converted. Answers the change that does it, which can be undone like any other.
 */
export function undoChange(ctx: Context, id: string): Promise<KindChange> {
  return inTransaction(ctx, async (tx) => {
    const change = await findKindChange(tx.db, id, true);
    if (!change) throw notFound('kindChange', id);
    if (change.state !== 'done') throw new AppError(409, 'kindChangeState', { state: change.state });
    const added = await readAdditions(tx.db);
    const field = added.fields.find((one) => one.id === change.field);
    if (!field) throw notFound('customField', change.field);
    assertComputedKeep(tx, added, field, change.before);
    const place = placeOf(tx, added, field);
    const { noun, name, before, after } = change;
    const total = Math.max(change.done, await countValues(tx.db, place));
    const back = { ...{ id: newId(), field: field.id, noun, name }, before: after, after: before, undoes: id };
    const manner = mannerOf(await textsOf(tx, place));
    await insertKindChange(tx.db, { ...back, manner, state: 'converting', total });
    await enqueueJob(tx, kindChangeWork, { id: back.id }, { key: back.id });
    return getChange(tx, back.id);
  });
}

/** Gives the values of before up. */
export function closeChange(ctx: Context, id: string): Promise<KindChange> {
  return inTransaction(ctx, async (tx) => {
    await move(tx, id, ['done'], 'closed');
    await forgetValues(tx.db, id);
    return getChange(tx, id);
  });
}

/** Leaves the field as it is. */
export function cancelChange(ctx: Context, id: string): Promise<KindChange> {
  return withLockRetries(() =>
    inTransaction(ctx, async (tx) => {
      await giveWay(tx.db);
      const change = await move(tx, id, ['counting', 'counted', 'converting'], 'cancelled');
      const noun = tx.registry.findNoun(change.noun);
      if (noun) {
        const place = { noun, name: change.name, field: fieldAs(change, change.before) };
        await dropBesides(tx.db, place, change, fieldAs(change, change.after));
      }
      await forgetValues(tx.db, id);
      return getChange(tx, id);
    }),
  );
}

/** The records whose values can not be converted, fifty at a time. */
export async function listFailures(ctx: Context, id: string, after: string | null) {
  const change = await getChange(ctx, id);
  const rows = await listFailed(ctx.db, ctx.registry.getNoun(change.noun), id, after, 51);
  const page = rows.slice(0, 50);
  const ids = page.map(({ record }) => record);
  const noun = ctx.registry.getNoun(change.noun);
  await noteShown(ctx, noun, { kind: 'listed', count: ids.length, ids }, { fields: [change.name, noun.title] });
  const from = fieldAs(change, change.before);
  const items = page.map(({ record, label, value }) => ({
    record,
    label,
    value: textOfValue(from, value, ctx.language),
  }));
  return { items, next: rows.length > 50 ? (page.at(-1)?.record ?? null) : null };
}

async function move(tx: TransactionContext, id: string, from: readonly KindChangeState[], to: KindChangeState) {
  const change = await findKindChange(tx.db, id, true);
  if (!change) throw notFound('kindChange', id);
  if (!(await moveKindChange(tx.db, id, from, to))) throw new AppError(409, 'kindChangeState', { state: change.state });
  return change;
}

async function replaceLooks(tx: TransactionContext, field: string): Promise<void> {
  for (const open of await listOpenChanges(tx.db, field)) {
    if (open.state !== 'counting' && open.state !== 'counted') throw new AppError(409, 'kindChangeOpen');
    await moveKindChange(tx.db, open.id, [open.state], 'cancelled');
    await forgetValues(tx.db, open.id);
  }
}

/** The field as a definition of the change has it. */
export function fieldAs({ field, noun, name }: KindChange, definition: CustomFieldDefinition): Field {
  return fieldOf({ id: field, noun, name, definition, version: 1 });
}

function placeOf({ registry }: Context, added: Additions, { noun, name, ...rest }: CustomField): Place {
  const declared = createRegistry(registry.modules, added).getNoun(noun);
  return { noun: declared, name, field: fieldOf({ noun, name, ...rest }) };
}

async function textsOf(ctx: TransactionContext, place: Place): Promise<readonly string[]> {
  const values = await listDistinct(ctx.db, place, samples);
  return values.map((value) => textOfValue(place.field, value, ctx.workspace.language));
}

/** What is said of the field stays, as far as it goes with the other kind. */
function definitionAs(
  field: CustomField,
  input: KindChangeInput,
  texts: readonly string[],
  language: string,
): CustomFieldDefinition {
  const { label, help, required, options, search } = field.definition;
  const { kind, scale } = input;
  const isList = kind === 'choice' || kind === 'choices';
  const figure = kind === 'number' || kind === 'percent';
  const given = {
    ...{ noun: field.noun, kind, label, help, required },
    ...(isList ? { options: options ?? optionsOf(kind, texts, language) } : {}),
    ...(figure && scale !== undefined ? { scale } : {}),
    ...(search && ['text', 'longText', 'urls'].includes(kind) ? { search } : {}),
  };
  return definitionOf(given as Parameters<typeof definitionOf>[0], () => true);
}

function optionsOf(kind: string, texts: readonly string[], language: string) {
  const parts = kind === 'choices' ? texts.flatMap(partsOf) : texts.map((text) => text.trim());
  const names = new Map(parts.filter((part) => part && part.length <= 100).map((part) => [part.toLowerCase(), part]));
  if (names.size > mostOptions) throw invalidField('kind', 'tooManyOptions', { maximum: mostOptions });
  if (names.size === 0) throw invalidField('kind', 'noOptions');
  return [...names.values()].sort().map((name) => ({ label: { [language]: name } }));
}

/** Formulas and roll-ups must understand the field as it will be. Throws 409 `usedByComputed` naming one that would not. */
function assertComputedKeep(
  { registry }: Context,
  added: Additions,
  field: CustomField,
  after: CustomFieldDefinition,
): void {
  const namesIn = (fields: readonly CustomField[]) => {
    const plan = computedPlanOf(createRegistry(registry.modules, { ...added, fields }));
    return new Set([...plan.fields.values()].flat().map((one) => `${one.noun.name}.${one.name}`));
  };
  const later = namesIn(added.fields.map((one) => (one.id === field.id ? { ...one, definition: after } : one)));
  const lost = [...namesIn(added.fields)].find((name) => !later.has(name));
  if (lost) throw new AppError(409, 'usedByComputed', { field: lost });
}
