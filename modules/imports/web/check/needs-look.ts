import type { NameQuestion } from '../../contract/index.ts';

/** Whether a person should see it before the import: all but plain new names that resemble nothing. */
export function needsLook({ kind, suggestions }: NameQuestion): boolean {
  return kind !== 'new' || suggestions.length > 0;
}
