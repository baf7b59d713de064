import { useMemo } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../web/kit/data/metadata.ts';
import { findField, isReference, type NamedField, targetNoun } from '../../../web/kit/data/named-field.ts';
import { type Labels, useLabels } from '../../../web/kit/labels.ts';

/** Where an import path leads. */
export interface PathTarget {
  /** What each step is called, the field last: "Lines", "Product", "Name". */
  readonly labels: readonly string[];
  /** The noun the field belongs to. */
  readonly noun: NounMetadata;
  readonly field: NamedField;
  /** A row's own record has the field. */
  readonly isOwn: boolean;
  /** The pointer the path begins with; null where it begins with the field itself or with a child record. */
  readonly via: NamedField | null;
  /** A part of the field: `city` of an address. */
  readonly part: string | null;
}

/** Reads import paths of a noun in the person's language; null for a path that leads nowhere. */
export function usePaths(nounName: string): (path: string) => PathTarget | null {
  const nouns = useMetadata().data?.nouns;
  const { t } = useTranslation('kit');
  const labels = useLabels();
  return useMemo(() => {
    const noun = nouns?.find(({ name }) => name === nounName);
    return (path) => (nouns && noun ? followPath(path, noun, nouns, labels, (part) => t(`part.${part}`)) : null);
  }, [nouns, nounName, labels, t]);
}

/** "Lines → Product → Name". */
export const joinLabels = (labels: readonly string[]): string => labels.join(' → ');

export function followPath(
  path: string,
  start: NounMetadata,
  nouns: readonly NounMetadata[],
  labels: Pick<Labels, 'field' | 'nouns'>,
  partLabel: (part: string) => string,
): PathTarget | null {
  const steps = path.split('.');
  const said: string[] = [];
  let noun = start;
  const child = nouns.find((one) => one.collection === steps[0] && isChildOf(one, start));
  if (child) {
    said.push(labels.nouns(child.name));
    noun = child;
    steps.shift();
  }
  let via: NamedField | null = null;
  for (const [index, step] of steps.entries()) {
    const field = findField(noun, step);
    if (!field) return null;
    said.push(labels.field(noun.name, field));
    const rest = steps.slice(index + 1);
    const target = isReference(field) ? nouns.find(({ name }) => name === targetNoun(field)) : undefined;
    if (rest.length > 0 && target) {
      noun = target;
      via ??= child ? null : field;
      continue;
    }
    const [part = null] = rest;
    if (part) said.push(partLabel(part));
    return { labels: said, noun, field, isOwn: !child && !via, via, part };
  }
  return null;
}

function isChildOf(child: NounMetadata, noun: NounMetadata): boolean {
  const field = child.parent ? findField(child, child.parent) : null;
  return field?.kind === 'relation' && field.to === noun.name;
}
