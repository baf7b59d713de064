import type { Noun } from '../../../shared/nouns/noun.ts';
import type { RetentionMoment } from './retention.api.ts';

/** What the workspace itself is made of, and consents: without the newest, one that was withdrawn would be given again. */
const kept: ReadonlySet<string> = new Set([
  ...['member', 'team', 'territory', 'accessRole', 'sharingRule', 'pipeline', 'stage', 'exchangeRate', 'consent'],
]);

const fieldsOf: Readonly<Record<RetentionMoment, readonly string[]>> = {
  created: ['createdAt'],
  changed: ['updatedAt'],
  contact: ['lastContactAt'],
  closed: ['closedAt', 'closedOn', 'completedAt'],
};

/** Whether records of the noun may go to the bin by time alone. */
export function isRetainable({
  name,
  internal,
  parent,
  retired,
}: Pick<Noun, 'name' | 'internal' | 'parent' | 'retired'>): boolean {
  return !internal && !parent && !retired && !kept.has(name);
}

/** Which of these fields the moment is read from; undefined where there is none. */
export function momentField(names: readonly string[], since: RetentionMoment): string | undefined {
  return fieldsOf[since].find((name) => name === 'createdAt' || name === 'updatedAt' || names.includes(name));
}
