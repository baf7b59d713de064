import { isEmpty } from '../../../server/records/values.ts';
import { fieldErrorsOf } from '../../../shared/contract/field-errors.ts';
import { patchSchema } from '../../../shared/contract/field-schemas.ts';
import type { FieldError } from '../../../shared/errors.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import { faultsByColumn } from './fault-columns.ts';
import type { ReadRow } from './read-row.ts';
import { keyNames } from './row-keys.ts';

/** What the engine would refuse of a row's own values, told by their columns; nothing is asked of the database. */
export function checkValues(row: ReadRow): FieldError[] {
  const missing = mustBeNew(row) ? missingFields(row) : [];
  return [...faultyValues(row), ...missing, ...row.children.flatMap((child) => faultyValues(child.row))];
}

/** Whether a required field stays empty is another question: what is there already may have it. */
function faultyValues({ plan, values }: ReadRow): FieldError[] {
  const parsed = patchSchema(plan.noun).safeParse(values, { reportInput: true });
  if (parsed.success) return [];
  const faults = fieldErrorsOf(parsed.error).filter(({ code }) => code !== 'required');
  return faultsByColumn(plan, faults);
}

/** Without a key nothing that is there already can be meant. */
function mustBeNew({ plan, values }: ReadRow): boolean {
  return keyNames(plan.noun).every((name) => isEmpty(values[name]));
}

function missingFields({ plan, values, pointers }: ReadRow): FieldError[] {
  const pointed = new Set(pointers.map((pointer) => pointer.plan.name));
  const missing = Object.entries(plan.noun.fields)
    .filter(([name, field]) => field.required && !field.readOnly && !fillsItself(field) && !pointed.has(name))
    .filter(([name]) => isEmpty(values[name]))
    .map(([path]) => ({ path, code: 'required' }));
  return faultsByColumn(plan, missing);
}

function fillsItself(field: Field): boolean {
  return 'default' in field || field.kind === 'boolean' || (field.kind === 'member' && field.defaultToActor === true);
}
