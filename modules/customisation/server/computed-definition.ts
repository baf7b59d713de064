import { computedPlanOf } from '../../../server/computed/plan.ts';
import { findRateSource } from '../../../server/computed/rates.ts';
import { type Additions, createRegistry, type Registry } from '../../../server/metadata/registry.ts';
import type { ServerModule } from '../../../server/module.ts';
import { invalid, invalidField } from '../../../shared/errors.ts';
import { checkFilter } from '../../../shared/filter/check.ts';
import { resolvePath } from '../../../shared/filter/field-path.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { conditionsOf } from '../../../shared/filter/parts-of-filter.ts';
import { checkFormula } from '../../../shared/formula/check.ts';
import { faultParams } from '../../../shared/formula/fault.ts';
import type { ComputedKind, CustomFieldDefinition } from '../../../shared/nouns/custom-field.ts';
import type { Field, RollUp } from '../../../shared/nouns/field.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';

export function isComputed({ kind }: CustomFieldDefinition): boolean {
  return kind === 'formula' || kind === 'rollUp';
}

/**
 * The definition with what it gives. Throws 422 naming where a formula is wrong and what would mend it, a roll-up that has
 * nothing to gather, and a change to values of another kind than the field holds.
 */
export function withResult(registry: Registry, noun: Noun, definition: CustomFieldDefinition): CustomFieldDefinition {
  const { result, scale } = definition.rollUp
    ? rollUpResult(registry, noun, definition.rollUp)
    : formulaResult(registry, noun, definition.formula ?? '', definition.kind === 'formula' ? 'formula' : 'rollUp');
  const path = definition.rollUp ? 'rollUp' : 'formula';
  if (definition.result && definition.result !== result)
    throw invalidField(path, 'formulaResultChanged', { was: definition.result, given: result });
  const digits = definition.scale ?? scale;
  return { ...definition, result, ...(result === 'number' && digits !== undefined ? { scale: digits } : {}) };
}

interface Result {
  readonly result: ComputedKind;
  /** Digits after the point, where the definition does not say. */
  readonly scale?: number;
}

const usualScale = 2;

function formulaResult(registry: Registry, noun: Noun, formula: string, path: string): Result {
  if (path === 'rollUp') throw invalidField('rollUp', 'required');
  const checked = checkFormula(formula, noun, registry.findNoun);
  if ('formula' in checked) return { result: checked.formula.result, scale: usualScale };
  throw invalidField('formula', checked.fault.code, faultParams(checked.fault));
}

function rollUpResult(registry: Registry, noun: Noun, rollUp: RollUp): Result {
  const source = registry.findNoun(rollUp.of);
  if (!source || source.internal) throw invalidField('rollUp.of', 'unknownNoun', { noun: rollUp.of });
  const pointer = Object.hasOwn(source.fields, rollUp.by) ? source.fields[rollUp.by] : undefined;
  if (!pointer || !leadsTo(pointer, noun)) throw invalidField('rollUp.by', 'unknownField', { field: rollUp.by });
  if (rollUp.filter) assertOwnFilter(registry, source, rollUp.filter);
  if (rollUp.measure === 'count') {
    if (rollUp.field) throw invalidField('rollUp.field', 'unknownProperty');
    assertRates(registry, source, rollUp, 'number');
    return { result: 'number', scale: 0 };
  }
  const measured = measuredResult(source, rollUp);
  assertRates(registry, source, rollUp, measured.result);
  return measured;
}

/** Only amounts are worth something in another currency, on a day that the gathered records have. */
function assertRates(registry: Registry, source: Noun, rollUp: RollUp, result: ComputedKind): void {
  const { inWorkspaceCurrency, rateOn } = rollUp;
  if (inWorkspaceCurrency && (result !== 'money' || !findRateSource(registry)))
    throw invalidField('rollUp.inWorkspaceCurrency', 'unknownProperty');
  if (rateOn === undefined) return;
  if (!inWorkspaceCurrency) throw invalidField('rollUp.rateOn', 'unknownProperty');
  const field = Object.hasOwn(source.fields, rateOn) ? source.fields[rateOn] : undefined;
  if (field?.kind !== 'date' && field?.kind !== 'datetime')
    throw invalidField('rollUp.rateOn', 'unknownField', { field: rateOn });
}

function leadsTo(field: Field, noun: Noun): boolean {
  return field.kind === 'relation' ? field.to === noun.name : field.kind === 'member' && noun.name === 'member';
}

function measuredResult(source: Noun, { measure, field: name }: RollUp): Result {
  if (!name) throw invalidField('rollUp.field', 'required');
  const field = Object.hasOwn(source.fields, name) ? source.fields[name] : undefined;
  if (!field) throw invalidField('rollUp.field', 'unknownField', { field: name });
  const hasMoments = measure === 'min' || measure === 'max';
  switch (field.kind) {
    case 'number':
    case 'percent':
    case 'rating':
      return { result: 'number', scale: ('scale' in field ? field.scale : undefined) ?? usualScale };
    case 'money':
      return { result: 'money' };
    case 'date':
    case 'datetime':
      if (hasMoments) return { result: field.kind };
  }
  throw invalidField('rollUp.field', 'notMeasurable', { field: name, measure });
}

/** A roll-up is kept right by the writes of the records it gathers: what else they hang on it can not hear of. */
function assertOwnFilter(registry: Registry, source: Noun, filter: Filter): void {
  const faults = checkFilter(filter, source, registry.findNoun);
  if (faults.length > 0) throw invalid(faults.map((fault) => ({ ...fault, path: `rollUp.filter.${fault.path}` })));
  for (const { field, value } of conditionsOf(filter)) {
    const path = resolvePath(source, field, registry.findNoun);
    const isOwn = path && !path.via && !path.ofChild && path.kind !== 'links' && !waitsForNobody.has(path.name);
    if (!isOwn) throw invalidField('rollUp.filter', 'rollUpFilterForeign', { field });
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (values.includes('@me')) throw invalidField('rollUp.filter', 'rollUpFilterPersonal', { field });
  }
  if (looksElsewhere(filter)) throw invalidField('rollUp.filter', 'rollUpFilterForeign', { field: 'search' });
}

/** They change without the record's values being written. */
const waitsForNobody: ReadonlySet<string> = new Set(['updatedAt', 'deletedAt']);

function looksElsewhere(filter: Filter): boolean {
  if ('all' in filter) return filter.all.some(looksElsewhere);
  if ('any' in filter) return filter.any.some(looksElsewhere);
  return 'not' in filter ? looksElsewhere(filter.not) : !('field' in filter);
}

/** Throws 422 where fields would be made from each other in a circle. */
export function assertNoCycle(modules: readonly ServerModule[], added: Additions): void {
  const { cycle } = computedPlanOf(createRegistry(modules, added));
  if (cycle) throw invalidField('formula', 'computedCycle', { path: cycle.join(' → ') });
}
