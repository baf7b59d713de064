import { z } from 'zod';
import { defineConfigurationPart } from '../../../server/configuration/part.ts';
import { listFieldSettings, putFieldSetting } from '../../../server/metadata/field-setting.repository.ts';
import { readRegistry } from '../../../server/metadata/registries.ts';
import { createRegistry, type Registry } from '../../../server/metadata/registry.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError, invalid } from '../../../shared/errors.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import { type FieldSetting, type FieldSettingDefinition, withSetting } from '../../../shared/nouns/field-setting.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { fittingOffers } from '../../../shared/nouns/option-offers.ts';
import { fieldSettingInput } from '../contract/field-settings.api.ts';
import { logDefinition } from './definition-log.ts';
import { settingFaults } from './setting-faults.ts';

const item = z.strictObject({ noun: z.string().max(60), field: z.string().max(60), definition: fieldSettingInput });
type SettingItem = z.output<typeof item>;

/** What a workspace says of fields, in its configuration. */
export const fieldSettingsPart = defineConfigurationPart<SettingItem>({
  ...{ name: 'fieldSettings', item, heardOf: ['fieldSetting'] },
  keyOf: ({ noun, field }) => `${noun}.${field}`,
  labelOf: ({ noun, field, definition }) => definition.label ?? `${noun}.${field}`,
  async read({ db, registry }) {
    const settings = await listFieldSettings(db);
    return settings
      .map((setting) => ({ ...setting, definition: withoutStaleOffers(registry, setting) }))
      .filter(({ definition }) => Object.keys(definition).length > 0)
      .map(({ noun, field, definition }) => ({ noun, field, definition }) as unknown as SettingItem);
  },
  merge: (before, after) => {
    const label = { ...before.definition.label, ...after.definition.label };
    const definition = { ...before.definition, ...after.definition };
    return { ...after, definition: Object.keys(label).length > 0 ? { ...definition, label } : definition };
  },
  complete(before, { definition: { options: wanted = [] } }) {
    const { options: here = [] } = before.definition;
    const known = new Set(here.map(({ value }) => value));
    const options = [...here, ...wanted.filter(({ value }) => !known.has(value))];
    return options.length === here.length ? before : { ...before, definition: { ...before.definition, options } };
  },
  restore(before, shipped) {
    // A preset says all there is of its own fields, and of others what their directory gains.
    if (shipped.field.startsWith('x')) return shipped;
    const { options: here = [] } = before.definition;
    const { options: wanted = [] } = shipped.definition;
    const named = here.map((one) => wanted.find(({ value }) => value === one.value) ?? one);
    const lost = wanted.filter(({ value }) => !here.some((one) => one.value === value));
    return { ...before, definition: { ...before.definition, options: [...named, ...lost] } };
  },
  retire: (setting) => ({ ...setting, definition: {} }),
  async problemOf({ registry }, { after }, wanted) {
    const added = [...wanted('fields')].some(({ noun, name }) => noun === after.noun && name === after.field);
    const known = registry.findDeclared(after.noun)?.fields[after.field] !== undefined;
    return known || added ? null : { code: 'unknownField', params: { field: `${after.noun}.${after.field}` } };
  },
  async write(tx, changes) {
    const registry = await readRegistry(createRegistry(tx.registry.modules), tx.db);
    const settings = await listFieldSettings(tx.db);
    const wanted = [...settings, ...changes.map(({ after }) => ({ ...after, version: 0 }) as unknown as FieldSetting)];
    for (const { after } of changes) {
      const { noun: name, field } = after;
      const definition = after.definition as FieldSettingDefinition;
      const noun = registry.findDeclared(name);
      const declared = noun?.fields[field];
      const target = noun && declared && { noun, name: field, field: declared, settled: settledFields(noun, wanted) };
      const faults = target ? settingFaults(definition, target) : [];
      if (faults.length > 0)
        throw invalid(faults.map((fault) => ({ ...fault, path: `${name}.${field}.${fault.path}` })));
      const before = settings.find((one) => one.noun === name && one.field === field);
      const setting = { noun: name, field, version: (before?.version ?? 0) + 1, definition };
      if (!(await putFieldSetting(tx.db, setting))) throw new AppError(412, 'stale', { version: before?.version ?? 0 });
      await logDefinition(tx, 'fieldSetting', newId(), before?.definition ?? null, {
        noun: name,
        field,
        ...definition,
      });
    }
  },
});

/** The noun's fields as they will be once all that is wanted is said. */
function settledFields(noun: Noun, wanted: readonly FieldSetting[]): Readonly<Record<string, Field>> {
  const said = wanted.filter((setting) => setting.noun === noun.name && noun.fields[setting.field]);
  const settled = said.map(({ field, definition }): [string, Field] => [
    field,
    withSetting(noun.fields[field] as Field, definition),
  ]);
  return { ...noun.fields, ...Object.fromEntries(settled) };
}

/** What depends on options that were taken away since, or on what is no choice any more, is meant no longer. */
function withoutStaleOffers(registry: Registry, { noun: name, field, definition }: FieldSetting) {
  if (!definition.offeredWith) return definition;
  const { offeredWith, ...said } = definition;
  const fields = registry.whole.findNoun(name)?.fields ?? {};
  const own = fields[field];
  const fitting = own && fittingOffers(own, offeredWith, fields[offeredWith.field]);
  return fitting ? { ...said, offeredWith: fitting } : said;
}
