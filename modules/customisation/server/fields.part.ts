import { z } from 'zod';
import { defineConfigurationPart, type ItemChange, type Problem } from '../../../server/configuration/part.ts';
import type { Context, TransactionContext } from '../../../server/context.ts';
import {
  insertCustomField,
  isOptionUsed,
  listCustomFields,
  updateCustomField,
} from '../../../server/metadata/custom-field.repository.ts';
import { readAdditions } from '../../../server/metadata/custom-noun.repository.ts';
import { snakeCase } from '../../../server/metadata/names.ts';
import { type Additions, createRegistry, type Registry } from '../../../server/metadata/registry.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError } from '../../../shared/errors.ts';
import { type CustomFieldDefinition, computedKinds } from '../../../shared/nouns/custom-field.ts';
import type { ChoiceOption } from '../../../shared/nouns/field.ts';
import { customFieldInput } from '../contract/custom-fields.api.ts';
import { assertNoCycle, isComputed, withResult } from './computed-definition.ts';
import { afterWhatTheyStandOn } from './computed-order.ts';
import { computeOnceThere, mostFields } from './custom-fields.service.ts';
import { definitionOf } from './definition.ts';
import { logDefinition } from './definition-log.ts';

const item = customFieldInput.extend({
  name: z.string().regex(/^x[A-Z][A-Za-z0-9]{0,44}$/),
  /** What a formula or a roll-up gives. */
  result: z.enum(computedKinds).optional(),
  retired: z.literal(true).optional(),
});
type FieldItem = z.output<typeof item>;
type FieldChange = ItemChange<FieldItem>;

/** What can not be changed of a field that is there: its column, and what was worked out of its values. */
const fixed = ['kind', 'to', 'scale', 'search', 'result'] as const;

/** What a workspace may say otherwise of a field than it was shipped. */
const sayable = new Set(['required', 'unique', 'default', 'help', 'min', 'max', 'retired']);

/** The fields a workspace has added, in its configuration. */
export const fieldsPart = defineConfigurationPart<FieldItem>({
  ...{ name: 'fields', item, heardOf: ['customField'], makesTables: true },
  keyOf: ({ noun, name }) => `${noun}.${name}`,
  labelOf: ({ label }) => label,
  async read({ db }) {
    const fields = await listCustomFields(db);
    return fields.map(({ noun, name, definition }) => ({ noun, name, ...definition }) as unknown as FieldItem);
  },
  merge: (before, after) => ({
    ...{ ...before, ...after, label: { ...before.label, ...after.label }, retired: after.retired },
    ...(before.options && after.options ? { options: withKept(before.options, after.options) } : {}),
  }),
  complete: ({ retired: _, ...before }) => before,
  restore: (before, shipped) => {
    const kept = Object.entries(before).filter(([name]) => !sayable.has(name));
    return {
      ...{ ...Object.fromEntries(kept), ...shipped, label: { ...before.label, ...shipped.label } },
      ...(before.options && shipped.options ? { options: withKept(before.options, shipped.options) } : {}),
    };
  },
  retire: (field) => ({ ...field, retired: true }),
  async problemOf(ctx, change, wanted) {
    return (
      conflictOf(change) ??
      structureProblem(ctx, change, wanted('nouns'), wanted('fields') as readonly FieldItem[]) ??
      (await optionProblem(ctx, change))
    );
  },
  async write(tx, changes) {
    const made = changes.filter(({ after }) => !isComputed(definitionIn(after)));
    // What is computed may stand upon fields that come with it.
    const computed = changes
      .filter((one) => !made.includes(one))
      .map((change) => ({ ...change.after, change, definition: definitionIn(change.after) }));
    const ordered = afterWhatTheyStandOn(computed).map(({ change }) => change);
    for (const change of [...made, ...ordered]) await writeField(tx, change);
  },
});

async function writeField(tx: TransactionContext, { key, after }: FieldChange): Promise<void> {
  const { noun, name } = after;
  const added = await readAdditions(tx.db);
  const before = added.fields.find((field) => `${field.noun}.${field.name}` === key);
  const definition = settledIn(tx, added, definitionIn(after), noun);
  const field = before ? { ...before, definition } : { id: newId(), noun, name, definition, version: 1 };
  if (before) await updateCustomField(tx.db, before.id, definition);
  else await insertCustomField(tx.db, field);
  if (isComputed(definition) && !definition.retired) {
    assertNoCycle(tx.registry.modules, await readAdditions(tx.db));
    computeOnceThere(tx, field);
  }
  const about = before ? definition : { noun, name, ...definition };
  await logDefinition(tx, 'customField', field.id, before?.definition ?? null, about);
}

/** A formula is read in the workspace it comes into. */
function settledIn(
  { registry: { modules } }: TransactionContext,
  added: Additions,
  definition: CustomFieldDefinition,
  noun: string,
): CustomFieldDefinition {
  if (!isComputed(definition) || definition.retired) return definition;
  const registry = createRegistry(modules, added);
  return withResult(registry, registry.getNoun(noun), definition);
}

function definitionIn({ noun: _, name: __, ...said }: FieldItem): CustomFieldDefinition {
  return said as unknown as CustomFieldDefinition;
}

type Options = NonNullable<FieldItem['options']>;

/** The package's options in its order, called in the languages of both, then those that only this workspace has. */
function withKept(before: Options, after: Options): Options {
  const known = new Set(after.map(({ value }) => value));
  const merged = after.map((option) => {
    const here = before.find(({ value }) => value === option.value);
    return { ...here, ...option, label: { ...here?.label, ...option.label } };
  });
  return [...merged, ...before.filter(({ value }) => !known.has(value))];
}

/** A column stays what it is: a number can not become a text by being told so. */
function conflictOf({ before, after }: FieldChange): Problem | null {
  const property = before && fixed.find((name) => (before[name] ?? false) !== (after[name] ?? false));
  if (!property) return null;
  const code = property === 'kind' ? 'kindConflict' : 'fixedProperty';
  return { code, params: { property, from: before[property] ?? null, to: after[property] ?? null } };
}

/** The registry as it will be with what is wanted: what comes with the same package can be spoken of. */
export function wantedRegistry(ctx: Context, wanted: (part: string) => readonly object[]): Registry {
  return registryOf(ctx, wanted('nouns'), wanted('fields'));
}

/** Made once of the same lists: every field of a package asks for it. */
const registries = new WeakMap<readonly object[], WeakMap<readonly object[], Registry>>();
const noFields: readonly object[] = [];

function registryOf({ registry: { modules } }: Context, nouns: readonly object[], fields: readonly object[]): Registry {
  const known = registries.get(nouns)?.get(fields);
  if (known) return known;
  const registry = createRegistry(modules, {
    nouns: (nouns as readonly { name: string; plural: string }[]).map(({ name, plural, ...definition }) => ({
      ...{ id: '', name, plural, definition: definition as never, version: 1 },
    })),
    fields: (fields as readonly FieldItem[]).map(({ noun, name, ...definition }) => ({
      ...{ id: '', noun, name, definition: definition as unknown as CustomFieldDefinition, version: 1 },
    })),
  });
  const ofNouns = registries.get(nouns) ?? new WeakMap<readonly object[], Registry>();
  registries.set(nouns, ofNouns.set(fields, registry));
  return registry;
}

/** What names made of labels have at most: a longer column would be cut off by the database. */
const mostLetters = 48;

function structureProblem(
  ctx: Context,
  { after }: FieldChange,
  nouns: readonly object[],
  fields: readonly FieldItem[],
): Problem | null {
  const { noun, name, retired: _, result: __, ...given } = after;
  // How many digits a formula gives is worked out with it.
  const { scale, ...unscaled } = given;
  const said = isComputed(definitionIn(after)) || scale === undefined ? unscaled : given;
  if (snakeCase(name).length > mostLetters) return { code: 'tooLong', params: { maximum: mostLetters } };
  if (isComputed(definitionIn(after)) && !after.result) return { code: 'required', params: { path: 'result' } };
  if (fields.filter((field) => field.noun === noun).length > mostFields)
    return { code: 'tooMany', params: { maximum: mostFields } };
  const registry = registryOf(ctx, nouns, noFields);
  const isNoun = (wanted: string) => registry.findNoun(wanted) !== null;
  if (!isNoun(noun)) return { code: 'unknownNoun', params: { noun } };
  try {
    definitionOf({ noun, ...said }, isNoun);
    registryOf(ctx, nouns, fields);
    return null;
  } catch (error) {
    if (error instanceof AppError)
      return { code: error.fields[0]?.code ?? error.code, params: { path: error.fields[0]?.path } };
    return { code: 'nameTaken', params: { name } };
  }
}

/** An option that records hold can not be taken away. */
async function optionProblem({ db, registry }: Context, { before, after }: FieldChange): Promise<Problem | null> {
  const kept = new Set(after.options?.map(({ value }) => value));
  const noun = before && registry.findNoun(before.noun);
  for (const { value } of (noun && before?.options ? before.options : []) as readonly ChoiceOption[]) {
    if (noun && before && !kept.has(value) && (await isOptionUsed(db, noun, before, value)))
      return { code: 'optionInUse', params: { option: value } };
  }
  return null;
}
