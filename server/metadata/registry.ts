import { AppError } from '../../shared/errors.ts';
import { type CustomField, fieldOf } from '../../shared/nouns/custom-field.ts';
import { type CustomNoun, nounOf } from '../../shared/nouns/custom-noun.ts';
import type { Field } from '../../shared/nouns/field.ts';
import { type FieldSetting, withSetting } from '../../shared/nouns/field-setting.ts';
import { allFields, type Noun } from '../../shared/nouns/noun.ts';
import type { GivenNames } from '../../shared/nouns/noun-words.ts';
import { withFittingOffers } from '../../shared/nouns/option-offers.ts';
import type { RoleRights } from '../../shared/nouns/role-rights.ts';
import { plainPolicy } from '../access/grants.ts';
import type { Policy } from '../access/policy.ts';
import { fittingSharing, noSharing, type Sharing } from '../access/sharing.ts';
import type { ServerModule } from '../module.ts';
import type { Rules } from '../records/rules.ts';
import type { StoredAppearance } from './appearance.repository.ts';
import type { StoredLayout } from './layout.repository.ts';
import { linksTableOf, snakeCase, tableOf } from './names.ts';
import { storageOf } from './storage.ts';

/** What a workspace has added to what the modules declare. */
export interface Additions {
  readonly nouns: readonly CustomNoun[];
  readonly fields: readonly CustomField[];
  /** What it says of fields; absent where that does not matter, as for their columns. */
  readonly fieldSettings?: readonly FieldSetting[];
  readonly layouts?: readonly StoredLayout[];
  /** What it calls nouns of modules. */
  readonly nounNames?: readonly GivenNames[];
  /** How it looks. */
  readonly appearance?: readonly StoredAppearance[];
  /** Its own roles. */
  readonly roles?: readonly RoleRights[];
  readonly sharing?: Sharing;
}

/** Everything the modules declare, checked once at start and looked up by name afterwards. */
export interface Registry {
  readonly modules: readonly ServerModule[];
  /** With the fields the workspace has added, and its own nouns after those of the modules. */
  readonly nouns: readonly Noun[];
  readonly customFields: readonly CustomField[];
  readonly customNouns: readonly CustomNoun[];
  /** What the workspace says of fields; the nouns have them as it wants them. */
  readonly fieldSettings: readonly FieldSetting[];
  readonly layouts: readonly StoredLayout[];
  /** What the workspace calls nouns of modules; the nouns have them as their `label`. */
  readonly nounNames: readonly GivenNames[];
  readonly appearance: readonly StoredAppearance[];
  /** Roles of the workspace's own. */
  readonly roles: readonly RoleRights[];
  /** What opens records beyond the reach of a role, and closes them. */
  readonly sharing: Sharing;
  /** With every field there is; itself, where nothing is hidden. */
  readonly whole: Registry;
  /** A noun with its added fields, as it is before the workspace's settings. */
  findDeclared(name: string): Noun | null;
  findNoun(name: string): Noun | null;
  /** Throws 404 `unknownNoun` for a name nobody declared. */
  getNoun(name: string): Noun;
  findNounByPlural(plural: string): Noun | null;
  getPolicy(noun: Noun): Policy;
  findRules(noun: Noun): Rules | null;
}

const nothing: Additions = { nouns: [], fields: [] };

/**
 * Builds the registry of the modules and of what a workspace has added; throws when two modules claim a name, a relation
 * points nowhere or a noun has no policy.
 */
export function createRegistry(modules: readonly ServerModule[], added: Additions = nothing): Registry {
  const {
    nouns: customNouns,
    fields: customFields,
    fieldSettings = [],
    layouts = [],
    nounNames = [],
    appearance = [],
    roles = [],
    sharing = noSharing,
  } = added;
  const declared = [...modules.flatMap((module) => module.nouns ?? []), ...customNouns.map(nounOf)];
  const names = new Set(declared.map(({ name }) => name));
  const plain = declared.map((noun) => withFields(noun, customFields, names));
  const nouns = plain.map((noun) => withNames(withSettings(noun, fieldSettings), nounNames));
  const byName = indexBy(nouns, (noun) => noun.name);
  const byPlural = indexBy(nouns, (noun) => noun.plural);
  const own = modules.flatMap((module) => module.policies ?? []);
  const byRights = nouns.map(plainPolicy).filter((policy) => policy !== null);
  const policies = indexBy([...own, ...byRights], (policy) => policy.noun);
  const rules = indexBy(
    modules.flatMap((module) => module.rules ?? []),
    (rule) => rule.noun.name,
  );
  const getNoun = (name: string) => {
    const noun = byName.get(name);
    if (!noun) throw new AppError(404, 'unknownNoun', { noun: name });
    return noun;
  };
  for (const noun of nouns) checkNoun(noun, byName, policies.has(noun.name));
  indexBy(nouns.flatMap(tablesOf), (table) => `table ${table}`);
  const registry: Registry = {
    modules,
    nouns,
    ...{ customFields, customNouns },
    ...{ fieldSettings, layouts, nounNames, appearance, roles },
    sharing: fittingSharing(sharing, (name) => byName.get(name) ?? null),
    get whole() {
      return registry;
    },
    findDeclared: (name) => plain.find((noun) => noun.name === name) ?? null,
    findNoun: (name) => byName.get(name) ?? null,
    getNoun,
    findNounByPlural: (plural) => byPlural.get(plural) ?? null,
    getPolicy: (noun) => {
      const policy = policies.get(noun.name);
      if (!policy) throw new Error(`Noun ${noun.name} has no policy`);
      return policy;
    },
    findRules: (noun) => rules.get(noun.name) ?? null,
  };
  return registry;
}

/** The noun with the fields added to it, but for those that point at what no module declares any more. */
function withFields(noun: Noun, customFields: readonly CustomField[], names: ReadonlySet<string>): Noun {
  const added = customFields.filter(
    ({ noun: name, definition: { to } }) => name === noun.name && (to === undefined || names.has(to)),
  );
  if (added.length === 0) return noun;
  return { ...noun, fields: { ...noun.fields, ...Object.fromEntries(added.map((one) => [one.name, fieldOf(one)])) } };
}

/** The noun with its fields as the workspace wants them; settings of fields that are no more say nothing. */
function withSettings(noun: Noun, settings: readonly FieldSetting[]): Noun {
  const changed = settings.flatMap((setting) => {
    const field = setting.noun === noun.name ? noun.fields[setting.field] : undefined;
    return field ? [[setting.field, withSetting(field, setting.definition)] as const] : [];
  });
  if (changed.length === 0) return noun;
  return {
    ...noun,
    fields: withFittingOffers(withFollowingOptions({ ...noun.fields, ...Object.fromEntries(changed) })),
  };
}

/** A choice that starts as another has that one's options too, by the names the workspace gave them. */
function withFollowingOptions(fields: Noun['fields']): Noun['fields'] {
  const entries = Object.entries(fields).map(([name, field]) => {
    const from = field.kind === 'choice' && field.startsAs ? fields[field.startsAs] : undefined;
    if (field.kind !== 'choice' || from?.kind !== 'choice') return [name, field] as const;
    const named = new Map(from.options.map((option) => [option.value, option]));
    const own = field.options.map((option) => ({ ...named.get(option.value), ...option }));
    const more = from.options.filter(({ value }) => !own.some((option) => option.value === value));
    return [name, { ...field, options: [...own, ...more] }] as const;
  });
  return Object.fromEntries(entries);
}

/** The noun as the workspace calls it; an added one says so itself. */
function withNames(noun: Noun, names: readonly GivenNames[]): Noun {
  const given = noun.custom ? undefined : names.find(({ noun: name }) => name === noun.name);
  return given && Object.keys(given.definition).length > 0 ? { ...noun, label: given.definition } : noun;
}

/** The noun a relation, member or links field points at. */
export function targetOf(registry: Registry, field: Field): Noun | null {
  if (field.kind === 'member') return registry.getNoun('member');
  return field.kind === 'relation' || field.kind === 'links' ? registry.getNoun(field.to) : null;
}

function checkNoun(noun: Noun, byName: ReadonlyMap<string, Noun>, hasPolicy: boolean): void {
  if (!hasPolicy) throw new Error(`Noun ${noun.name} has no policy`);
  const columns = Object.entries(allFields(noun)).flatMap(([name, field]) =>
    storageOf(field).columns(snakeCase(name), field),
  );
  indexBy(columns, (column) => `column ${tableOf(noun)}.${column.name}`);
  for (const [name, field] of Object.entries(allFields(noun))) {
    const target = field.kind === 'relation' || field.kind === 'links' ? field.to : null;
    if (target && !byName.has(target)) throw new Error(`Noun ${noun.name}: ${name} points at unknown noun ${target}`);
  }
}

/** A noun's own table and those of its links. */
export function tablesOf(noun: Noun): readonly string[] {
  const links = Object.entries(noun.fields).filter(([, field]) => field.kind === 'links');
  return [tableOf(noun), ...links.map(([name]) => linksTableOf(noun, name))];
}

function indexBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, T> {
  const index = new Map<string, T>();
  for (const item of items) {
    if (index.has(key(item))) throw new Error(`Declared twice: ${key(item)}`);
    index.set(key(item), item);
  }
  return index;
}

/** The nouns among what a module's contract door exports, so that a new one is known by being exported. */
export function nounsOf(contract: Readonly<Record<string, unknown>>): readonly Noun[] {
  return Object.values(contract).filter(isNoun);
}

function isNoun(value: unknown): value is Noun {
  return typeof value === 'object' && value !== null && 'plural' in value && 'fields' in value;
}
