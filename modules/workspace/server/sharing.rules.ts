import { z } from 'zod';
import { announceMetadata } from '../../../server/metadata/change-structure.ts';
import type { Registry } from '../../../server/metadata/registry.ts';
import { assertNoCycle } from '../../../server/records/hierarchy.ts';
import { defineRules, type Values } from '../../../server/records/rules.ts';
import { parseInput } from '../../../shared/contract/field-errors.ts';
import { AppError, type FieldError, invalid } from '../../../shared/errors.ts';
import { checkFilter } from '../../../shared/filter/check.ts';
import { filterSchema } from '../../../shared/filter/filter.ts';
import { sharingRule } from '../contract/sharing-rule.object.ts';
import { territory } from '../contract/territory.object.ts';
import { isGranted } from './role-faults.ts';

export const sharingRuleRules = defineRules({
  noun: sharingRule,
  async beforeCreate(ctx, values) {
    return checkedRule(ctx.registry.whole, values, values);
  },
  async beforeUpdate(ctx, before, patch) {
    const held = { ...before, member: before.member?.id, team: before.team?.id };
    return checkedRule(ctx.registry.whole, { ...held, ...patch }, patch);
  },
  async afterWrite(ctx) {
    await announceMetadata(ctx);
  },
});

export const territoryRules = defineRules({
  noun: territory,
  async beforeCreate(ctx, values) {
    return checkedTerritory(ctx.registry.whole, values);
  },
  async beforeUpdate(ctx, before, patch) {
    if (typeof patch.parent === 'string')
      await assertNoCycle(ctx, territory, before.id, { parent: patch.parent }, 'territoryWithinItself');
    return checkedTerritory(ctx.registry.whole, patch);
  },
  async afterWrite(ctx) {
    await announceMetadata(ctx);
  },
});

/** `values`, if the rule as it would be says to whom and what it opens. */
function checkedRule(registry: Registry, rule: Values, values: Values): Values {
  const audience = [rule.member, rule.team, rule.everyone || null].filter((one) => one !== null && one !== undefined);
  const faults: FieldError[] = audience.length === 1 ? [] : [{ path: 'member', code: 'oneAudience' }];
  if (rule.opens !== undefined && rule.opens !== null) faults.push(...openingFaults(registry, rule.opens));
  if (faults.length > 0) throw invalid(faults);
  return values;
}

function openingFaults(registry: Registry, opens: unknown): readonly FieldError[] {
  const given = parsed(opening, opens);
  if ('faults' in given) return given.faults.map((fault) => ({ ...fault, path: `opens.${fault.path}` }));
  return filterFaults(registry, given.value.noun, given.value.where, 'opens.where', 'opens.noun');
}

const opening = z.strictObject({ noun: z.string().max(100), where: filterSchema.nullable().default(null) });

function checkedTerritory(registry: Registry, values: Values): Values {
  const { where } = values;
  if (where === undefined || where === null) return values;
  if (typeof where !== 'object' || Array.isArray(where)) throw invalid([{ path: 'where', code: 'notAnObject' }]);
  const faults = Object.entries(where).flatMap(([noun, filter]) =>
    filterFaults(registry, noun, filter, `where.${noun}`, `where.${noun}`),
  );
  if (faults.length > 0) throw invalid(faults);
  return values;
}

/** What is wrong with a filter over a noun whose records can be opened by one. */
function filterFaults(registry: Registry, name: string, where: unknown, path: string, atNoun: string): FieldError[] {
  const noun = registry.findNoun(name);
  if (!noun || !isGranted(noun)) return [{ path: atNoun, code: 'unknownNoun', params: { noun: name } }];
  if (where === undefined || where === null) return [];
  const within = (fault: FieldError) => ({ ...fault, path: [path, fault.path].filter(Boolean).join('.') });
  const given = parsed(filterSchema, where);
  return ('faults' in given ? given.faults : checkFilter(given.value, noun, registry.findNoun)).map(within);
}

function parsed<T>(
  schema: z.ZodType<T>,
  given: unknown,
): { readonly value: T } | { readonly faults: readonly FieldError[] } {
  try {
    return { value: parseInput(schema, given) as T };
  } catch (error) {
    if (error instanceof AppError) return { faults: error.fields };
    throw error;
  }
}
