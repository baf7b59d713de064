import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { NamedField } from '../../../../web/kit/data/named-field.ts';
import type { ImportMapping } from '../../contract/index.ts';
import type { PathTarget } from '../path-label.ts';

/** Headers by path, of paths that several columns go to though they hold one value. */
export function findTakenPaths(
  { columns }: ImportMapping,
  follow: (path: string) => PathTarget | null,
): ReadonlyMap<string, readonly string[]> {
  const headers = new Map<string, string[]>();
  for (const [header, paths] of Object.entries(columns))
    for (const path of [paths].flat()) headers.set(path, [...(headers.get(path) ?? []), header]);
  return new Map([...headers].filter(([path, claims]) => claims.length > 1 && !holdsSeveral(follow(path))));
}

/** Required fields no column fills: new records can not do without them. */
export function missingFields(noun: NounMetadata, { columns }: ImportMapping): readonly NamedField[] {
  const filled = new Set(Object.values(columns).flatMap((paths) => [paths].flat().map((path) => path.split('.')[0])));
  return noun.fields.filter(
    (field) => field.required && !field.readOnly && !('default' in field) && !filled.has(field.name),
  );
}

function holdsSeveral(target: PathTarget | null): boolean {
  const kind = target?.field.kind;
  return kind === 'emails' || kind === 'phones' || kind === 'urls' || target?.via?.kind === 'links';
}
