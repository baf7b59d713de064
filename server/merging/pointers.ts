import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import type { Registry } from '../metadata/registry.ts';

/** A field by which records point at those of some noun. */
export interface Pointer {
  readonly noun: Noun;
  readonly name: string;
  readonly kind: 'relation' | 'anyRelation' | 'links';
}

/** Every field by which records of any noun may point at records of this one; the workspace's own, and those it has given up, among them. */
export function pointersAt({ nouns }: Pick<Registry, 'nouns'>, target: Noun): readonly Pointer[] {
  return nouns.flatMap((noun) =>
    Object.entries(allFields(noun)).flatMap(([name, field]): Pointer[] => {
      if (field.kind === 'relation' || field.kind === 'links')
        return field.to === target.name ? [{ noun, name, kind: field.kind }] : [];
      if (field.kind !== 'anyRelation') return [];
      return field.nouns?.includes(target.name) === false ? [] : [{ noun, name, kind: field.kind }];
    }),
  );
}
