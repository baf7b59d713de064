import { randomInt } from 'node:crypto';
import { Agent } from 'node:http';
import path from 'node:path';
import { accessRole, member, team } from '../modules/workspace/contract/index.ts';
import { type Context, inTransaction } from '../server/context.ts';
import { createRecord } from '../server/records/create.ts';
import { updateRecord } from '../server/records/update.ts';
import { prepareGround } from './ground.ts';
import { sendOne } from './load-client.ts';
import { startProgram } from './program.ts';
import { type PathOf, questions, timeInTurns } from './questions.ts';
import { hirePeople } from './stream-people.ts';

/** What thousands of members cost: a holding of regions, departments and teams, asked as somebody at each height of it. Its ground is changed for good. */
const together = 12;
const regions = 10;
const departments = 10;
const teams = Number(process.env.BENCH_TEAMS ?? 16);
const chunk = 200;

const ground = await prepareGround((line) => console.error(line));
const { ctx } = ground;
const agent = new Agent({ keepAlive: true });
try {
  const posts = await buildHolding();
  await handOut();
  await measure(posts);
} finally {
  agent.destroy();
  await ground.stop();
}

interface Post {
  readonly who: string;
  readonly key: string;
  readonly memberId: string;
}

/** Everyone's team lies in a department, each department in a region, each region below the head office. Answers one asker at each height. */
async function buildHolding(): Promise<readonly Post[]> {
  const reach = { read: 'team', update: 'team', delete: 'own' };
  const grants = { company: reach, person: reach, deal: reach, task: reach, note: reach };
  const role = await createRecord(ctx, accessRole, { name: `Holding ${Date.now()}`, base: 'seller', grants });
  const heads = await hirePeople(ground.database, ctx, 4);
  for (const { memberId } of heads) await updateRecord(ctx, member, memberId, { accessRole: role.id });
  const [seller, ofDepartment, ofRegion, ofAll] = heads;
  const makeTeam = (name: string, more: object) => createRecord(ctx, team, { name, ...more }).then(({ id }) => id);
  const office = await makeTeam('Head office', { head: ofAll?.memberId });
  const lowest: string[] = [];
  for (let region = 0; region < regions; region++) {
    const head = region === 0 ? ofRegion?.memberId : null;
    const above = await makeTeam(`Region ${region}`, { parent: office, branch: true, head });
    for (let department = 0; department < departments; department++) {
      const first = region === 0 && department === 0;
      const name = `Department ${region}-${department}`;
      const middle = await makeTeam(name, { parent: above, head: first ? ofDepartment?.memberId : null });
      for (let index = 0; index < teams; index++)
        lowest.push(await makeTeam(`Team ${region}-${department}-${index}`, { parent: middle }));
    }
  }
  await fillTeams(lowest);
  await updateRecord(ctx, member, seller?.memberId ?? '', { team: lowest[0] });
  const names = ['a seller of a team', 'head of a department', 'head of a region', 'head of all'];
  return heads.map(({ key, memberId }, index) => ({ who: names[index] ?? '', key, memberId }));
}

async function fillTeams(lowest: readonly string[]): Promise<void> {
  const places = lowest.flatMap((id) => Array.from({ length: together }, () => id));
  for (let from = 0; from < places.length; from += chunk)
    await inTransaction(ctx, async (tx) => {
      for (const [index, id] of places.slice(from, from + chunk).entries())
        await createRecord(tx as Context, member, { name: `Member ${from + index}`, role: 'seller', team: id });
    });
}

/** Every record there is becomes somebody's of the lowest teams, as if at random but the same each time. */
async function handOut(): Promise<void> {
  for (const table of ['people', 'companies', 'deals', 'tasks'])
    await ctx.db.query({
      text: `with those as (select id, row_number() over (order by id) - 1 as n from members where name like 'Member %'),
          many as (select count(*) as all_of_them from those)
        update ${table} r set owner = t.id from those t, many
        where t.n = abs(hashtext(r.id::text)) % many.all_of_them`,
    });
  for (const table of ['people', 'companies', 'deals', 'tasks', 'members', 'teams'])
    await ctx.db.query({ text: `analyze ${table}` });
}

async function measure(posts: readonly Post[]): Promise<void> {
  const [{ members = 0, teams: made = 0 } = {}] = await ctx.db.query<{ members: number; teams: number }>({
    text: 'select (select count(*)::int from members) as members, (select count(*)::int from teams) as teams',
  });
  console.log(`${members} members in ${made} teams`);
  const env = { NODE_ENV: 'production', RATE_LIMIT: '0', LOG_LEVEL: 'warn' };
  const place = { DATABASE_URL: ground.databaseUrl, DATA_DIR: ground.folder };
  const program = path.resolve('dist/server/rapport.js');
  const server = await startProgram(program, ['start'], { ...env, ...place }, '/api/health');
  try {
    for (const { who, key } of posts)
      console.log(`first answer to ${who}: ${(await askOnce(server.url, key)).toFixed(0)} ms`);
    const mine = await ctx.db.query<{ id: string }>({
      text: `select p.id from people p join members m on m.id = p.owner
        where p.deleted_at is null and m.team = (select team from members where id = $1) order by p.id limit 50`,
      values: [posts[0]?.memberId],
    });
    const asked: readonly (readonly [string, PathOf])[] = [
      ...questions(mine.map(({ id }) => id)),
      ['who is signed in', () => 'session'],
      ['a member by their name', () => `members?limit=7&search=member%20${randomInt(19_000)}`],
      ['60 members', () => 'members?limit=60&expand=team'],
      ['deals by owner with sums', () => `deals/aggregate?${byOwner()}`],
    ];
    for (const [what, pathOf] of asked) {
      const times = await timeInTurns(agent, server.url, [ground.apiKey, ...posts.map(({ key }) => key)], pathOf);
      console.log([what.padEnd(30), ...times.map((one) => one.toFixed(1).padStart(7))].join(' | '));
    }
    console.log(`milliseconds at the middle of 120: the owner, ${posts.map(({ who }) => who).join(', ')}`);
  } finally {
    await server.stop();
  }
}

function byOwner(): URLSearchParams {
  const measures = [{ op: 'count' }, { op: 'sum', field: 'amount' }];
  return new URLSearchParams({ group: JSON.stringify([{ field: 'owner' }]), measures: JSON.stringify(measures) });
}

/** How long the very first request of somebody takes, whose rights nobody asked for before. */
async function askOnce(url: string, key: string): Promise<number> {
  const began = performance.now();
  await sendOne(
    agent,
    { url, headers: { authorization: `Bearer ${key}` } },
    { method: 'GET', path: '/api/v1/session' },
  );
  return performance.now() - began;
}
