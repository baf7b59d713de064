import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { announceMetadata } from '../../../server/metadata/change-structure.ts';
import { isOptionUsed } from '../../../server/metadata/custom-field.repository.ts';
import { listFieldSettings, putFieldSetting } from '../../../server/metadata/field-setting.repository.ts';
import { lockSchema } from '../../../server/metadata/migrate.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError, invalid, notFound } from '../../../shared/errors.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import type { FieldSetting, FieldSettingDefinition } from '../../../shared/nouns/field-setting.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { FieldSettingInput } from '../contract/field-settings.api.ts';
import { logDefinition } from './definition-log.ts';
import { settingFaults } from './setting-faults.ts';
import { withOptionValues } from './setting-options.ts';

/**
 * Says anew what the workspace wants of a field; an empty definition leaves it as it was declared.
 * @throws AppError 404 for a field that is not there, 409 `optionInUse`, 412 `stale` where somebody came between, 422.
 */
export function setField(
  ctx: Context,
  target: { readonly noun: string; readonly field: string },
  input: FieldSettingInput,
  version: number,
): Promise<FieldSetting> {
  const noun = ctx.registry.findDeclared(target.noun);
  const field = noun && !noun.internal ? noun.fields[target.field] : undefined;
  if (!noun || !field) throw notFound('field', `${target.noun}.${target.field}`);
  const definition = withOptionValues(input, field);
  const faults = settingFaults(definition, { noun, name: target.field, field });
  if (faults.length > 0) throw invalid(faults.map((fault) => ({ ...fault, path: `definition.${fault.path}` })));
  return inTransaction(ctx, async (tx) => {
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
