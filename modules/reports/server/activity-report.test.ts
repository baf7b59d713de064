import { describe, expect, test } from 'vitest';
import type { Context } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { countRecords } from '../../../server/records/list.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { category, company } from '../../companies/contract/index.ts';
import { deal } from '../../deals/contract/index.ts';
import { lead } from '../../leads/contract/index.ts';
import { note } from '../../notes/contract/index.ts';
import { person } from '../../people/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import { member, team } from '../../workspace/contract/index.ts';
import { type ActivityQuestion, exportActivityReport } from '../contract/activity-report.api.ts';
import { activityReportRoutes } from './activity-report.routes.ts';
import { reportActivity } from './activity-report.service.ts';

const { join, system } = await useWorkspace();
const [anahit, boris, vesela] = [
  await join('Anahit', 'seller'),
  await join('Boris', 'seller'),
  await join('=Vesela', 'manager'),
];
const idOf = (who: Context) => who.actor.memberId as string;
const sales = await createRecord(system, team, { name: 'Sales', head: idOf(boris) });
const below = await createRecord(system, team, { name: 'Below', parent: sales.id });
await updateRecord(system, member, idOf(anahit), { team: below.id });

const span: ActivityQuestion = { from: '2026-01-01', to: '2026-01-31', by: 'week' };
const done = (who: Context, kind: string | null, dueAt: string) =>
  createRecord(who, task, { title: 'x', kind, done: true, dueAt });
await done(anahit, 'call', '2026-01-05T10:00:00Z');
// Half past midnight of the first of January, and of February, in Yerevan.
await done(anahit, 'call', '2025-12-31T20:30:00Z');
await done(anahit, 'call', '2026-01-31T20:30:00Z');
await done(anahit, null, '2026-01-20T10:00:00Z');
await done(boris, 'demo', '2026-01-20T10:00:00Z');
await createRecord(anahit, task, { title: 'Not done', kind: 'call', dueAt: '2026-01-05T10:00:00Z' });

const whose = async (who: Context, more: Partial<ActivityQuestion> = {}) =>
  Object.fromEntries(
    (await reportActivity(who, { ...span, ...more })).people.map((row) => [row.member?.label, row.figures]),
  );
const collected = async (body: AsyncIterable<string>) => {
  let text = '';
  for await (const piece of body) text += piece;
  return text;
};
const ofAnahit = { call: 2, task: 1, ours: 2 };
const ofBoris = { other: 1, ours: 1 };

describe('the activity report', () => {
  test('is of oneself, of a head the teams they lead and those below, of managers everybody', async () => {
    expect(await whose(anahit)).toEqual({ Anahit: ofAnahit });
    expect(await whose(anahit, { member: idOf(boris) })).toEqual({});
    expect(await whose(boris)).toEqual({ Anahit: ofAnahit, Boris: ofBoris });
    expect(await whose(vesela)).toEqual({ Anahit: ofAnahit, Boris: ofBoris, '=Vesela': {} });
    expect(await whose(vesela, { team: below.id })).toEqual({ Anahit: ofAnahit });
  });

  test('counts by the days of the workspace, and shows them by the span asked for', async () => {
    const { periods } = await reportActivity(anahit, { ...span, by: 'month' });
    expect(periods).toEqual([{ from: '2026-01-01', figures: { call: 2, task: 1 } }]);
    expect((await reportActivity(anahit, { ...span, from: '2026-01-02', by: 'day' })).periods).toEqual([
      { from: '2026-01-05', figures: { call: 1 } },
      { from: '2026-01-20', figures: { task: 1 } },
    ]);
  });

  test('has of each figure the list of exactly its records', async () => {
    const stages = await system.db.query<{ id: string; pipeline: string; kind: string }>({
      text: 'select s.id, s.pipeline, s.kind from stages s where s.pipeline = (select pipeline from stages order by id limit 1) order by s.position',
    });
    const [first, second] = stages.filter(({ kind }) => kind === 'open');
    const won = stages.find(({ kind }) => kind === 'won');
    const amount = { amount: '100.00', currency: 'EUR' };
    const sale = await createRecord(anahit, deal, {
      name: 'Sale',
      pipeline: first?.pipeline,
      stage: first?.id,
      amount,
    });
    await updateRecord(anahit, deal, sale.id, { stage: second?.id });
    await updateRecord(anahit, deal, sale.id, { stage: won?.id });
    await createRecord(anahit, deal, { name: 'Still', pipeline: first?.pipeline, stage: first?.id });
    await createRecord(boris, note, { body: 'Noted' });
    await createRecord(boris, lead, { name: 'New' });
    const today = new Date().toISOString().slice(0, 10);
    const year = { from: '2025-12-31', to: `${Number(today.slice(0, 4)) + 1}-12-31` };
    const { columns, people } = await reportActivity(vesela, { ...span, ...year });
    const byName = Object.fromEntries(people.map((row) => [row.member?.label, row]));
    expect(byName.Anahit).toMatchObject({
      figures: { ...ofAnahit, call: 3, ours: 3, deal: 2, moved: 1, won: 1 },
      won: [amount],
    });
    expect(byName.Boris?.figures).toEqual({ ...ofBoris, note: 1, lead: 1 });
    for (const { member: who, figures } of people)
      for (const { name, noun, by, filter } of columns) {
        const whole = { all: [filter, { field: by, op: 'is' as const, value: who?.id ?? '' }] };
        const { count } = await countRecords(vesela, system.registry.getNoun(noun), { filter: whole });
        expect([who?.label, name, count]).toEqual([who?.label, name, figures[name] ?? 0]);
      }
  });

  test('is narrowed to clients like these, and counts by what they are', async () => {
    const gold = await createRecord(system, category, { name: 'Gold', contactDays: 7 });
    const loyal = await createRecord(anahit, company, { name: 'Loyal', lifecycle: 'loyal', category: gold.id });
    const fresh = await createRecord(anahit, company, { name: 'Fresh', lifecycle: 'prospect' });
    const ani = await createRecord(anahit, person, { name: { given: 'Ani' }, lifecycle: 'loyal', company: fresh.id });
    const spring = { from: '2026-04-01', to: '2026-04-30' };
    const met = (about: object, kind = 'call') =>
      createRecord(anahit, task, { title: 'x', kind, done: true, dueAt: '2026-04-05T10:00:00Z', ...about });
    await met({ company: loyal.id });
    await met({ company: loyal.id }, 'visit');
    // Done with somebody of a company, it is done with the company.
    await met({ person: ani.id });
    await met({});
    await createRecord(anahit, deal, { name: 'For the loyal', company: loyal.id, people: [ani.id] });
    const ask = (who: Context, more: Partial<ActivityQuestion>) => reportActivity(who, { ...span, ...spring, ...more });
    const isLoyal: Filter = { field: 'lifecycle', op: 'is', value: 'loyal' };
    const narrowed = await ask(vesela, { company: isLoyal });
    expect(narrowed.people.find((row) => row.member?.label === 'Anahit')?.figures).toEqual({
      call: 1,
      visit: 1,
      ours: 2,
    });
    expect((await ask(vesela, { person: isLoyal })).periods).toEqual([{ from: '2026-03-30', figures: { call: 1 } }]);
    const today = new Date().toISOString().slice(0, 10);
    const year = { from: '2026-04-01', to: `${Number(today.slice(0, 4)) + 1}-12-31` };
    for (const who of [vesela, anahit]) {
      const { columns, category: by } = await ask(who, { ...year, category: 'company.category' });
      expect(by?.nouns).toEqual(['task', 'note', 'lead', 'deal']);
      expect(by?.groups.find(({ label }) => label === 'Gold')?.figures).toEqual({
        ...{ call: 1, visit: 1, ours: 2, deal: 1 },
      });
      for (const { filter, figures, label } of by?.groups ?? [])
        for (const { name, noun, whole } of columns) {
          const { count } = await countRecords(who, system.registry.getNoun(noun), {
            filter: { all: [whole, filter] },
          });
          expect([label, name, count]).toEqual([label, name, figures[name] ?? 0]);
        }
    }
    const people = await ask(vesela, { category: 'person.lifecycle' });
    expect(people.category?.nouns).toEqual(['task', 'note', 'lead']);
    expect(people.category?.groups.map(({ value, figures }) => [value, figures.call])).toEqual([
      ['loyal', 1],
      [null, 2],
    ]);
    await expect(ask(vesela, { category: 'company.name' })).rejects.toMatchObject({ fields: [{ path: 'category' }] });
    const unknown: Filter = { all: [isLoyal, { field: 'secret', op: 'isEmpty' }] };
    await expect(ask(vesela, { company: unknown })).rejects.toMatchObject({
      fields: [{ path: 'company.all.1.field', code: 'unknownField' }],
    });
  });

  test('tells who began, and what was put off by whom', async () => {
    const june = { from: '2026-06-01', to: '2026-06-30' };
    const at = (day: string) => `2026-06-${day}T10:00:00Z`;
    await createRecord(boris, task, { title: 'x', kind: 'call', done: true, dueAt: at('02'), initiative: 'theirs' });
    await createRecord(boris, task, { title: 'x', kind: 'meeting', done: true, dueAt: at('03') });
    const late = await createRecord(boris, task, { title: 'x', dueAt: at('04') });
    const again = await createRecord(boris, task, { title: 'x', dueAt: at('04') });
    for (const { id } of [late, again]) await updateRecord(boris, task, id, { dueAt: at('09') });
    await updateRecord(boris, task, late.id, { dueAt: at('12') });
    await createRecord(boris, task, { title: 'In time', dueAt: at('05') });
    const { columns, people } = await reportActivity(boris, { ...span, ...june });
    const own = people.find((row) => row.member?.label === 'Boris');
    expect(own?.figures).toEqual({ call: 1, meeting: 1, theirs: 1, ours: 1, postponed: 2 });
    for (const { name, filter } of columns.filter(({ noun }) => noun === 'task')) {
      const { count } = await countRecords(boris, task, {
        filter: { all: [filter, { field: 'owner', op: 'is', value: idOf(boris) }] },
      });
      expect([name, count]).toEqual([name, own?.figures[name] ?? 0]);
    }
  });

  test('is saved as a file whose cells no spreadsheet runs, of the same people', async () => {
    const route = activityReportRoutes.find(({ endpoint }) => endpoint.name === exportActivityReport.name);
    const input = { params: undefined, query: span, body: undefined, headers: {}, request: undefined as never };
    const read = async (who: Context) => {
      const reply = (await route?.handle(who, input)) as { body: AsyncIterable<string> };
      return (await collected(reply.body)).split('\n');
    };
    expect((await read(anahit)).slice(1)).toEqual(['Anahit,2,0,0,0,1,0,2,0,0,0,0,0,0,0,', '']);
    const lines = await read(vesela);
    expect(lines[0]).toContain(
      'member,call,meeting,visit,letter,task,other,ours,theirs,postponed,note,lead,deal,moved,won,wonAmount',
    );
    expect(lines.find((line) => line.includes('Vesela'))).toMatch(/^'=Vesela,/);
  });
});
