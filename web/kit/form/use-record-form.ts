import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { type Control, useForm } from 'react-hook-form';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { keptOptions } from '../../../shared/nouns/option-offers.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { problemFields, problemLines, problemText } from '../../i18n/problem-text.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useSession } from '../../shell/session.ts';
import { useFieldConditions } from '../data/field-conditions.ts';
import { type NamedField, writableFields } from '../data/named-field.ts';
import { useCreateRecord } from '../data/record-mutations.ts';
import { isEmptyValue } from '../data/record-values.ts';
import { useFirstWithin } from '../data/use-first-within.ts';
import { choicesAfter } from '../data/within.ts';
import { errorsByField } from './field-errors.ts';

type Values = Record<string, unknown>;

export interface RecordFormState {
  readonly control: Control<Values>;
  /** Has the fields whose choice depends on this one start anew. */
  readonly follow: (field: NamedField, value: unknown) => void;
  readonly submit: (event: { preventDefault(): void; stopPropagation(): void }) => void;
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  /** The names of the fields the server objects to. */
  readonly faults: readonly string[];
  /** What is wrong with the whole of it, or with what has no input here. */
  readonly problem: string | null;
}

/** A new record being filled in; the server's objections come back to the fields they are about. */
export function useRecordForm(
  noun: NounMetadata,
  initial: Values | undefined,
  onCreated: (record: AnyRecord) => Promise<void>,
): RecordFormState {
  const { t } = useTranslation('kit');
  const session = useSession();
  const defaults = useMemo(() => startingValues(noun, session?.member, initial), [noun, session, initial]);
  const { control, handleSubmit, setError, setValue, getValues, formState } = useForm<Values>({
    defaultValues: defaults,
  });
  const findFirst = useFirstWithin(noun);
  const creation = useCreateRecord(noun);
  const { isVisible } = useFieldConditions(noun);
  const create = handleSubmit(async (values) => {
    const hidden = new Set(noun.fields.filter((field) => !isVisible(field, values)).map(({ name }) => name));
    const given = Object.entries(values).filter(([name, value]) => !isEmptyValue(value) && !hidden.has(name));
    const filled = Object.fromEntries(given);
    try {
      await onCreated(await creation.mutateAsync(filled));
    } catch (error) {
      const byField = errorsByField(noun, problemFields(error, t));
      for (const [name, message] of Object.entries(byField)) setError(name, { message }, { shouldFocus: true });
    }
  });
  return {
    control,
    follow: (field, value) => {
      const beside = choicesAfter(noun, field.name, { ...getValues(), [field.name]: value });
      for (const [name, kept] of Object.entries(beside)) setValue(name, kept);
      void findFirst(field, value, setValue);
    },
    isDirty: formState.isDirty,
    isSaving: formState.isSubmitting,
    faults: Object.keys(formState.errors),
    problem: creation.error ? tellProblem(noun, creation.error, t) : null,
    submit: (event) => {
      // A form opened from a picker of another form must not submit that one too.
      event.preventDefault();
      event.stopPropagation();
      void create();
    },
  };
}

/** What is marked at its input is not said again. */
function tellProblem(noun: NounMetadata, error: Error, t: TFunction): string {
  const inputs = new Set(writableFields(noun).map(({ name }) => name));
  const faults = Object.keys(problemFields(error, t)).map((path) => path.split('.')[0] ?? path);
  return faults.every((name) => inputs.has(name)) ? problemText(error, t) : problemLines(error, t, noun.name);
}

/** What is given, and beside it the defaults that go with it. */
function startingValues(noun: NounMetadata, me: Parameters<typeof defaultsOf>[1], initial: Values = {}): Values {
  const values = { ...defaultsOf(noun, me), ...initial };
  for (const field of noun.fields) {
    if (field.offeredWith && !(field.name in initial))
      values[field.name] = keptOptions(field, values[field.name], values);
  }
  return values;
}

/** What a record starts with: declared defaults, and the acting member where the server would put them. */
function defaultsOf(noun: NounMetadata, me: { readonly id: string; readonly name: string } | undefined): Values {
  const values: Values = {};
  for (const field of writableFields(noun)) {
    values[field.name] = null;
    if ('default' in field && field.default !== undefined) values[field.name] = field.default;
    if (field.kind === 'member' && field.defaultToActor && me) values[field.name] = { id: me.id, label: me.name };
  }
  return values;
}
