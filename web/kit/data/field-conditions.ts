import { useMemo } from 'react';
import { localDate } from '../../../shared/dates/time-zone.ts';
import type { FieldError } from '../../../shared/errors.ts';
import { findConditionFaults, isRequired, isVisible } from '../../../shared/filter/field-conditions.ts';
import type { FilterContext } from '../../../shared/filter/filter.ts';
import type { NounMetadata, Session } from '../../../shared/nouns/metadata.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { useSession } from '../../shell/session.ts';
import type { NamedField } from './named-field.ts';

type Values = Readonly<Record<string, unknown>>;

/** What the conditions of a noun's fields say of a record, or of a form as it is being filled in. */
export interface FieldConditions {
  isVisible(field: NamedField, values: Values): boolean;
  isRequired(field: NamedField, values: Values): boolean;
  /** What is wrong with what the field holds; that it is empty is said when the form is sent. */
  findFault(field: NamedField, values: Values): FieldError | undefined;
}

export function useFieldConditions(noun: NounMetadata): FieldConditions {
  const session = useSession();
  return useMemo(() => conditionsOf(noun, session), [noun, session]);
}

/** What the conditions say to whoever is signed in. */
export function conditionsOf(noun: NounMetadata, session: Session | null): FieldConditions {
  const timeZone = session?.workspace.timeZone ?? 'UTC';
  const ctx = (): FilterContext => ({
    memberId: session?.member.id ?? null,
    teamMemberIds: [],
    today: localDate(timeZone, new Date()),
    timeZone,
  });
  const whole = nounOf(noun);
  return {
    isVisible: (field, values) => isVisible(field, values, whole, ctx()),
    isRequired: (field, values) => isRequired(field, values, whole, ctx()),
    findFault: (field, values) =>
      findConditionFaults(whole, values, ctx(), new Set([field.name])).find(
        ({ path, code }) => path === field.name && code !== 'required',
      ),
  };
}

const nouns = new WeakMap<NounMetadata, Noun>();

/** The noun with its fields by name, as conditions are evaluated over it. */
function nounOf(noun: NounMetadata): Noun {
  let whole = nouns.get(noun);
  if (!whole) {
    const { may: _, ...told } = noun;
    whole = { ...told, fields: Object.fromEntries(noun.fields.map(({ name, ...field }) => [name, field])) } as Noun;
    nouns.set(noun, whole);
  }
  return whole;
}
