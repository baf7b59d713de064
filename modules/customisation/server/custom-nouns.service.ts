import type { Context } from '../../../server/context.ts';
import { changeStructure } from '../../../server/metadata/change-structure.ts';
import { insertCustomNoun, updateCustomNoun } from '../../../server/metadata/custom-noun.repository.ts';
import { createRegistry } from '../../../server/metadata/registry.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError, invalidField, notFound, underPath } from '../../../shared/errors.ts';
import { type CustomNoun, type CustomNounDefinition, customNounNames } from '../../../shared/nouns/custom-noun.ts';
import type { CustomNounInput, CustomNounPatch } from '../contract/custom-nouns.api.ts';
import { insertField } from './custom-fields.service.ts';
import { logDefinition } from './definition-log.ts';

/** Nouns a workspace may have added in all, retired ones included. */
export const mostNouns = 100;

/** Adds a noun with the fields it begins with: all of it or nothing. Throws 422 naming what of it can not be. */
export function addNoun(ctx: Context, { fields, ...input }: CustomNounInput): Promise<CustomNoun> {
  return changeStructure(ctx, async (tx, added) => {
    if (added.nouns.length >= mostNouns) throw invalidField('one', 'tooMany', { maximum: mostNouns });
    const definition = withoutEmpty(input);
    const taken = createRegistry(tx.registry.modules, added).nouns;
    const names = customNounNames(firstOf(definition.one), firstOf(definition.many), taken);
    const noun: CustomNoun = { id: newId(), ...names, definition, version: 1 };
    await insertCustomNoun(tx.db, noun);
    await logDefinition(tx, 'customNoun', noun.id, null, { ...names, ...definition });
    const nouns = [...added.nouns, noun];
    let own = added.fields;
    for (const [index, field] of fields.entries()) {
      const whole = { ...field, noun: noun.name };
      own = [
        ...own,
        await insertField(tx, { nouns, fields: own }, whole).catch((error) => {
          throw underPath(`fields.${index}`, error);
        }),
      ];
    }
    return noun;
  });
}

/** Changes a noun. `version` is the state it was read at. Throws 404, 412 `stale`. */
export function changeNoun(ctx: Context, id: string, patch: CustomNounPatch, version?: number): Promise<CustomNoun> {
  return changeStructure(ctx, async (tx, { nouns }) => {
    const before = nouns.find((one) => one.id === id);
    if (!before) throw notFound('customNoun', id);
    if (version !== undefined && version !== before.version) throw new AppError(412, 'stale', { current: before });
    const definition = withoutEmpty({ ...before.definition, ...patch });
    await updateCustomNoun(tx.db, id, definition);
    await logDefinition(tx, 'customNoun', id, before.definition, definition);
    return { ...before, definition, version: before.version + 1 };
  });
}

/** What is null, undefined or false is not said. */
function withoutEmpty(said: object): CustomNounDefinition {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value)) as unknown as CustomNounDefinition;
}

function firstOf(texts: CustomNounDefinition['one']): string {
  return Object.values(texts)[0] ?? '';
}
