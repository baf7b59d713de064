import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { findProblem } from '../../i18n/problem-text.ts';

/** The record's current state, as the server sends it with 412 when a change was based on an older one; else null. */
export function findCurrent(error: unknown): AnyRecord | null {
  const problem = findProblem(error);
  if (problem?.status !== 412) return null;
  const { current } = problem.params;
  return typeof current === 'object' && current !== null && 'id' in current ? (current as AnyRecord) : null;
}
