import { startComputing } from '../../../server/computed/schedule.ts';
import type { Context, TransactionContext } from '../../../server/context.ts';
import { mostIndexed, needsIndex } from '../../../server/indexes/choose-fields.ts';
import { type WantedKey, withKey } from '../../../server/indexes/make-key.ts';
import { changeStructure } from '../../../server/metadata/change-structure.ts';
import {
  insertCustomField,
  isOptionUsed,
  updateCustomField,
} from '../../../server/metadata/custom-field.repository.ts';
import { readAdditions } from '../../../server/metadata/custom-noun.repository.ts';
import { linksTableOf, snakeCase } from '../../../server/metadata/names.ts';
import type { Definitions } from '../../../server/metadata/reconcile.ts';
import { type Additions, createRegistry, type Registry, tablesOf } from '../../../server/metadata/registry.ts';
import { storageOf } from '../../../server/metadata/storage.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError, invalidField, notFound } from '../../../shared/errors.ts';
import {
  type CustomField,
  type CustomFieldDefinition,
  customFieldName,
  fieldOf,
} from '../../../shared/nouns/custom-field.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import { allFields, type Noun } from '../../../shared/nouns/noun.ts';
import type { CustomFieldInput, CustomFieldPatch } from '../contract/custom-fields.api.ts';
import { assertNoCycle, isComputed, withResult } from './computed-definition.ts';
import { changedDefinition, definitionOf } from './definition.ts';
import { logDefinition } from './definition-log.ts';

/** Fields a noun may have been given in all, retired ones included. */
export const mostFields = 200;

/** Adds a field to a noun. Throws 422 naming what of it can not be. */
export function addField(ctx: Context, input: CustomFieldInput): Promise<CustomField> {
  return changeStructure(ctx, (tx, added) => insertField(tx, added, input));
}

/** As `addField`, where the workspace's structure is being changed already; `added` is what there is so far. */
export async function insertField(
  tx: TransactionContext,
  added: Additions,
  input: CustomFieldInput,
): Promise<CustomField> {
  const registry = createRegistry(tx.registry.modules, added);
  const noun = registry.findNoun(input.noun);
  if (!noun || noun.internal) throw invalidField('noun', 'unknownNoun', { noun: input.noun });
  const given = definitionOf(input, (name) => isOpen(registry, name));
  const definition = isComputed(given) ? withResult(registry, noun, given) : given;
  const own = added.fields.filter((one) => one.noun === noun.name);
  if (own.length >= mostFields) throw invalidField('noun', 'tooMany', { maximum: mostFields });
  const name = freeName(registry, noun, own, definition);
  const field: CustomField = { id: newId(), noun: noun.name, name, definition, version: 1 };
  if (isComputed(definition)) {
    assertNoCycle(tx.registry.modules, { ...added, fields: [...added.fields, field] });
    computeOnceThere(tx, field);
  }
  if (needsIndex(fieldOf(field))) assertRoom([...added.fields, field], noun.name);
  await insertCustomField(tx.db, field);
  await logDefinition(tx, 'customField', field.id, null, { noun: noun.name, name, ...definition });
  return field;
}

/**
 * A name out of the first label that no field of the noun has, nor any part of one: a price has a currency's column too, links
 * a table.
 */
function freeName(
  registry: Registry,
  noun: Noun,
  own: readonly CustomField[],
  definition: CustomFieldDefinition,
): string {
  const label = Object.values(definition.label)[0] ?? '';
  const taken = new Set(
    [...Object.keys(allFields(noun)), ...own.map(({ name }) => name)].map((name) => name.toLowerCase()),
  );
  const columns = new Set(Object.entries(allFields(noun)).flatMap(([name, field]) => columnsOf(name, field)));
  const tables = new Set(registry.nouns.flatMap(tablesOf));
  let name = customFieldName(label, taken);
  const field = (chosen: string) => fieldOf({ id: '', noun: noun.name, name: chosen, definition, version: 1 });
  const isTaken = () =>
    columnsOf(name, field(name)).some((column) => columns.has(column)) ||
    (definition.kind === 'links' && tables.has(linksTableOf(noun, name)));
  while (isTaken()) {
    taken.add(name.toLowerCase());
    name = customFieldName(label, taken);
  }
  return name;
}

function columnsOf(name: string, field: Field): readonly string[] {
  return storageOf(field)
    .columns(snakeCase(name), field)
    .map((column) => column.name);
}

/**
 * Changes a field. `version` is the state it was read at.
 * @throws AppError 404, 412 `stale`, 409 where records stand against it, 422 naming what of it can not be.
 */
export function changeField(ctx: Context, id: string, patch: CustomFieldPatch, version?: number): Promise<CustomField> {
  const change = (made: Definitions) =>
    changeStructure(
      ctx,
      async (tx, added) => {
        const before = fieldIn(added, id, version);
        const definition = changedDefinition(before.definition, patch);
        const isWorkedOut = isComputed(definition);
        return writeDefinition(tx, before, isWorkedOut ? recomputed(tx, added, before, definition) : definition);
      },
      { made },
    );
  return patch.unique && ctx.db.alone ? withKey(ctx, () => findKey(ctx, id, patch), change) : change({});
}

function fieldIn(added: Additions, id: string, version: number | undefined): CustomField {
  const field = added.fields.find((one) => one.id === id);
  if (!field) throw notFound('customField', id);
  if (version !== undefined && version !== field.version) throw new AppError(412, 'stale', { current: field });
  return field;
}

/** The key that the change asks for: its values are compared before anybody is made to wait. */
async function findKey(ctx: Context, id: string, patch: CustomFieldPatch): Promise<WantedKey | null> {
  const added = await readAdditions(ctx.db);
  const before = fieldIn(added, id, undefined);
  const definition = changedDefinition(before.definition, patch);
  if (before.definition.unique || !definition.unique) return null;
  const fields = added.fields.map((one) => (one.id === id ? { ...one, definition } : one));
  assertRoom(fields, before.noun);
  const registry = createRegistry(ctx.registry.modules, { ...added, fields });
  return { registry, noun: before.noun, field: before.name };
}

/** What can not do without an index is refused where there is no room for one. */
function assertRoom(fields: readonly CustomField[], noun: string): void {
  const needed = fields.filter((one) => one.noun === noun && needsIndex(fieldOf(one))).length;
  if (needed > mostIndexed) throw invalidField('unique', 'tooManyIndexed', { maximum: mostIndexed });
}

/** A computed field's definition as it is to be; where it gives other values now, they are worked out. */
function recomputed(
  tx: TransactionContext,
  added: Additions,
  before: CustomField,
  definition: CustomFieldDefinition,
): CustomFieldDefinition {
  const { formula, rollUp } = before.definition;
  if (definition.formula === formula && JSON.stringify(definition.rollUp) === JSON.stringify(rollUp)) return definition;
  const registry = createRegistry(tx.registry.modules, added);
  const after = withResult(registry, registry.getNoun(before.noun), definition);
  const field = { ...before, definition: after };
  assertNoCycle(tx.registry.modules, {
    ...added,
    fields: added.fields.map((one) => (one.id === field.id ? field : one)),
  });
  computeOnceThere(tx, field);
  return after;
}

/** When the transaction ends its column is there, and it is among the noun's fields. */
export function computeOnceThere(tx: TransactionContext, { noun, name }: Pick<CustomField, 'noun' | 'name'>): void {
  tx.db.beforeCommit(async () => {
    const registry = createRegistry(tx.registry.modules, await readAdditions(tx.db));
    await startComputing({ ...tx, registry }, registry.getNoun(noun), [name]);
  });
}

async function writeDefinition(
  tx: TransactionContext,
  before: CustomField,
  definition: CustomFieldDefinition,
): Promise<CustomField> {
  await assertOptionsUnused(tx, before, definition);
  await updateCustomField(tx.db, before.id, definition);
  await logDefinition(tx, 'customField', before.id, before.definition, definition);
  return { ...before, definition, version: before.version + 1 };
}

function isOpen(registry: Registry, name: string): boolean {
  const noun = registry.findNoun(name);
  return noun !== null && !noun.internal;
}

/** An option that records hold can be renamed, not taken away. */
async function assertOptionsUnused(
  { db, registry }: TransactionContext,
  before: CustomField,
  after: CustomFieldDefinition,
): Promise<void> {
  const kept = new Set(after.options?.map(({ value }) => value));
  const field = { name: before.name, kind: before.definition.kind };
  for (const { value } of before.definition.options ?? []) {
    if (!kept.has(value) && (await isOptionUsed(db, registry.getNoun(before.noun), field, value)))
      throw new AppError(409, 'optionInUse', { option: value });
  }
}
