import { describe, expect, it } from 'vitest';
import { inThePast, inTransaction } from '../../../../server/context.ts';
import { quote, tableOf } from '../../../../server/metadata/names.ts';
import { createRecord } from '../../../../server/records/create.ts';
import { countRecords, listRecords } from '../../../../server/records/list.ts';
import { deleteRecord } from '../../../../server/records/remove.ts';
import { updateRecord } from '../../../../server/records/update.ts';
import { addWorkspace, useWorkspace } from '../../../../server/testing/workspace.ts';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { Noun } from '../../../../shared/nouns/noun.ts';
import { company } from '../../../companies/contract/index.ts';
import { deal, stage } from '../../../deals/contract/index.ts';
import { lead } from '../../../leads/contract/index.ts';
import { note } from '../../../notes/contract/index.ts';
import { person } from '../../../people/contract/index.ts';
import { task } from '../../../tasks/contract/index.ts';
import { member } from '../../../workspace/contract/index.ts';
import { fillDemo, isEmptyWorkspace } from './fill-demo.ts';

const { system, registry, database, workspace, join } = await useWorkspace();
await join('Anahit Sargsyan', 'owner');
await inTransaction(system, (tx) => fillDemo(tx));
const count = async (noun: Noun, filter?: Filter) => (await countRecords(system, noun, filter ? { filter } : {})).count;

describe('the demo company', () => {
  it('has customers, people, deals and a sales force of two teams', async () => {
    expect(await count(company)).toBe(30);
    expect(await count(person)).toBe(80);
    expect(await count(deal)).toBe(120);
    expect(await count(member, { field: 'team', op: 'isNotEmpty' })).toBeGreaterThanOrEqual(8);
    expect(await count(note)).toBeGreaterThan(80);
  });

  it('has answered and unanswered messages, and one of somebody nobody knows', async () => {
    const rows = await database.workspace(workspace).query<{ state: string; isKnown: boolean; late: boolean }>({
      text: `select state, record is not null as "isKnown", last_at > now() as late from message_conversation order by last_at`,
    });
    expect(rows).toEqual([
      { state: 'closed', isKnown: true, late: false },
      { state: 'open', isKnown: true, late: false },
      { state: 'open', isKnown: false, late: false },
    ]);
    const told: Filter = { field: 'kind', op: 'is', value: 'message' };
    expect(await count(task, { all: [told, { field: 'person', op: 'isNotEmpty' }] })).toBe(2);
  });

  it('has deals in every stage of the pipeline', async () => {
    const { items } = JSON.parse(await listRecords(system, stage, {})) as { items: { id: string; name: string }[] };
    for (const { id, name } of items) {
      expect(await count(deal, { field: 'stage', op: 'is', value: id }), name).toBeGreaterThan(0);
    }
  });

  it('has won and lost over the year, and says why each was lost', async () => {
    const lost = { field: 'status', op: 'is', value: 'lost' } as const;
    expect(await count(deal, { all: [lost, { field: 'lostReason', op: 'isEmpty' }] })).toBe(0);
    expect(await count(deal, { field: 'status', op: 'is', value: 'won' })).toBeGreaterThan(20);
    const longAgo = { field: 'closedOn', op: 'lessThan', value: { from: 'today', plus: -180 } } as const;
    expect(await count(deal, longAgo)).toBeGreaterThan(10);
    expect(await count(deal, { field: 'closedOn', op: 'greaterThan', value: { from: 'today' } })).toBe(0);
  });

  it('has tasks overdue, for today and for later', async () => {
    const due = (op: 'is' | 'lessThan' | 'greaterThan'): Filter => ({
      all: [
        { field: 'done', op: 'is', value: false },
        { field: 'dueAt', op, value: { from: 'today' } },
      ],
    });
    for (const op of ['is', 'lessThan', 'greaterThan'] as const)
      expect(await count(task, due(op)), op).toBeGreaterThan(3);
  });

  it('was busy in the week that is over, and has a full one before it, for everybody who sells', async () => {
    const within = (field: string, from: number, to: number): Filter => ({
      all: [
        { field, op: 'atLeast', value: { from: 'today', plus: from } },
        { field, op: 'atMost', value: { from: 'today', plus: to } },
      ],
    });
    const done: Filter = { all: [{ field: 'done', op: 'is', value: true }, within('completedAt', -7, 0)] };
    const planned: Filter = { all: [{ field: 'done', op: 'is', value: false }, within('dueAt', 0, 7)] };
    const { items } = JSON.parse(
      await listRecords(system, member, { filter: { field: 'team', op: 'isNotEmpty' } }),
    ) as {
      items: { id: string; name: string }[];
    };
    for (const { id, name } of items)
      for (const filter of [done, planned]) {
        const own: Filter = { all: [filter, { field: 'owner', op: 'is', value: id }] };
        expect(await count(task, own), name).toBeGreaterThan(3);
      }
    const begun = (value: string): Filter => ({ all: [done, { field: 'initiative', op: 'is', value }] });
    expect([await count(task, begun('ours')), await count(task, begun('theirs'))].every((one) => one > 5)).toBe(true);
    expect(await count(task, { field: 'postponed', op: 'atLeast', value: 1 })).toBeGreaterThan(1);
    expect(await count(deal, { field: 'closedOn', op: 'atLeast', value: { from: 'today', plus: -7 } })).toBeGreaterThan(
      1,
    );
  });

  it('logs what was done at the time it took place, and not at the time of the telling', async () => {
    const rows = await database.workspace(workspace).query({
      text: 'select title, due_at, completed_at from tasks where done and due_at is not null and completed_at <> due_at',
    });
    expect(rows).toEqual([]);
  });

  it('calls no two people alike, and has bought only who is a customer', async () => {
    const rows = await system.db.query<{ name: string }>({
      text: `select name_given || ' ' || name_family as name from people union all select contact_given || ' ' || contact_family from leads
        union all select name from members where team is not null`,
    });
    expect(rows.length).toBeGreaterThan(90);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    const won: Filter = { related: { of: 'deal', by: 'company', where: { field: 'status', op: 'is', value: 'won' } } };
    expect(await count(company, won)).toBeGreaterThan(5);
    expect(await count(company, { all: [won, { field: 'kinds', op: 'isNot', value: 'customer' }] })).toBe(0);
  });

  it('has leads just come, looked after and given up for a reason', async () => {
    const inStatus = (value: string) => count(lead, { field: 'status', op: 'is', value });
    for (const status of ['new', 'working', 'qualified', 'rejected'])
      expect(await inStatus(status), status).toBeGreaterThan(1);
    expect(await count(lead, { field: 'closedAt', op: 'greaterThan', value: { from: 'today' } })).toBe(0);
    const brought: Filter = { field: 'campaign', op: 'isNotEmpty' };
    expect(Math.min(await count(lead, brought), await count(deal, brought))).toBeGreaterThan(2);
  });

  it('happened in the past, in the records and in their history', async () => {
    const [row] = await system.db.query<{ today: number; spread: number }>({
      text: `select count(*) filter (where at > now() - interval '1 minute')::int as today,
        count(distinct date_trunc('month', at))::int as spread from change where kind in ('created', 'updated') and noun = 'deal'`,
    });
    expect(row?.today).toBe(0);
    expect(row?.spread).toBeGreaterThan(11);
    const [late] = await system.db.query<{ late: number }>({
      text: `select count(*)::int as late from (select created_at, lag(created_at) over (order by id) as before from deals) d
        where created_at < before`,
    });
    expect(late?.late).toBe(0);
    const [apart] = await system.db.query<{ apart: number; recent: number }>({
      text: `select count(*) filter (where d.created_at <> c.at)::int as apart,
        count(*) filter (where d.updated_at > now() - interval '30 seconds')::int as recent
        from deals d join change c on c.record = d.id and c.kind = 'created'`,
    });
    expect(apart).toEqual({ apart: 0, recent: 0 });
  });

  it('is told by the system alone, and never of what is still to come', async () => {
    const anna = { ...system, actor: { ...system.actor, role: 'owner' as const } };
    expect(() => inThePast(anna, new Date(0), null)).toThrow('Only the system');
    expect(() => inThePast(system, new Date(Date.now() + 60_000), null)).toThrow('still to come');
    const told = inThePast(system, new Date('2020-02-03T04:05:06Z'), null);
    const made = await createRecord(told, task, { title: 'Told' });
    const moment = '2020-02-03T04:05:06';
    expect([made.createdAt, made.updatedAt]).toEqual([
      expect.stringContaining(moment),
      expect.stringContaining(moment),
    ]);
    await updateRecord(system, task, made.id, { title: 'Changed now' });
    const bin = JSON.parse((await deleteRecord(inThePast(system, new Date('2021-01-01'), null), task, made.id)).json);
    expect(bin.deletedAt).toContain('2021-01-01');
    const log = await system.db.query<{ at: string }>({
      text: 'select at::text from change where record = $1 order by id',
      values: [made.id],
    });
    expect(log.map(({ at }) => at.slice(0, 4))).toEqual(['2020', String(new Date().getFullYear()), '2021']);
  });
});

it('changes nothing before it was there', async () => {
  for (const noun of registry.nouns) {
    const text = `select id from ${quote(tableOf(noun))} where updated_at < created_at`;
    expect([noun.name, await system.db.query({ text })]).toEqual([noun.name, []]);
  }
});

it('knows an empty workspace from one that is in use', async () => {
  const other = await addWorkspace(database, registry);
  expect(await inTransaction(other.system, isEmptyWorkspace)).toBe(true);
  expect(await inTransaction(system, isEmptyWorkspace)).toBe(false);
});
