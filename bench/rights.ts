import { company } from '../modules/companies/contract/index.ts';
import { deal } from '../modules/deals/contract/index.ts';
import { person } from '../modules/people/contract/index.ts';
import { task } from '../modules/tasks/contract/index.ts';
import { seenBy } from '../server/access/seen-registry.ts';
import { noSharing } from '../server/access/sharing.ts';
import type { Context } from '../server/context.ts';
import { createRegistry, type Registry } from '../server/metadata/registry.ts';
import { aggregateRecords } from '../server/records/aggregate.ts';
import { countRecords, listRecords } from '../server/records/list.ts';
import { getRecordText } from '../server/records/read.ts';
import type { RoleRights } from '../shared/nouns/role-rights.ts';
import type { SharingRule } from '../shared/nouns/sharing.ts';
import { prepareGround } from './ground.ts';
import { percentile } from './load-client.ts';
import { sought } from './read-scenarios.ts';

/** What it costs that a seller sees the records of their team and what two rules open, without three fields: each question asked in turns by the owner and by the seller. */
const turns = 60;
const families = ['петров', 'harutyun', 'ბერიძე', 'smith', 'Գրիգոր', 'иванов', 'turner', 'kapanadze'];

/** Members of a team. */
const together = 12;

const ofTeam = { read: 'team', update: 'team', delete: 'own' } as const;

/** Sees what is the team's, and of people not everything. */
const sellerOfTeam: RoleRights = {
  ...{ id: '0190a000-0000-7000-8000-00000000be4c', name: 'Seller of a team', base: 'seller' },
  grants: { company: ofTeam, person: ofTeam, deal: ofTeam, task: ofTeam, note: ofTeam },
  fields: { person: { birthday: 'hidden', description: 'hidden', source: 'hidden' } },
};

const ground = await prepareGround((line) => console.error(line));
try {
  for (const which of ['whose members hold most', 'like most'] as const) await compare(ground.ctx, which);
} finally {
  await ground.stop();
}

async function compare(system: Context, which: 'whose members hold most' | 'like most'): Promise<void> {
  const owners = await system.db.query<{ id: string; count: number }>({
    text: 'select owner as id, count(*)::int as count from people where owner is not null group by owner order by count(*) desc, owner',
  });
  const from = which === 'like most' ? Math.max(0, Math.floor((owners.length - together) / 2)) : 0;
  const members = owners.slice(from, from + together);
  const [all, held] = [owners, members].map((some) => some.reduce((sum, { count }) => sum + count, 0)) as [
    number,
    number,
  ];
  const team = members.map(({ id }) => id);
  const actor = { accountId: null, memberId: team[0] ?? '', teamMemberIds: team };
  const whole = withRules(system.registry.whole);
  const owner: Context = {
    ...system,
    registry: whole,
    actor: { ...actor, role: 'owner', rights: null },
    through: 'web',
  };
  const seller: Context = {
    ...owner,
    actor: { ...actor, role: 'seller', rights: sellerOfTeam },
    registry: seenBy(whole, sellerOfTeam),
  };
  const mine = await idsOf(seller);
  console.log(
    `A team ${which}: ${team.length} of ${owners.length} members with ${((held / all) * 100).toFixed(1)} % of all people`,
  );
  for (const [what, ask] of questions(mine)) await timeBoth(what, owner, seller, ask);
}

async function idsOf(seller: Context): Promise<readonly string[]> {
  const page = JSON.parse(await listRecords(seller, person, { limit: 200, fields: ['id'] })) as {
    items: { id: string }[];
  };
  return page.items.map(({ id }) => id);
}

/** Two rules that open to everyone people of some places, and those of companies of one industry. */
function withRules(registry: Registry): Registry {
  const toAll = { access: 'read', member: null, team: null } as const;
  const rules: readonly SharingRule[] = [
    {
      ...toAll,
      id: '1',
      name: 'Directors',
      noun: 'person',
      where: { field: 'jobTitle', op: 'contains', value: 'director' },
    },
    {
      ...toAll,
      id: '2',
      name: 'Of retail',
      noun: 'person',
      where: { field: 'company.industry', op: 'is', value: 'retail' },
    },
  ];
  return createRegistry(registry.modules, { nouns: [], fields: [], sharing: { ...noSharing, rules } });
}

type Ask = (ctx: Context, turn: number) => Promise<unknown>;

function questions(mine: readonly string[]): readonly (readonly [string, Ask])[] {
  const nth = (list: readonly string[], turn: number) => list[turn % list.length] ?? '';
  const fields = ['name', 'jobTitle', 'company', 'emails', 'phones', 'owner'];
  const list = { limit: 60, fields, expand: ['company', 'owner'] };
  const byName = (turn: number) => ({ field: 'name', op: 'contains', value: nth(families, turn) }) as const;
  return [
    ['get a person', (ctx, turn) => getRecordText(ctx, person, nth(mine, turn))],
    ['list 60 newest with company', (ctx) => listRecords(ctx, person, list)],
    ['list in the order of names', (ctx) => listRecords(ctx, person, { ...list, sort: 'name' })],
    ['filter by part of a name', (ctx, turn) => listRecords(ctx, person, { ...list, filter: byName(turn) })],
    ['search people', (ctx, turn) => listRecords(ctx, person, { limit: 6, search: nth(sought, turn) })],
    ['search companies', (ctx, turn) => listRecords(ctx, company, { limit: 6, search: nth(sought, turn) })],
    ['count people', (ctx) => countRecords(ctx, person, {})],
    ['open tasks by day', (ctx) => listRecords(ctx, task, { limit: 60, sort: 'dueAt' })],
    [
      'deals by stage with sums',
      (ctx) =>
        aggregateRecords(ctx, deal, {
          group: [{ field: 'stage' }],
          measures: [{ op: 'count' }, { op: 'sum', field: 'amount' }],
        }),
    ],
  ];
}

/** The medians of both, and how fast the seller is answered beside the owner; the first turns only warm up. */
async function timeBoth(what: string, owner: Context, seller: Context, ask: Ask): Promise<void> {
  const times = { owner: [] as number[], seller: [] as number[] };
  for (let turn = -8; turn < turns; turn++) {
    for (const [who, ctx] of [['owner', owner] as const, ['seller', seller] as const]) {
      const began = performance.now();
      await ask(ctx, turn + 8);
      if (turn >= 0) times[who].push(performance.now() - began);
    }
  }
  const [one, other] = [percentile(times.owner, 0.5), percentile(times.seller, 0.5)];
  const cells = [what.padEnd(30), one.toFixed(1).padStart(7), other.toFixed(1).padStart(7), (one / other).toFixed(2)];
  console.log(`${cells.join(' | ')} (owner ms, seller ms, ratio; aim 0.8)`);
}
