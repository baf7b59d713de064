import type { NameQuestion } from '../../contract/index.ts';

/** Stands for "as it is written" in a select, where no name looks like it. */
export const asWritten = '\u0000';

/** The names offered before anything is searched: what it is taken for, what was decided, what looks alike. */
export function nameOptions({ kind, name, suggestions }: NameQuestion, decided: string | undefined): readonly string[] {
  const taken = kind !== 'new' && name ? [name] : [];
  return [...new Set([...taken, ...(decided ? [decided] : []), ...suggestions])];
}

/** The option that is in force: the decision, else what the import would do by itself; null where it would do nothing. */
export function shownChoice({ kind, name }: NameQuestion, decided: string | undefined): string | null {
  if (decided !== undefined) return decided === '' ? asWritten : kind === 'chosen' ? name : decided;
  return kind === 'new' ? asWritten : name;
}
