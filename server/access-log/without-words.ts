import type { FindNoun } from '../../shared/filter/field-path.ts';
import { type OperandKind, resolvePath } from '../../shared/filter/field-path.ts';
import type { Condition, Filter } from '../../shared/filter/filter.ts';
import { resolveRelated } from '../../shared/filter/related.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { Context } from '../context.ts';

/** Stands for a value that was asked for and is not kept. */
export const unsaid = '…';

/** Values of these name nobody: figures, days, options, and ids, whose records are emptied where somebody is forgotten. */
const nameless: ReadonlySet<OperandKind> = new Set([
  ...(['number', 'date', 'datetime', 'boolean', 'choice', 'choices', 'member', 'relation', 'links', 'id'] as const),
]);

interface Question {
  readonly filter?: Filter | undefined;
  readonly search?: string | undefined;
}

/**
 * A question as the logs keep it for years: which fields records were chosen by, and no word that could name somebody, whole or in part. Those who
 * are forgotten would stay in there.
 */
export function withoutWords<Q extends Question>(ctx: Context, noun: Noun, { filter, search, ...rest }: Q): object {
  const nouns = (name: string) => ctx.registry.findNoun(name);
  return {
    ...rest,
    ...(filter ? { filter: namelessFilter(noun, filter, nouns) } : {}),
    ...(search ? { search: unsaid } : {}),
  };
}

function namelessFilter(noun: Noun, filter: Filter, nouns: FindNoun): unknown {
  if ('all' in filter) return { all: filter.all.map((one) => namelessFilter(noun, one, nouns)) };
  if ('any' in filter) return { any: filter.any.map((one) => namelessFilter(noun, one, nouns)) };
  if ('not' in filter) return { not: namelessFilter(noun, filter.not, nouns) };
  if ('search' in filter) return { search: unsaid };
  if ('changed' in filter) return filter;
  if ('was' in filter) return { was: namelessCondition(noun, filter.was, nouns) };
  if (!('related' in filter)) return namelessCondition(noun, filter, nouns);
  const { where, ...related } = filter.related;
  const of = resolveRelated(noun, related, nouns)?.noun;
  if (!where) return { related };
  return { related: { ...related, where: of ? namelessFilter(of, where, nouns) : unsaid } };
}

function namelessCondition<C extends Condition>(noun: Noun, condition: C, nouns: FindNoun): object {
  if (condition.value === undefined) return condition;
  const path = resolvePath(noun, condition.field, nouns);
  const isTyped = path?.field.kind === 'choice' && path.field.open;
  const isBirthday = path?.field.kind === 'date' && path.field.yearly;
  return path && nameless.has(path.kind) && !isTyped && !isBirthday ? condition : { ...condition, value: unsaid };
}
