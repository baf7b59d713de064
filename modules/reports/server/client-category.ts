import { mayKnow } from '../../../server/access/access.ts';
import type { Context } from '../../../server/context.ts';
import { targetOf } from '../../../server/metadata/registry.ts';
import { invalidField } from '../../../shared/errors.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { FieldKind } from '../../../shared/nouns/field.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { equals } from './deal-filters.ts';

/** A field of a record's client by which a report is grouped. */
export interface ClientCategory {
  /** As it was asked for: `company.lifecycle`. */
  readonly path: string;
  /** The field that leads to the client, and whether to many of them. */
  readonly pointer: string;
  readonly toMany: boolean;
  readonly client: Noun;
  /** The client's field, whether it holds several values, and the records it points at. */
  readonly name: string;
  readonly isList: boolean;
  readonly target: Noun | null;
}

const kinds: ReadonlySet<FieldKind> = new Set(['choice', 'choices', 'relation', 'member']);

/** The category that a report of `about` is to be grouped by. Throws 422 for a field that has none, or that the actor may not know. */
export function findCategory(ctx: Context, about: Noun, path: string): ClientCategory {
  const [pointer = '', name = ''] = path.split('.');
  const way = ctx.registry.getNoun(about.name).fields[pointer];
  const client = way && ctx.registry.findNoun(way.kind === 'relation' || way.kind === 'links' ? way.to : '');
  const field = client && Object.hasOwn(client.fields, name) ? client.fields[name] : undefined;
  if (!way || !client || !field || !mayKnow(ctx, client, name))
    throw invalidField('category', 'unknownField', { field: path });
  if (!kinds.has(field.kind)) throw invalidField('category', 'notGroupable', { field: path });
  return {
    ...{ path, pointer, toMany: way.kind === 'links', client, name },
    ...{ isList: field.kind === 'choices', target: targetOf(ctx.registry, field) },
  };
}

/** What selects the records of one value of it, or those without any. */
export function ofCategory({ path, pointer, toMany, name }: ClientCategory, value: string | null): Filter {
  if (!toMany) return equals(path, value);
  if (value !== null) return { related: { by: pointer, where: equals(name, value) } };
  return { not: { related: { by: pointer, where: { field: name, op: 'isNotEmpty' } } } };
}
