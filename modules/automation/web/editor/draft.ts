import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { findField } from '../../../../web/kit/data/named-field.ts';
import { toInputValue, toRecordValue } from '../../../../web/kit/data/record-values.ts';
import type { FieldValue, ProcessInput, Step } from '../../contract/index.ts';

/** What a step of each sort begins with. */
export function newStep(kind: Step['do']): Step {
  const owner = { who: 'owner' } as const;
  switch (kind) {
    case 'task':
      return { do: 'task', title: '', description: '', kind: null, due: { count: 1, unit: 'workingDays' }, for: owner };
    case 'notice':
      return { do: 'notice', text: '', for: owner };
    case 'set':
      return { do: 'set', values: [] };
  }
}

/** The draft with pointers as inputs show them. */
export function toDraft(input: ProcessInput, noun: NounMetadata): ProcessInput {
  return withValues(input, noun, toRecordValue);
}

/** The draft with pointers as the API takes them. */
export function toInput(
  { name, noun: of, start, filter, steps, onMany }: ProcessInput,
  noun: NounMetadata,
): ProcessInput {
  return withValues({ name: name.trim(), noun: of, start, filter, steps, onMany }, noun, toInputValue);
}

type Convert = (field: NonNullable<ReturnType<typeof findField>>, value: unknown) => unknown;

function withValues(input: ProcessInput, noun: NounMetadata, convert: Convert): ProcessInput {
  const one = (value: FieldValue): FieldValue => {
    const field = findField(noun, value.field);
    return 'from' in value || !field ? value : { field: value.field, value: convert(field, value.value ?? null) };
  };
  return {
    ...input,
    steps: input.steps.map((step) => (step.do === 'set' ? { ...step, values: step.values.map(one) } : step)),
  };
}
