import { givenValues } from '../../../server/records/given-values.ts';
import { patchSchema } from '../../../shared/contract/field-schemas.ts';
import { AppError, type FieldError } from '../../../shared/errors.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { FieldValue } from '../contract/index.ts';
import { isTemplate, textFaults } from './placeholders.ts';

/** `target` is whose fields are set, `noun` what the texts in them speak of. */
export function valuesFaults(target: Noun, noun: Noun, values: readonly FieldValue[]): FieldError[] {
  return values.flatMap((value, index): FieldError[] => {
    const path = `values.${index}`;
    const field = Object.hasOwn(target.fields, value.field) ? target.fields[value.field] : undefined;
    if (!field || field.masked)
      return [{ path: `${path}.field`, code: 'unknownField', params: { field: value.field } }];
    if (values.findIndex((other) => other.field === value.field) < index)
      return [{ path: `${path}.field`, code: 'duplicate' }];
    if (field.readOnly || field.retired || unset.has(field.kind)) return [{ path: `${path}.field`, code: 'readOnly' }];
    return valueFaults(target, noun, field, value).map((fault) => ({ ...fault, path: `${path}.${fault.path}` }));
  });
}

/** What a person attaches, and what the server numbers. */
const unset: ReadonlySet<string> = new Set(['files', 'autonumber']);
function valueFaults(target: Noun, noun: Noun, field: Field, value: FieldValue): FieldError[] {
  if ('from' in value) {
    const kinds = value.from === 'now' ? ['date', 'datetime'] : ['member'];
    return kinds.includes(field.kind) ? [] : [{ path: 'from', code: 'wrongType' }];
  }
  const given = value.value ?? null;
  if (given === null) return field.required ? [{ path: 'value', code: 'required' }] : [];
  if (isTemplate(field, given)) return textFaults(noun, given, 'value');
  try {
    givenValues(target, patchSchema(target), { [value.field]: given });
    return [];
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 422) throw error;
    return error.fields.map(({ path: _, ...fault }) => ({ ...fault, path: 'value' }));
  }
}
