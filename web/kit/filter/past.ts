import type { Was } from '../../../shared/filter/filter.ts';
import { pastOperatorsOf } from '../../../shared/filter/was.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { isSystem, type NamedField } from '../data/named-field.ts';

/** The fields whose past can be asked for. */
export function askableFields({ fields }: NounMetadata): readonly NamedField[] {
  return fields.filter((field) => !isSystem(field) && pastOperatorsOf(field).length > 0);
}

/** That the field, the first that can be asked for where none is named, was something at some time; as yet without a value. */
export function newWas(noun: NounMetadata, name?: string): Was {
  const fields = askableFields(noun);
  const field = fields.find((one) => one.name === name) ?? fields[0];
  const operators = field ? pastOperatorsOf(field) : [];
  const op = operators.includes('greaterThan') && field?.kind !== 'date' ? 'greaterThan' : (operators[0] ?? 'is');
  return { field: field?.name ?? '', op, value: field?.kind === 'boolean' ? true : '' };
}
