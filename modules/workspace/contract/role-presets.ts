import type { FieldAccess, FieldRights, Grants, Reach, RoleRights } from '../../../shared/nouns/role-rights.ts';

type NounGrants = Grants[string];

/** A ready role, to be copied and changed. What it is called and for whom it is stands in the texts under its key. */
export interface RolePreset {
  readonly key: string;
  readonly base: RoleRights['base'];
  /** Records a day that may be exported and printed; as in the standard role where it is null. */
  readonly dailyLimit: number | null;
  /** To every type of record whose records are somebody's, those of the workspace's own too. */
  readonly owned?: NounGrants;
  /** To every other type: what people choose from. */
  readonly directories?: NounGrants;
  /** To types by name, in the place of the above. */
  readonly nouns: Grants;
  readonly fields: FieldRights;
}

const nothing = everything('none');
/** What people work with every day and nobody can do without. */
const shared: Grants = { tag: { read: 'all' }, group: { read: 'all' } };
const contacts = (access: FieldAccess) => ({ phones: access, emails: access });

/** From who may most; `presetRights` makes them into what a role holds. */
export const rolePresets = [
  {
    ...{ key: 'headOfSales', base: 'manager', dailyLimit: 2_000 },
    owned: { read: 'all', update: 'team', delete: 'team', export: 'team' },
    ...{ nouns: shared, fields: {} },
  },
  {
    ...{ key: 'seller', base: 'seller', dailyLimit: null },
    owned: { read: 'own', update: 'own', delete: 'own', export: 'none' },
    ...{ nouns: shared, fields: {} },
  },
  {
    ...{ key: 'juniorSeller', base: 'seller', dailyLimit: 0 },
    owned: { read: 'own', update: 'own', delete: 'none', export: 'none', import: 'none', share: 'none', bulk: 'none' },
    nouns: shared,
    fields: {
      person: contacts('revealableForReason'),
      company: contacts('revealableForReason'),
      lead: contacts('revealableForReason'),
    },
  },
  {
    ...{ key: 'marketing', base: 'seller', dailyLimit: 1_000 },
    nouns: {
      ...Object.fromEntries(['company', 'person', 'lead', 'tag', 'group'].map((noun) => [noun, audience()])),
      deal: { create: 'none', update: 'none', delete: 'none' },
      note: nothing,
      contract: nothing,
      invoice: nothing,
      payment: nothing,
      accountPlan: nothing,
      decision: nothing,
    },
    fields: { person: { phones: 'masked' }, deal: { lostComment: 'hidden' } },
  },
  {
    ...{ key: 'service', base: 'seller', dailyLimit: 0 },
    nouns: {
      company: { create: 'none', update: 'none', delete: 'none' },
      person: { update: 'all', delete: 'none' },
      installedItem: { update: 'all', delete: 'none' },
      deal: { create: 'none', update: 'none', delete: 'none', share: 'none' },
      contract: { create: 'none', update: 'none', delete: 'none', share: 'none' },
      invoice: nothing,
      payment: nothing,
      lead: nothing,
      accountPlan: nothing,
      decision: nothing,
    },
    fields: { deal: { amount: 'hidden' }, contract: { amount: 'hidden' } },
  },
  {
    ...{ key: 'accountant', base: 'viewer', dailyLimit: 5_000 },
    nouns: {
      company: { read: 'all', export: 'all' },
      deal: { read: 'all', export: 'all' },
      contract: { read: 'all', export: 'all' },
      invoice: bookkeeping(),
      payment: bookkeeping(),
      ...{ lead: nothing, note: nothing, accountPlan: nothing, decision: nothing, importantDate: nothing },
    },
    fields: {
      person: {
        ...{ birthday: 'hidden', needs: 'hidden', habits: 'hidden' },
        ...{ interests: 'hidden', means: 'hidden' },
      },
    },
  },
  {
    ...{ key: 'auditor', base: 'viewer', dailyLimit: 0 },
    ...{ owned: onlyRead(), directories: onlyRead(), nouns: {}, fields: {} },
  },
  {
    ...{ key: 'partner', base: 'seller', dailyLimit: 0 },
    ...{ owned: nothing, directories: nothing },
    nouns: {
      ...Object.fromEntries(['company', 'person', 'deal', 'lead', 'task', 'note'].map((noun) => [noun, onlyOwn()])),
      ...Object.fromEntries(['product', 'pipeline', 'stage', 'category'].map((noun) => [noun, onlyRead()])),
    },
    fields: {},
  },
] as const satisfies readonly RolePreset[];

export type RolePresetKey = (typeof rolePresets)[number]['key'];

/** A type of record that roles may speak of, as a workspace has it. */
export interface PresetNoun {
  readonly noun: string;
  readonly hasOwner: boolean;
  /** The names of its fields. */
  readonly fields: readonly string[];
}

/** What a role made of a preset holds in a workspace with these types: nothing of types and fields that are not there. */
export function presetRights(
  { base, dailyLimit, owned, directories, nouns, fields }: RolePreset,
  there: readonly PresetNoun[],
): Pick<RoleRights, 'base' | 'dailyLimit' | 'grants'> & { readonly fieldRights: FieldRights } {
  const grantsOf = ({ noun, hasOwner }: PresetNoun) => nouns[noun] ?? (hasOwner ? owned : directories);
  const fieldsOf = ({ noun, fields: known }: PresetNoun) =>
    Object.entries(fields[noun] ?? {}).filter(([name]) => known.includes(name));
  return {
    ...{ base, dailyLimit },
    grants: Object.fromEntries(
      there.flatMap((one) => (grantsOf(one) ? [[one.noun, grantsOf(one) as NounGrants]] : [])),
    ),
    fieldRights: Object.fromEntries(
      there.flatMap((one) => (fieldsOf(one).length > 0 ? [[one.noun, Object.fromEntries(fieldsOf(one))]] : [])),
    ),
  };
}

function everything(reach: Reach): NounGrants {
  const acts = ['create', 'update', 'delete', 'import', 'export', 'share', 'bulk'] as const;
  return { read: reach, ...Object.fromEntries(acts.map((act) => [act, reach])) };
}

function onlyRead(): NounGrants {
  return { ...everything('none'), read: 'all' };
}

function onlyOwn(): NounGrants {
  return { ...everything('none'), read: 'own', create: 'own', update: 'own' };
}

function bookkeeping(): NounGrants {
  return { read: 'all', create: 'all', update: 'all', delete: 'all', import: 'all', export: 'all' };
}

function audience(): NounGrants {
  return { read: 'all', create: 'all', update: 'all', delete: 'none', import: 'all', export: 'all' };
}
