import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addReads, appendAccess } from '../../../server/access-log/access-log.repository.ts';
import { readOversight, writeOversight } from '../../../server/access-log/oversight.repository.ts';
import { readLifted, writeReached } from '../../../server/access-log/read-limit.repository.ts';
import { takeOut } from '../../../server/access-log/take-out.ts';
import { logBackup } from '../../../server/backup/backup-log.repository.ts';
import { noteTrial, noteWishes } from '../../../server/backup/backup-watch.repository.ts';
import { appendChange } from '../../../server/changes/append.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { buildHttpServer } from '../../../server/http/http-server.factory.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { defaultOversight } from '../../../shared/contract/oversight-settings.ts';
import { localDate } from '../../../shared/dates/time-zone.ts';
import { company } from '../../companies/contract/index.ts';
import { notice } from '../../notices/contract/index.ts';
import type { Alarm, AuditLine, MemberReport, PrintedTable } from '../contract/index.ts';
import { type AuditQuestion, auditSources, auditStatement } from './audit.repository.ts';
import { tellOfBackups } from './backups.ts';
import { oversightRoutes } from './oversight.routes.ts';
import { watchReading } from './watch.job.ts';
import { watchDomains } from './watch-domains.ts';

const { database, system, join } = await useWorkspace();
const anahit = await join('Anahit', 'owner');
const vesela = await join('Vesela', 'manager');
const boris = await join('Boris', 'seller');
const idOf = ({ actor }: Context) => actor.memberId ?? '';

async function call(ctx: Context, method: 'GET' | 'POST' | 'PUT', path: string, body?: object) {
  const http = buildHttpServer({ routes: oversightRoutes, resolveContext: async () => ctx });
  const answer = await http.inject({ method, url: `/api/v1${path}`, ...(body ? { payload: body } : {}) });
  return { status: answer.statusCode, text: answer.body, headers: answer.headers };
}
const get = async <T>(path: string, ctx = anahit) => JSON.parse((await call(ctx, 'GET', path)).text) as T;
const audit = async (query: string) =>
  (await get<{ items: AuditLine[] }>(`/oversight/audit?${query}`)).items.map(
    ({ sort, kind, noun, member }) => `${sort} ${kind} ${noun ?? '-'} ${member?.name ?? '-'}`,
  );

const web = { door: 'web', address: '10.0.0.7' };
const count = (at: string, records: number, member = boris, door = 'web') => ({
  ...{ at, member: idOf(member), noun: 'company', door, address: '10.0.0.7', requests: 5, records },
});
const { id: ararat } = await createRecord(boris, company, { name: 'Ararat', employees: 3 });

beforeAll(async () => {
  await updateRecord(boris, company, ararat, { employees: 4 });
  await appendAccess(system.db, [
    { ...web, member: idOf(boris), kind: 'export', noun: 'company', records: 70, details: { fields: ['name'] } },
    { ...web, member: idOf(boris), kind: 'opened', noun: 'company', records: 1, ids: [ararat], details: {} },
    { ...web, address: '10.0.0.9', member: idOf(vesela), kind: 'signIn', noun: null, records: 0, details: {} },
    { ...web, address: '10.0.0.8', member: idOf(vesela), kind: 'signInFailed', noun: null, records: 0, details: {} },
  ]);
  await addReads(system.db, [count(new Date().toISOString(), 420), count('2026-01-05T10:10:00Z', 60, boris, 'mcp')]);
});

describe('the audit', () => {
  const b = `member=${idOf(boris)}`;

  it('tells of changes, takings, reading and signing in, the newest first, to owners only', async () => {
    expect((await call(vesela, 'GET', '/oversight/audit')).status).toBe(403);
    const items = (await get<{ items: AuditLine[] }>('/oversight/audit?noun=company')).items;
    expect(items.map(({ at }) => at)).toEqual(
      items
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    expect((await audit('noun=company')).sort()).toEqual([
      'changed created company Boris',
      'changed updated company Boris',
      'read opened company Boris',
      'read read company Boris',
      'read read company Boris',
      'taken export company Boris',
    ]);
  });

  it.each([
    [
      'person and sort',
      `${b}&sorts=changed&noun=company`,
      ['changed updated company Boris', 'changed created company Boris'],
    ],
    ['field', 'field=employees&sorts=changed', ['changed updated company Boris', 'changed created company Boris']],
    ['field asked for', 'field=name&sorts=taken', ['taken export company Boris']],
    ['door', 'door=mcp', ['read read company Boris']],
    ['address', 'address=10.0.0.9', ['signIn signIn - Vesela']],
    ['sign-ins that failed', 'address=10.0.0.8&sorts=signIn', ['signIn signInFailed - Vesela']],
    ['days', 'from=2026-01-05&to=2026-01-05', ['read read company Boris']],
    ['days without anything', 'from=2025-01-01&to=2026-01-04', []],
  ])('is searched by %s', async (_what, query, found) => {
    expect(await audit(query)).toEqual(found);
  });

  it('tells of what somebody did, not of what was worked out of it', async () => {
    const change = { noun: 'company', recordId: ararat, kind: 'computed', fields: { lastContactAt: { to: null } } };
    await inTransaction(system, (tx) => appendChange(tx, change));
    expect(await audit(`record=${ararat}&sorts=changed`)).toEqual([
      'changed updated company Boris',
      'changed created company Boris',
    ]);
  });

  it('is searched by record, in what was changed and in what was opened', async () => {
    expect((await audit(`record=${ararat}`)).sort()).toEqual([
      'changed created company Boris',
      'changed updated company Boris',
      'read opened company Boris',
    ]);
  });

  it('has every line once, however many pages it is read in, also where many are of one moment', async () => {
    const at = '2026-02-02T10:00:00.000Z';
    const many = Array.from({ length: 7 }, () => ({
      ...web,
      at,
      member: null,
      kind: 'file',
      noun: null,
      records: 1,
      details: {},
    }));
    await appendAccess(system.db, many);
    await addReads(system.db, [count(at, 1), count(at, 2, vesela)]);
    const all: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: { items: AuditLine[]; next: string | null } = await get(
        `/oversight/audit?from=2026-02-02&to=2026-02-02&limit=2${from}`,
      );
      all.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect([all.length, new Set(all).size]).toEqual([9, 9]);
    expect((await call(anahit, 'GET', '/oversight/audit?cursor=nonsense')).status).toBe(422);
  });

  it('is found by an index, whatever it is searched by', async () => {
    const nothing = { member: null, noun: null, record: null, field: null, door: null, address: null };
    const any: AuditQuestion = {
      ...{ ...nothing, sorts: ['changed', 'taken', 'read'], from: null, until: null, limit: 61 },
      after: { at: new Date().toISOString(), rank: 2, id: '5' },
    };
    for (const question of [any, { ...any, member: idOf(boris) }, { ...any, record: ararat }]) {
      for (const source of auditSources) {
        const { text, values } = auditStatement(source, question);
        const plan = await system.db.transaction(async (tx) => {
          await tx.query({ text: 'set local enable_seqscan = off' });
          return JSON.stringify(await tx.query({ text: `explain ${text}`, values }));
        });
        expect(plan, source.table).not.toContain('Seq Scan');
        expect(plan, source.table).toMatch(/Index|One-Time Filter/);
      }
    }
  });

  it('leaves as a file that leaves a line of its own, and runs nothing', async () => {
    await appendAccess(system.db, [
      { ...web, member: null, kind: 'file', noun: '=HYPERLINK("x")', records: 1, details: {} },
    ]);
    const { text, headers } = await call(anahit, 'GET', '/oversight/audit/file?sorts=taken');
    expect(headers['content-disposition']).toMatch(/Audit \d{4}-\d\d-\d\d E\d+\.csv/);
    expect(text).toContain(`'=HYPERLINK`);
    expect(text).toContain('export,company');
    expect(await audit('sorts=taken')).toContain('taken audit - Anahit');
  });
});

describe('an unusual amount', () => {
  // Some days ago: what the other tests read and took comes after it.
  const now = new Date(Math.floor(Date.now() / 1_000) * 1_000 - 10 * 86_400_000);
  const at: Context = { ...system, now: () => now };
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
  const watch = () => watchReading(at);
  const alarms = async () =>
    (await get<{ items: Alarm[] }>('/oversight/alarms')).items.map(
      ({ member, kind, minutes, amount, basis }) => `${member.name} ${kind} ${minutes} ${amount} ${basis}`,
    );
  const told = async (ctx: Context) =>
    (JSON.parse(await listRecords(ctx, notice, {})) as { items: { kind: string }[] }).items.map(({ kind }) => kind);

  beforeEach(async () => {
    for (const table of ['read_count', 'access_alarm', 'access_block', 'notices'])
      await system.db.query({ text: `delete from ${table}` });
    await writeOversight(system.db, defaultOversight);
  });

  it('raises one alarm a person and day, of which owners and managers are told', async () => {
    await addReads(system.db, [count(minutesAgo(20), 9_000)]);
    await watch();
    await addReads(system.db, [count(minutesAgo(10), 9_000)]);
    await watch();
    await watch();
    expect(await alarms()).toEqual(['Boris read 60 9000 start']);
    expect([await told(anahit), await told(vesela), await told(boris)]).toEqual([['alarm'], ['alarm'], []]);
    expect((await readOversight(system.db)).blocked.size).toBe(0);
  });

  it('is held against what the person did before, else against their colleagues', async () => {
    const hours = Array.from({ length: 20 }, (_, day) => minutesAgo((day + 2) * 1_440 - 30));
    await addReads(
      system.db,
      hours.map((time) => count(time, 5_000)),
    );
    await addReads(system.db, [count(minutesAgo(20), 9_000)]);
    await watch();
    expect(await alarms()).toEqual([]);
    await join('Giorgi', 'seller').then((giorgi) => addReads(system.db, [count(minutesAgo(5), 50_000, giorgi)]));
    await watch();
    expect(await alarms()).toEqual(['Giorgi read 60 50000 peers']);
    await addReads(system.db, [count(minutesAgo(5), 50_000)]);
    await watch();
    expect((await alarms()).sort()).toEqual(['Boris read 60 59000 own', 'Giorgi read 60 50000 peers']);
  });

  it('is one of programs and of what is taken as well', async () => {
    await addReads(system.db, [count(minutesAgo(2), 30_000, boris, 'api')]);
    await appendAccess(system.db, [
      { ...web, at: minutesAgo(3), member: idOf(boris), kind: 'export', noun: 'company', records: 2_500, details: {} },
    ]);
    await watch();
    expect((await alarms()).sort()).toEqual(['Boris program 60 30000 start', 'Boris taken 1440 2500 start']);
    await system.db.query({ text: 'delete from access_log where at <= $1', values: [now.toISOString()] });
  });

  it('stops an owner too, but not the last who could let others go on', async () => {
    await writeOversight(system.db, { ...defaultOversight, blockOnAlarm: true });
    const another = await join('Olga', 'owner');
    const raise = async (who: Context) => {
      await addReads(system.db, [count(minutesAgo(5), 90_000, who)]);
      await watch();
    };
    await raise(another);
    await raise(anahit);
    expect([...(await readOversight(system.db)).blocked]).toEqual([idOf(another)]);
  });

  it('stops the person where an owner wants that, until an owner lets them go on', async () => {
    await writeOversight(system.db, { ...defaultOversight, blockOnAlarm: true });
    await addReads(system.db, [count(minutesAgo(20), 9_000)]);
    await watch();
    const { stopped } = await get<{ stopped: { member: { name: string } }[] }>('/oversight/alarms');
    expect(stopped.map(({ member }) => member.name)).toEqual(['Boris']);
    await expect(takeOut(boris, { kind: 'export', noun: 'company', records: 1, details: {} })).rejects.toThrow();
    await call(anahit, 'POST', `/oversight/members/${idOf(boris)}/release`);
    expect((await readOversight(system.db)).blocked.size).toBe(0);
    expect(await audit(`record=${idOf(boris)}&sorts=changed`)).toContain('changed released oversight Anahit');
  });

  it('tells of whom the limit of the day stopped, and lets them go on for the day', async () => {
    const day = localDate(system.workspace.timeZone, system.now());
    await writeReached(system.db, [idOf(boris)], day);
    const limited = async () =>
      (await get<{ limited: { member: { name: string } }[] }>('/oversight/alarms')).limited.map(
        ({ member }) => member.name,
      );
    expect(await limited()).toEqual(['Boris']);
    expect((await call(vesela, 'POST', `/oversight/members/${idOf(boris)}/release`)).status).toBe(403);
    await call(anahit, 'POST', `/oversight/members/${idOf(boris)}/release`);
    expect([await limited(), [...(await readLifted(system.db, day))]]).toEqual([[], [idOf(boris)]]);
  });
});

describe('a report on a member', () => {
  it('says what they saw, took and changed in 30 days, and leaves as a file that is written down', async () => {
    await system.db.query({ text: 'delete from read_count' });
    await addReads(system.db, [count(new Date().toISOString(), 420), count('2025-01-05T10:10:00Z', 60)]);
    const report = await get<MemberReport>(`/oversight/members/${idOf(boris)}/report`);
    expect(report).toMatchObject({
      seen: [{ noun: 'company', records: 420, requests: 5 }],
      programs: [],
      taken: [{ kind: 'export', records: 70 }],
      addresses: ['10.0.0.7'],
    });
    expect(report.changed).toEqual(
      expect.arrayContaining([
        { noun: 'company', kind: 'created', changes: 1 },
        { noun: 'company', kind: 'updated', changes: 1 },
      ]),
    );
    const { text } = await call(anahit, 'GET', `/oversight/members/${idOf(boris)}/report/file`);
    expect(text).toContain('seen,company,420,5');
    expect(await audit('sorts=taken')).toContain('taken report member Anahit');
    expect((await call(boris, 'GET', `/oversight/members/${idOf(boris)}/report`)).status).toBe(403);
  });
});

describe('printing', () => {
  const ask = (ctx: Context, body: object) => call(ctx, 'POST', '/prints', { plural: 'companies', ...body });

  it('is for whoever may export, written down and counted against the limit', async () => {
    expect((await ask(boris, {})).status).toBe(403);
    expect((await ask(vesela, { plural: 'secrets' })).status).toBe(404);
    const printed = JSON.parse((await ask(vesela, { query: { fields: ['name', 'employees'] } })).text) as PrintedTable;
    expect(printed).toMatchObject({ by: 'Vesela', headings: ['Name', 'Employees'], rows: [['Ararat', '4']] });
    expect(await audit('sorts=taken')).toContain('taken print company Vesela');
    await writeOversight(system.db, { ...defaultOversight, limits: { manager: 1, seller: 0, viewer: 0 } });
    expect((await ask(vesela, { id: ararat })).status).toBe(429);
    await writeOversight(system.db, defaultOversight);
    expect((await ask(vesela, { id: ararat })).status).toBe(200);
    expect((await ask(vesela, { id: idOf(boris) })).status).toBe(404);
  });
});

describe('a domain of the company sign-in', () => {
  it('that is proved no longer is told to owners, and to nobody else', async () => {
    const { control } = database;
    const { id, schema, name, language, currency, timeZone } = system.workspace;
    await control.query({
      text: `insert into workspace (id, schema, name, language, currency, time_zone) values ($1, $2, $3, $4, $5, $6)
        on conflict do nothing`,
      values: [id, schema, name, language, currency, timeZone],
    });
    await control.query({
      text: `insert into identity_provider (workspace, label, issuer, client_id, secret, makes_members, role, is_required, strong_methods)
        values ($1, 'ID', 'https://id.ararat.am', 'x', 'x', false, 'seller', false, '{}')`,
      values: [id],
    });
    await control.query({
      text: `insert into provider_domain (workspace, domain, proved_at, proved_by, checked_at)
        values ($1, 'ararat.am', now(), 'dns', now() - interval '2 days')`,
      values: [id],
    });
    const outgoing = { findTexts: async () => [] } as unknown as NonNullable<Context['outgoing']>;
    const told = async () =>
      (
        await system.db.query<{ name: string }>({
          text: `select distinct m.role as name from notices n join members m on m.id = n.member where n.kind = 'domain' order by 1`,
        })
      ).map((one) => one.name);
    await watchDomains({ ...system, outgoing });
    await watchDomains({ ...system, outgoing });
    expect(await told()).toEqual(['owner']);
    expect(await audit('noun=identityProvider')).toEqual(['changed domainMissing identityProvider -']);
  });
});

describe('backups', () => {
  it('are told to owners alone, without where they are, and what is amiss once to each', async () => {
    expect((await call(vesela, 'GET', '/oversight/backups')).status).toBe(403);
    const nothing = { last: null, hours: 0, alarmHours: 0, isLate: false, trial: null };
    expect(await get<object>('/oversight/backups')).toEqual(nothing);
    const { control } = database;
    await noteWishes(control, { hours: 24, alarmHours: 48, trialDays: 7 });
    await logBackup(control, { file: '/secret/place', bytes: 1, sha256: 'x' });
    await control.query({ text: `update backup_log set at = now() - interval '3 days'` });
    await noteTrial(control, { file: 'secret', madeAt: null, seconds: 1, rows: 0, fault: 'a secret reason' });
    const state = await get<object>('/oversight/backups');
    expect(state).toMatchObject({ hours: 24, alarmHours: 48, isLate: true, trial: { isWhole: false } });
    expect(JSON.stringify(state)).not.toContain('secret');
    await tellOfBackups(system);
    const told = await system.db.query<{ role: string }>({
      text: `select distinct m.role from notices n join members m on m.id = n.member where n.kind = 'backup'`,
    });
    expect(told).toEqual([{ role: 'owner' }]);
  });
});

describe('the settings', () => {
  it('are an owner’s, make sense, and are in the change log', async () => {
    const put = (settings: object, ctx = anahit) =>
      call(ctx, 'PUT', '/oversight/settings', { ...defaultOversight, ...settings });
    expect((await put({}, vesela)).status).toBe(403);
    expect((await put({ readLog: { spaceship: [] } })).status).toBe(422);
    expect((await put({ readLog: { company: ['colour'] } })).status).toBe(422);
    expect((await put({ readLog: { company: ['phones'] }, blockOnAlarm: true })).status).toBe(200);
    expect(await get('/oversight/settings')).toMatchObject({ readLog: { company: ['phones'] }, blockOnAlarm: true });
    const lines = (await get<{ items: AuditLine[] }>('/oversight/audit?noun=oversight&field=blockOnAlarm')).items;
    expect(lines).toMatchObject([
      { kind: 'updated', member: { name: 'Anahit' }, fields: expect.arrayContaining(['readLog']) },
    ]);
  });
});
