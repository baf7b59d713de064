import { useQueries } from '@tanstack/react-query';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord, Phone } from '../../../shared/nouns/value.ts';
import { type CallNumber, isCalledBy, searchTermOf } from '../../../shared/phones/call-number.ts';
import { listRecords } from './api.ts';
import { recordKeys } from './query-keys.ts';

/** Somebody who may be calling. */
export interface Caller {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** Whoever one talks to first comes first: a person before their company, both before a lead. */
const order = ['person', 'company', 'lead'];

/** The nouns that have numbers and that the actor may see. */
export function callableNouns(nouns: readonly NounMetadata[]): readonly NounMetadata[] {
  const rank = ({ name }: NounMetadata) => (order.includes(name) ? order.indexOf(name) : order.length);
  return nouns
    .filter(({ may, internal, fields }) => may.read && !internal && fields.some(({ kind }) => kind === 'phones'))
    .toSorted((one, other) => rank(one) - rank(other));
}

/** Everybody with the number that the actor may see; `callers` is null until all nouns have answered. */
export function useCallers(nouns: readonly NounMetadata[], number: CallNumber) {
  const query = { search: searchTermOf(number), limit: 60 };
  const answers = useQueries({
    queries: nouns.map((noun) => ({
      queryKey: [...recordKeys.noun(noun.name), 'call', query.search],
      queryFn: ({ signal }: { signal: AbortSignal }) => listRecords(noun, query, signal),
    })),
  });
  const error = answers.find((answer) => answer.error)?.error ?? null;
  const isComplete = answers.every(({ isSuccess }) => isSuccess);
  const found = nouns.flatMap((noun, index) =>
    (answers[index]?.data?.items ?? []).map((record): Caller => ({ noun, record })),
  );
  const callers = isComplete
    ? found.filter((caller) => numbersOf(caller).some((one) => isCalledBy(number, one)))
    : null;
  const again = () => {
    for (const answer of answers) if (answer.error) void answer.refetch();
  };
  return { callers, error, again };
}

function numbersOf({ noun, record }: Caller): readonly Phone[] {
  return noun.fields.flatMap(({ name, kind }) => (kind === 'phones' ? ((record[name] as Phone[] | null) ?? []) : []));
}
