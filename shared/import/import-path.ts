import { type FieldPath, isChildOf, resolvePath } from '../filter/field-path.ts';
import type { Noun } from '../nouns/noun.ts';

/** Where a column of an import goes. */
export interface ImportPath {
  /** The child noun a row makes a record of (a deal's line), or null for the record itself. */
  readonly collection: Noun | null;
  /** Pointers to follow before `target`: `team` in `team.head.name`. */
  readonly steps: readonly string[];
  readonly target: FieldPath;
}

/**
 * Understands where a column may go: `amount`, `address.city`, `company.name` (a related record by one of its fields),
 * `team.head.name` (by a related record of its own), `lines.product.name` (a child record); null for fields the server sets
 * and for paths that lead nowhere.
 */
export function resolveImportPath(noun: Noun, path: string, nouns: readonly Noun[]): ImportPath | null {
  const [first = '', ...rest] = path.split('.');
  const collection = nouns.find((child) => child.collection === first && isChildOf(child, noun)) ?? null;
  const found = collection ? resolveSteps(collection, rest.join('.'), nouns, 1) : resolveSteps(noun, path, nouns, 1);
  return found && { collection, ...found };
}

/** All paths a column may be mapped to: own fields and their parts, related and child records by what recognises them. */
export function listImportPaths(noun: Noun, nouns: readonly Noun[]): string[] {
  const children = nouns.filter((child) => child.collection && isChildOf(child, noun));
  const childPaths = children.flatMap((child) =>
    ownPaths(child, nouns)
      .filter((path) => path.split('.')[0] !== child.parent)
      .map((path) => `${child.collection}.${path}`),
  );
  return [...ownPaths(noun, nouns), ...childPaths];
}

function ownPaths(noun: Noun, nouns: readonly Noun[]): string[] {
  const paths = Object.entries(noun.fields)
    .filter(([, field]) => !field.readOnly && field.kind !== 'files' && field.kind !== 'anyRelation')
    .flatMap(([name, field]) => {
      const pointed = pointedAt(field, nouns);
      if (pointed) return recognisedBy(pointed).map((key) => `${name}.${key}`);
      if (field.kind === 'address')
        return ['street', 'city', 'region', 'postalCode', 'country'].map((part) => `${name}.${part}`);
      if (field.kind === 'personName')
        return [name, ...['given', 'middle', 'family', 'prefix'].map((part) => `${name}.${part}`)];
      return field.kind === 'money' ? [name, `${name}.currency`] : [name];
    });
  return ['externalId', ...paths];
}

/** The fields that tell one record of a noun from another. */
function recognisedBy(noun: Noun): string[] {
  return [...new Set([noun.title, ...(noun.matchBy ?? []), 'externalId'])];
}

function pointedAt(field: Noun['fields'][string], nouns: readonly Noun[]): Noun | null {
  const name =
    field.kind === 'member' ? 'member' : field.kind === 'relation' || field.kind === 'links' ? field.to : null;
  return nouns.find((noun) => noun.name === name) ?? null;
}

function resolveSteps(
  noun: Noun,
  path: string,
  nouns: readonly Noun[],
  left: number,
): Omit<ImportPath, 'collection'> | null {
  const target = resolvePath(noun, path, (name) => nouns.find((one) => one.name === name) ?? null);
  if (target?.ofChild) return null;
  if (target?.field.kind === 'anyRelation' || target?.field.kind === 'files') return null;
  if (target) return target.field.readOnly || target.via?.field.readOnly ? null : { steps: [], target };
  const [first = '', ...rest] = path.split('.');
  const field = Object.hasOwn(noun.fields, first) ? noun.fields[first] : undefined;
  const next = field && !field.readOnly ? pointedAt(field, nouns) : null;
  if (!next) return null;
  if (field?.kind === 'links') return resolveLinked(first, next, rest.join('.'), nouns);
  const further = left > 0 ? resolveSteps(next, rest.join('.'), nouns, left - 1) : null;
  return further && { steps: [first, ...further.steps], target: further.target };
}

function resolveLinked(
  step: string,
  noun: Noun,
  path: string,
  nouns: readonly Noun[],
): Omit<ImportPath, 'collection'> | null {
  const found = resolveSteps(noun, path, nouns, 0);
  return found && found.steps.length === 0 && !found.target.via ? { steps: [step], target: found.target } : null;
}
