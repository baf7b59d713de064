import type { Branch } from '../../contract/holding.api.ts';

export interface TreeLine extends Branch {
  /** Steps below the head. */
  readonly level: number;
}

/** The companies in the order of a tree, each after its parent and with how deep it stands. */
export function treeLines(companies: readonly Branch[]): readonly TreeLine[] {
  const walk = (parent: string | null, level: number): TreeLine[] =>
    companies
      .filter((one) => one.parent === parent)
      .flatMap((branch) => [{ ...branch, level }, ...walk(branch.id, level + 1)]);
  return walk(null, 0);
}
