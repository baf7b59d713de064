import { expect, test } from 'vitest';
import type { SharingRule, Territory } from '../../shared/nouns/sharing.ts';
import type { Actor } from '../context.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import { noSharing, rulesFor, territoriesOf } from './sharing.ts';

const ann: Actor = { accountId: null, memberId: 'ann', role: 'seller', teamMemberIds: ['ann'], teamIds: ['north'] };
const rule = (id: string, to: Partial<SharingRule>): SharingRule => ({
  ...{ id, name: id, noun: 'company', where: { all: [] }, access: 'read', member: null, team: null },
  ...to,
});
const land = (id: string, parent: string | null, members: readonly string[] = []): Territory => ({
  ...{ id, name: id, parent, members, where: {} },
});

test('a rule over a field that is gone opens nothing, and breaks nothing', () => {
  const broken = rule('broken', { where: { field: 'gone', op: 'is', value: 1 } });
  const kept = rule('kept', { where: { field: 'name', op: 'isNotEmpty' } });
  const where = { company: broken.where, deal: kept.where, lorry: kept.where };
  const sharing = { ...noSharing, rules: [broken, kept], territories: [{ ...land('all', null), where }] };
  const { sharing: held } = createRegistry(serverModules, { nouns: [], fields: [], sharing });
  expect(held.rules).toEqual([kept]);
  expect(held.territories[0]?.where).toEqual({ deal: kept.where });
});

test('a rule is for whom it names, for their teams, or for everybody', () => {
  const rules = [
    rule('hers', { member: 'ann' }),
    rule('theirs', { member: 'bek' }),
    rule('team', { team: 'north' }),
    rule('other team', { team: 'south' }),
    rule('all', {}),
  ];
  expect(rulesFor({ ...noSharing, rules }, ann).map(({ id }) => id)).toEqual(['hers', 'team', 'all']);
  expect(rulesFor({ ...noSharing, rules }, { ...ann, memberId: null, teamIds: [] }).map(({ id }) => id)).toEqual([
    'all',
  ]);
});

test('who works a territory works those below it, also where they run in a circle', () => {
  const territories = [
    land('georgia', null),
    land('kakheti', 'georgia', ['ann']),
    land('telavi', 'kakheti'),
    land('imereti', 'georgia'),
    land('one', 'two', ['ann']),
    land('two', 'one'),
  ];
  const names = territoriesOf({ ...noSharing, territories }, ann).map(({ id }) => id);
  expect(names.toSorted()).toEqual(['kakheti', 'one', 'telavi', 'two']);
});
