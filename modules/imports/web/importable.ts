import type { NounMetadata } from '../../../shared/nouns/metadata.ts';

/** Whether rows of a file may become records of the noun: records within others come along with their parent's rows. */
export function isImportable(noun: NounMetadata): boolean {
  return noun.may.import && !noun.internal && !noun.parent;
}

/** What people bring in first comes first; the rest keeps its order. */
export function inUsualOrder(nouns: readonly NounMetadata[]): readonly NounMetadata[] {
  return nouns.toSorted((one, other) => rankOf(one) - rankOf(other));
}

const usual = ['company', 'person', 'product', 'member', 'deal', 'task', 'note'];

function rankOf({ name }: NounMetadata): number {
  const rank = usual.indexOf(name);
  return rank < 0 ? usual.length : rank;
}
