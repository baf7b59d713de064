import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { announceMetadata } from '../../../server/metadata/change-structure.ts';
import { isOptionUsed } from '../../../server/metadata/custom-field.repository.ts';
import { listFieldSettings, putFieldSetting } from '../../../server/metadata/field-setting.repository.ts';
import { lockSchema } from '../../../server/metadata/migrate.ts';
import { readRegistry } from '../../../server/metadata/registries.ts';
import { createRegistry } from '../../../server/metadata/registry.ts';
import { countMatching } from '../../../server/records/count-matching.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError, invalid, notFound } from '../../../shared/errors.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import type { FieldSetting, FieldSettingDefinition } from '../../../shared/nouns/field-setting.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { unofferedFilter } from '../../../shared/nouns/option-offers.ts';
import type { FieldSettingInput } from '../contract/field-settings.api.ts';
import { logDefinition } from './definition-log.ts';
import { settingFaults } from './setting-faults.ts';
import { withOptionValues } from './setting-options.ts';

/**
 * Says anew what the workspace wants of a field; an empty definition leaves it as it was declared.
 * `unoffered` counts the records that keep an option which is not offered to them any more.
 * @throws AppError 404 for a field that is not there, 409 `optionInUse`, 412 `stale` where somebody came between, 422.
 */
export async function setField(
  ctx: Context,
  target: { readonly noun: string; readonly field: string },
  input: FieldSettingInput,
  version: number,
): Promise<FieldSetting & { readonly unoffered?: number }> {
  const noun = ctx.registry.findDeclared(target.noun);
  const field = noun && !noun.internal ? noun.fields[target.field] : undefined;
  if (!noun || !field) throw notFound('field', `${target.noun}.${target.field}`);
  const definition = withOptionValues(input, field);
  const settled = ctx.registry.getNoun(noun.name).fields;
  const faults = settingFaults(definition, { noun, name: target.field, field, settled });
  if (faults.length > 0) throw invalid(faults.map((fault) => ({ ...fault, path: `definition.${fault.path}` })));
  const setting = await inTransaction(ctx, async (tx) => {
    await lockSchema(tx.db);
    const before = (await listFieldSettings(tx.db)).find((one) => one.noun === noun.name && one.field === target.field);
    await assertOptionsUnused(tx, noun, { ...field, name: target.field }, before?.definition, definition);
    const setting = { noun: noun.name, field: target.field, version: version + 1, definition };
    if ((before?.version ?? 0) !== version || !(await putFieldSetting(tx.db, setting)))
      throw new AppError(412, 'stale', { version: before?.version ?? 0 });
    // A setting has no id: its changes are told by noun and field.
    const { version: _, definition: said, ...about } = setting;
    await logDefinition(tx, 'fieldSetting', newId(), before?.definition ?? null, { ...about, ...said });
    await announceMetadata(tx);
    return setting;
  });
  return { ...setting, ...(await countUnoffered(ctx, setting)) };
}

/** How many of the records that the asker sees hold an option that is not offered to them now. */
async function countUnoffered(ctx: Context, { noun, field, definition }: FieldSetting) {
  if (!definition.offeredWith) return {};
  const registry = await readRegistry(createRegistry(ctx.registry.modules), ctx.db);
  const filter = unofferedFilter(field, definition.offeredWith);
  return { unoffered: await countMatching({ ...ctx, registry }, registry.getNoun(noun), { filter }) };
}

/** An option the workspace added and records hold can be retired, not taken away. */
async function assertOptionsUnused(
  { db }: TransactionContext,
  noun: Noun,
  field: Field & { readonly name: string },
  before: FieldSettingDefinition | undefined,
  after: FieldSettingDefinition,
): Promise<void> {
  const declared = 'options' in field ? field.options.map(({ value }) => value) : [];
  const kept = new Set([...declared, ...(after.options ?? []).map(({ value }) => value)]);
  for (const { value } of before?.options ?? []) {
    if (!kept.has(value) && (await isOptionUsed(db, noun, field, value)))
      throw new AppError(409, 'optionInUse', { option: value });
  }
}
