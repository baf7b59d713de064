import { isFieldReference } from '../../shared/filter/field-reference.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { conditionsOf, usesDays } from '../../shared/filter/parts-of-filter.ts';
import { checkFormula, type Formula } from '../../shared/formula/check.ts';
import type { Field, RollUp } from '../../shared/nouns/field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { Registry } from '../metadata/registry.ts';

/** A field that the server works out: by a formula over the record, or by gathering the records that point at it. */
export interface ComputedField {
  readonly noun: Noun;
  readonly name: string;
  readonly field: Field;
  readonly formula: Formula | null;
  readonly rollUp: RollUp | null;
  /** Its value changes with the day. */
  readonly usesToday: boolean;
  /** Its value changes with exchange rates and the workspace's currency. */
  readonly usesRates: boolean;
}

/** A computed field of `noun` that reads `name` of the record its pointer `by` leads to. */
export interface Reader {
  readonly noun: Noun;
  readonly by: string;
  readonly name: string;
  readonly field: string;
}

/** A computed field of `noun` that gathers the records whose pointer `by` leads to it. */
export interface Gatherer {
  readonly noun: Noun;
  readonly by: string;
  readonly field: string;
  /** The gathered records' fields it looks at, the pointer among them. */
  readonly inputs: ReadonlySet<string>;
}

export interface ComputedPlan {
  /** Each noun's computed fields, every one after those it is made from. */
  readonly fields: ReadonlyMap<string, readonly ComputedField[]>;
  /** By the noun whose records are read. */
  readonly readers: ReadonlyMap<string, readonly Reader[]>;
  /** By the noun whose records are gathered. */
  readonly gatherers: ReadonlyMap<string, readonly Gatherer[]>;
  /** `company.xTotal → deal.xShare → company.xTotal` of fields that wait for each other; null where none do. */
  readonly cycle: readonly string[] | null;
}

const plans = new WeakMap<Registry, ComputedPlan>();

/** What the computed fields of a workspace hang on; looked at once a registry. */
export function computedPlanOf(registry: Registry): ComputedPlan {
  const known = plans.get(registry);
  if (known) return known;
  const plan = createPlan(registry);
  plans.set(registry, plan);
  return plan;
}

function createPlan(registry: Registry): ComputedPlan {
  const all = registry.nouns.flatMap((noun) => computedFields(noun, registry));
  const { order, cycle } = sorted(all, registry);
  return {
    fields: grouped(order.map((one) => [one.noun.name, one])),
    readers: grouped(order.flatMap(readersOf)),
    gatherers: grouped(order.flatMap(gatherersOf)),
    cycle,
  };
}

/** What can no longer be understood (a noun that no module declares any more) keeps the values it has. */
function computedFields(noun: Noun, registry: Registry): ComputedField[] {
  return Object.entries<Field>(noun.fields).flatMap(([name, field]): ComputedField[] => {
    const { computed } = field;
    if (!computed) return [];
    if ('rollUp' in computed) {
      const { rollUp } = computed;
      const source = registry.findNoun(rollUp.of);
      if (!source || !Object.hasOwn(source.fields, rollUp.by)) return [];
      return [
        {
          noun,
          name,
          field,
          formula: null,
          rollUp,
          usesToday: usesDays(rollUp.filter),
          usesRates: rollUp.inWorkspaceCurrency === true,
        },
      ];
    }
    const checked = checkFormula(computed.formula, noun, registry.findNoun);
    if ('fault' in checked) return [];
    const { formula } = checked;
    return [{ noun, name, field, formula, rollUp: null, usesToday: formula.usesToday, usesRates: false }];
  });
}

/** The computed fields that a computed field is made from, as `noun.field`. */
function keysBefore({ formula, rollUp }: ComputedField, registry: Registry): readonly string[] {
  if (formula) return formula.operands.map((operand) => `${operand.noun.name}.${operand.name}`);
  if (!rollUp || !registry.findNoun(rollUp.of)) return [];
  return [...inputsOf(rollUp)].map((name) => `${rollUp.of}.${name}`);
}

function inputsOf({ by, field, rateOn, filter }: RollUp): ReadonlySet<string> {
  return new Set([by, ...(field ? [field] : []), ...(rateOn ? [rateOn] : []), ...fieldsOfFilter(filter)]);
}

function fieldsOfFilter(filter: Filter | undefined): readonly string[] {
  const paths = (filter ? conditionsOf(filter) : []).flatMap(({ field, value }) =>
    isFieldReference(value) ? [field, value.field] : [field],
  );
  return paths.map((path) => path.split('.')[0] ?? path);
}

interface Sorted {
  readonly order: readonly ComputedField[];
  readonly cycle: readonly string[] | null;
}

/** Those that wait for each other are left out of the order. */
function sorted(all: readonly ComputedField[], registry: Registry): Sorted {
  const byKey = new Map(all.map((one) => [`${one.noun.name}.${one.name}`, one]));
  const done = new Map<string, boolean>();
  const order: ComputedField[] = [];
  let cycle: readonly string[] | null = null;
  const visit = (key: string, path: readonly string[]): boolean => {
    const one = byKey.get(key);
    if (!one) return true;
    const known = done.get(key);
    if (known !== undefined) return known;
    if (path.includes(key)) {
      cycle ??= [...path.slice(path.indexOf(key)), key];
      return false;
    }
    const isSound = keysBefore(one, registry).every((before) => visit(before, [...path, key]));
    done.set(key, isSound);
    if (isSound) order.push(one);
    return isSound;
  };
  for (const key of byKey.keys()) visit(key, []);
  return { order, cycle };
}

/** By the noun whose records it looks at. */
type Aimed<T> = readonly [string, T];

function readersOf({ noun, name: field, formula }: ComputedField): Aimed<Reader>[] {
  return (formula?.operands ?? []).flatMap(({ via, name, noun: target }): Aimed<Reader>[] =>
    via === null ? [] : [[target.name, { noun, by: via, name, field }]],
  );
}

function gatherersOf({ noun, name: field, rollUp }: ComputedField): Aimed<Gatherer>[] {
  return rollUp ? [[rollUp.of, { noun, by: rollUp.by, field, inputs: inputsOf(rollUp) }]] : [];
}

function grouped<T>(entries: readonly Aimed<T>[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, value] of entries) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}
