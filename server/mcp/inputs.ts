import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { filterSchema } from '../../shared/filter/filter.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { rightsOf } from '../access/access.ts';
import type { Context } from '../context.ts';

/** Records of one answer: what a reader of words can take in. */
export const mostRecords = 50;

export const nounInput = z
  .string()
  .max(100)
  .describe('The noun, as `describe_nouns` names it: `deal`, `company`, `person` …; its plural is understood too');
export const idInput = z.guid().describe('The id of the record');
export const valuesInput = z
  .record(z.string(), z.unknown())
  .describe(
    'Values by field, as `describe_noun` lists them. Money is {"amount":"10.00","currency":"EUR"}, a day "2026-03-01", a relation or member the id of the record, a person\'s name {"given":"Anahit","family":"Sargsyan"}, emails [{"address":"…"}], phones [{"number":"+374…"}]',
  );
export const filterInput = filterSchema
  .optional()
  .describe(
    'Conditions {"field","op","value"} joined by {"all":[…]}, {"any":[…]}, {"not":…}. Operators: is isNot isAnyOf isNoneOf contains notContains startsWith lessThan atMost greaterThan atLeast isEmpty isNotEmpty. A field of a related record: "company.industry". "@me" is whoever owns the key. A relative day: {"from":"today","plus":-7,"unit":"day"}. What a field ever was, or on a day: {"was":{"field","op","value","on"}}',
  );

/** A noun the reader may see anything of. Throws 404 for all others, as if they were not there. */
export function nounOf(ctx: Context, named: string): Noun {
  const noun = ctx.registry.findNoun(named) ?? ctx.registry.findNounByPlural(named);
  if (!noun || !rightsOf(ctx, noun).read) throw new AppError(404, 'unknownNoun', { noun: named });
  return noun;
}

/** The records that one of this noun may be about: those its relations point at. */
export function aboutInputs(noun: Noun): Readonly<Record<string, z.ZodType>> {
  const relations = Object.entries(noun.fields).filter(([, { kind, readOnly }]) => kind === 'relation' && !readOnly);
  return Object.fromEntries(relations.map(([name]) => [name, z.guid().optional().describe(`The ${name} it is about`)]));
}

/** Without what was left out. */
export function defined(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
