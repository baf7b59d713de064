import { appendChange } from '../../../server/changes/append.ts';
import type { Context, TransactionContext } from '../../../server/context.ts';
import { changeCustomFields } from '../../../server/metadata/change-custom-fields.ts';
import {
  insertCustomField,
  isOptionUsed,
  updateCustomField,
} from '../../../server/metadata/custom-field.repository.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError, invalidField, notFound } from '../../../shared/errors.ts';
import { type CustomField, type CustomFieldDefinition, customFieldName } from '../../../shared/nouns/custom-field.ts';
import { allFields } from '../../../shared/nouns/noun.ts';
import type { CustomFieldInput, CustomFieldPatch } from '../contract/custom-fields.api.ts';
import { changedDefinition, definitionOf } from './definition.ts';

/** Fields a noun may have been given in all, retired ones included. */
const mostFields = 200;

/** Adds a field to a noun. Throws 422 naming what of it can not be. */
export function addField(ctx: Context, input: CustomFieldInput): Promise<CustomField> {
  const noun = ctx.registry.findNoun(input.noun);
  if (!noun || !isOpen(ctx, noun.name)) throw invalidField('noun', 'unknownNoun', { noun: input.noun });
  const definition = definitionOf(input, (name) => isOpen(ctx, name));
  return changeCustomFields(ctx, async (tx, fields) => {
    const own = fields.filter((one) => one.noun === noun.name);
    if (own.length >= mostFields) throw invalidField('noun', 'tooMany', { maximum: mostFields });
    const taken = new Set(
      [...Object.keys(allFields(noun)), ...own.map(({ name }) => name)].map((name) => name.toLowerCase()),
    );
    const label = Object.values(definition.label)[0] ?? '';
    const field: CustomField = { id: newId(), noun: noun.name, name: customFieldName(label, taken), definition };
    await insertCustomField(tx.db, field);
    await log(tx, field, null);
    return field;
  });
}

/** Changes a field. Throws 404, 409 where records stand against it, 422 naming what of it can not be. */
export function changeField(ctx: Context, id: string, patch: CustomFieldPatch): Promise<CustomField> {
  return changeCustomFields(ctx, async (tx, fields) => {
    const before = fields.find((one) => one.id === id);
    if (!before) throw notFound('customField', id);
    const definition = changedDefinition(before.definition, patch);
    await assertOptionsUnused(tx, before, definition);
    const field = { ...before, definition };
    await updateCustomField(tx.db, id, definition);
    await log(tx, field, before.definition);
    return field;
  });
}

function isOpen({ registry }: Context, name: string): boolean {
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
  for (const { value } of before.definition.options ?? []) {
    if (!kept.has(value) && (await isOptionUsed(db, registry.getNoun(before.noun), before, value)))
      throw new AppError(409, 'optionInUse', { option: value });
  }
}

async function log(
  tx: TransactionContext,
  { id, noun, name, definition }: CustomField,
  before: CustomFieldDefinition | null,
): Promise<void> {
  const was: Readonly<Record<string, unknown>> = { ...before };
  const is: Readonly<Record<string, unknown>> = { ...(before ? {} : { noun, name }), ...definition };
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const changed = names.filter((key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]));
  const fields = Object.fromEntries(
    changed.map((key) => [key, { ...(before ? { from: was[key] ?? null } : {}), to: is[key] ?? null }]),
  );
  if (changed.length === 0) return;
  await appendChange(tx, { noun: 'customField', recordId: id, kind: before ? 'updated' : 'created', fields });
}
