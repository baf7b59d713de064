import type { Field } from '../../shared/nouns/field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { reachOf } from '../access/access.ts';
import type { Context } from '../context.ts';
import { storyOf } from '../merging/merge.repository.ts';
import { linksTableOf, literal, quote, snakeCase, tableOf } from '../metadata/names.ts';
import { accessSql } from '../records/filter-sql.ts';
import type { Params } from '../records/params.ts';

/** So many branches, and so many people, deals or leads of all of them, are asked for what happened with them. */
const most = { branches: 500, parts: 1_000 } as const;

/** The records whose story a record's timeline is, as parts of a `with recursive`: `target(noun, id)`. */
export interface Targets {
  readonly sql: string;
  /** Names of the nouns that there may be among them. */
  readonly nouns: ReadonlySet<string>;
}

/**
 * The record with those that became part of it, what lies below it (the branches of a company) and what belongs to those (their people, deals and leads), as far
 * as the actor may read them. A field that is hidden makes nothing belong: to whom a deal was lost has no part in it.
 */
export function timelineTargets(ctx: Context, noun: Noun, id: string, params: Params): Targets {
  const table = quote(tableOf(noun));
  const own = 'select id from story';
  const below = selfPointers(noun).map(
    (name) =>
      `select b.id from ${table} b where b.${quote(snakeCase(name))} = own.id and ${readable(ctx, noun, 'b', params)}`,
  );
  // However many fields point at records of the same noun, what is recursive may name itself once.
  const step = `select below.id from own cross join lateral (${below.join(' union all ')}) below`;
  const branches = below.length > 0 ? `${own} union ${step}` : own;
  const parts = belongings(ctx, noun).map((part) => partSql(ctx, part, params));
  const nouns = new Set([noun.name, ...belongings(ctx, noun).map((part) => part.noun.name)]);
  const whole = [`select ${literal(noun.name)}::text as noun, id from branch`, ...parts].join(' union ');
  const sql = `${storyOf(params.add(id))}, own(id) as (${branches}), branch as materialized (select id from own limit ${most.branches}), target as materialized (${whole})`;
  return { sql, nouns };
}

/** What a record of the noun must be for the actor to hear of it. */
export function readable(ctx: Context, noun: Noun, alias: string, params: Params): string {
  const allowed = accessSql(ctx, noun, 'read', { params, alias });
  const rights = allowed ? ` and ${allowed}` : '';
  return `${alias}.deleted_at is null${rights}`;
}

interface Belonging {
  readonly noun: Noun;
  readonly field: string;
  readonly kind: 'relation' | 'links';
}

/** The nouns whose records tell, and that the actor may read. */
export function tellers(ctx: Context): readonly Noun[] {
  return ctx.registry.nouns.filter((noun) => noun.tells && reachOf(ctx, noun, 'read') !== 'none');
}

/** What others tell of and what points at the noun: they belong to whom they point at. */
function belongings(ctx: Context, target: Noun): readonly Belonging[] {
  const toldOf = new Set(
    tellers(ctx).flatMap((teller) =>
      Object.values<Field>(teller.fields).flatMap((field) => (field.kind === 'relation' ? [field.to] : [])),
    ),
  );
  return ctx.registry.nouns
    .filter((noun) => toldOf.has(noun.name) && !noun.tells && noun !== target && noun.name !== target.name)
    .filter((noun) => reachOf(ctx, noun, 'read') !== 'none')
    .flatMap((noun) =>
      Object.entries<Field>(noun.fields).flatMap(([field, declared]): Belonging[] => {
        const points =
          declared.kind === 'relation' || (declared.kind === 'links' && !declared.opposites && !declared.badges);
        return points && declared.to === target.name && !declared.hidden ? [{ noun, field, kind: declared.kind }] : [];
      }),
    );
}

function selfPointers(noun: Noun): readonly string[] {
  return Object.entries<Field>(noun.fields).flatMap(([name, field]) =>
    field.kind === 'relation' && field.to === noun.name && !field.hidden ? [name] : [],
  );
}

/** Asked of each branch by the index of what points at it, so that no order tempts anybody to read the table. */
function partSql(ctx: Context, { noun, field, kind }: Belonging, params: Params): string {
  const table = quote(tableOf(noun));
  const from =
    kind === 'relation'
      ? `${table} b where b.${quote(snakeCase(field))} = branch.id`
      : `${quote(linksTableOf(noun, field))} l join ${table} b on b.id = l.source where l.target = branch.id`;
  return (
    `(select ${literal(noun.name)}::text, part.id from branch cross join lateral ` +
    `(select b.id from ${from} and ${readable(ctx, noun, 'b', params)} order by b.id desc limit ${most.parts}) part limit ${most.parts})`
  );
}
