import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { findField, isChangeable, type NamedField } from '../../../../web/kit/data/named-field.ts';
import { toInputValue, toRecordValue } from '../../../../web/kit/data/record-values.ts';
import { addressed } from '../../../mail/contract/index.ts';
import type { FieldValue, LetterTo, ProcessInput, Step } from '../../contract/index.ts';

/** What a step of each sort begins with. */
export function newStep(kind: Step['do'], noun: NounMetadata): Step {
  const owner = { who: 'owner' } as const;
  switch (kind) {
    case 'task':
      return { do: 'task', title: '', description: '', kind: null, due: { count: 1, unit: 'workingDays' }, for: owner };
    case 'notice':
      return { do: 'notice', text: '', for: owner };
    case 'set':
      return { do: 'set', values: [] };
    case 'letter':
      return { do: 'letter', to: readersIn(noun)[0] ?? owner, subject: '', text: '', purpose: 'service' };
    case 'record':
      return { do: 'record', noun: '', link: '', values: [] };
    case 'webhook':
      return { do: 'webhook', webhook: '' };
    case 'wait':
      return { do: 'wait', count: 3, unit: 'workingDays' };
  }
}

/** The clients whom letters about a record can go to: itself, and those it points at. */
export function readersIn({ name, fields }: NounMetadata): readonly LetterTo[] {
  const isOne = (noun: string) => addressed.some((one) => one === noun);
  const pointing = fields.filter(
    (field) => (field.kind === 'relation' || field.kind === 'links') && !field.masked && isOne(field.to),
  );
  return [
    ...(isOne(name) ? [{ who: 'record' } as const] : []),
    ...pointing.map((field) => ({ who: 'pointed', field: field.name }) as const),
  ];
}

/** The fields by which records of a noun can point at those of another. */
export function pointersTo({ fields }: NounMetadata, name: string): readonly NamedField[] {
  return fields.filter((field) => {
    if (!isChangeable(field) || field.retired) return false;
    if (field.kind === 'anyRelation') return field.nouns?.includes(name) ?? true;
    return (field.kind === 'relation' || field.kind === 'links') && field.to === name;
  });
}

type Nouns = readonly NounMetadata[];

/** The draft with pointers as inputs show them. */
export function toDraft(input: ProcessInput, nouns: Nouns): ProcessInput {
  return withValues(input, nouns, toRecordValue);
}

/** The draft with pointers as the API takes them. */
export function toInput({ name, noun, start, filter, steps, onMany }: ProcessInput, nouns: Nouns): ProcessInput {
  return withValues({ name: name.trim(), noun, start, filter, steps, onMany }, nouns, toInputValue);
}

type Convert = (field: NonNullable<ReturnType<typeof findField>>, value: unknown) => unknown;

function withValues(input: ProcessInput, nouns: Nouns, convert: Convert): ProcessInput {
  const valuesOf = (name: string, values: FieldValue[]) => {
    const noun = nouns.find((one) => one.name === name);
    return values.map((value): FieldValue => {
      const field = noun && findField(noun, value.field);
      return 'from' in value || !field ? value : { field: value.field, value: convert(field, value.value ?? null) };
    });
  };
  const steps = input.steps.map((step) => {
    if (step.do === 'set') return { ...step, values: valuesOf(input.noun, step.values) };
    return step.do === 'record' ? { ...step, values: valuesOf(step.noun, step.values) } : step;
  });
  return { ...input, steps };
}
