import { isAlwaysRequired } from '../../shared/filter/field-conditions.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { conditionsOf } from '../../shared/filter/parts-of-filter.ts';
import type { Field } from '../../shared/nouns/field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { type FieldAccess, isMasked, maskableKinds, type RoleRights } from '../../shared/nouns/role-rights.ts';
import { type ComputedField, computedPlanOf } from '../computed/plan.ts';
import type { Context } from '../context.ts';
import { type Registry, targetOf } from '../metadata/registry.ts';

/**
 * The registry as somebody with these rights sees it: hidden fields are not there at all, so that nothing can show, filter,
 * sort, group, search or write them; others are masked or read-only. What is worked out of a field is hidden with it.
 */
export function seenBy(whole: Registry, rights: RoleRights | null): Registry {
  if (!rights) return whole;
  const known = seen.get(whole) ?? new Map<string, Registry>();
  const found = known.get(rights.id) ?? narrow(whole, rights);
  seen.set(whole, known.set(rights.id, found));
  return found;
}

/** A registry is made anew whenever a role changes, so a role's id names its rights. */
const seen = new WeakMap<Registry, Map<string, Registry>>();

/**
 * The same context with all the fields there are: for what the server itself has to look at while it writes or decides. What
 * is read so must not be answered.
 */
export function withEveryField<C extends Context>(ctx: C): C {
  return seesEveryField(ctx) ? ctx : { ...ctx, registry: ctx.registry.whole };
}

/** The reverse of that: the same context with the fields the actor's role sees, for what is to be answered or copied to where others read it. */
export function withOwnFields<C extends Context>(ctx: C): C {
  return { ...ctx, registry: seenBy(ctx.registry.whole, ctx.actor.rights ?? null) };
}

export function seesEveryField({ registry }: Context): boolean {
  return registry === registry.whole;
}

function narrow(whole: Registry, rights: RoleRights): Registry {
  const accessOf = accessIn(whole, rights);
  const nouns = whole.nouns.map((noun) => (isUntouched(noun, accessOf) ? noun : narrowed(noun, accessOf)));
  if (nouns.every((noun, index) => noun === whole.nouns[index])) return whole;
  const byName = new Map(nouns.map((noun) => [noun.name, noun]));
  return {
    ...whole,
    nouns,
    customFields: whole.customFields.filter(({ noun, name }) => accessOf(noun, name) !== 'hidden'),
    findNoun: (name) => byName.get(name) ?? null,
    getNoun: (name) => byName.get(name) ?? whole.getNoun(name),
    findNounByPlural: (plural) => byName.get(whole.findNounByPlural(plural)?.name ?? '') ?? null,
  };
}

type AccessOf = (noun: string, field: string) => FieldAccess;

/**
 * As the role says; a computed field is hidden with anything it is made from. A roll-up is worked out once for all and counts every record: who
 * does not see all of them does not see it, unless the role says so of the very field.
 */
function accessIn(whole: Registry, rights: RoleRights): AccessOf {
  const { fields } = rights;
  const derived = new Set<string>();
  const accessOf: AccessOf = (noun, field) =>
    derived.has(`${noun}.${field}`) ? 'hidden' : (fields[noun]?.[field] ?? 'write');
  for (const computed of [...computedPlanOf(whole).fields.values()].flat()) {
    const isClosed = (noun: string, field: string) => !['read', 'write'].includes(accessOf(noun, field));
    const { noun, name, rollUp } = computed;
    const isCounted = rollUp && !fields[noun.name]?.[name] && !seesAll(whole, rights, rollUp.of);
    if (isCounted || inputsOf(whole, computed).some(([of, field]) => isClosed(of, field)))
      derived.add(`${noun.name}.${name}`);
  }
  return accessOf;
}

/** Whether the role reaches every record of the noun, or of what these belong to. */
function seesAll(whole: Registry, rights: RoleRights, name: string): boolean {
  const noun = whole.getNoun(name);
  const parent = noun.parent ? targetOf(whole, noun.fields[noun.parent] as Field) : null;
  if (parent) return seesAll(whole, rights, parent.name);
  return (rights.grants[name]?.read ?? whole.getPolicy(noun).grants[rights.base]?.read) === 'all';
}

/** The fields, each with its noun, that a computed one is made from. */
function inputsOf(whole: Registry, { noun, formula, rollUp }: ComputedField): [string, string][] {
  if (rollUp) {
    const names = [rollUp.by, rollUp.field, rollUp.rateOn, ...namesIn(rollUp.filter)];
    return names.flatMap((name) => (name ? [[rollUp.of, name] as [string, string]] : []));
  }
  return (formula?.operands ?? []).flatMap(({ via, name }): [string, string][] => {
    const field = via ? noun.fields[via] : undefined;
    const target = field ? targetOf(whole, field) : null;
    return via
      ? [
          [noun.name, via],
          [target?.name ?? '', name],
        ]
      : [[noun.name, name]];
  });
}

function namesIn(filter: Filter | undefined): readonly string[] {
  return filter ? conditionsOf(filter).map(({ field }) => field.split('.')[0] ?? '') : [];
}

function isUntouched(noun: Noun, accessOf: AccessOf): boolean {
  return Object.keys(noun.fields).every((name) => accessOf(noun.name, name) === 'write');
}

function narrowed(noun: Noun, accessOf: AccessOf): Noun {
  const isThere = (name: string) => accessOf(noun.name, name) !== 'hidden';
  const mayAsk = (name: string) => ['read', 'write'].includes(accessOf(noun.name, name));
  const { color, defaultSort, tells, ...rest } = noun;
  return {
    ...rest,
    fields: Object.fromEntries(
      Object.entries(noun.fields)
        .filter(([name]) => isThere(name))
        .map(([name, field]) => [name, withAccess(field, accessOf(noun.name, name), isThere)]),
    ),
    ...(noun.listFields ? { listFields: noun.listFields.filter(isThere) } : {}),
    ...(noun.matchBy ? { matchBy: noun.matchBy.filter(mayAsk) } : {}),
    ...(noun.duplicates ? { duplicates: noun.duplicates.filter(mayAsk) } : {}),
    ...(color && isThere(color) ? { color } : {}),
    ...(tells && [tells.at, tells.channel, tells.by].every((name) => !name || mayAsk(name)) ? { tells } : {}),
    ...(defaultSort && mayAsk(defaultSort.replace('-', '')) ? { defaultSort } : {}),
  };
}

function withAccess(field: Field, access: FieldAccess, isThere: (name: string) => boolean): Field {
  const told = withoutUnseen(field, isThere);
  if (access === 'read' || tellsUnseen(field, isThere)) return { ...told, readOnly: true };
  if (!isMasked(access)) return told;
  if (!maskableKinds.has(field.kind)) throw new Error(`A ${field.kind} field can not be masked`);
  const { search: _, unique: __, ...rest } = told;
  const revealable = access === 'revealable' ? 'freely' : access === 'revealableForReason' ? 'withReason' : null;
  return { ...rest, masked: true, ...(revealable ? { revealable } : {}) };
}

/**
 * Whether trying options would tell what a choice holds that is not seen. What no record is made without has to be given, and is refused as
 * the server refuses by conditions over what is not seen.
 */
function tellsUnseen(field: Field, isThere: (name: string) => boolean): boolean {
  if (!field.offeredWith || isThere(field.offeredWith.field)) return false;
  return !isAlwaysRequired(field) || 'default' in field;
}

/** Conditions over what is not seen are the server's to hold: nobody can be told of them. */
function withoutUnseen(field: Field, isThere: (name: string) => boolean): Field {
  const { visibleWhen, requiredWhen, checks, offeredWith, ...rest } = field;
  const isTold = (filter: Filter) => namesIn(filter).every(isThere);
  return {
    ...rest,
    ...(visibleWhen && isTold(visibleWhen) ? { visibleWhen } : {}),
    ...(requiredWhen && isTold(requiredWhen) ? { requiredWhen } : {}),
    ...(offeredWith && isThere(offeredWith.field) ? { offeredWith } : {}),
    ...(checks ? { checks: checks.filter(({ refuseWhen }) => isTold(refuseWhen)) } : {}),
  } as Field;
}
