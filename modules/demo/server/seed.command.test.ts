import { beforeAll, describe, expect, it } from 'vitest';
import { listWorkspaces } from '../../../server/auth/workspace.repository.ts';
import { runCommand, urlOf } from '../../../server/testing/command-line.ts';
import { useDatabase } from '../../../server/testing/database.ts';
import { seedCommands } from './seed.command.ts';

const database = await useDatabase();
const rapport = (...args: string[]) =>
  runCommand(seedCommands, { DATABASE_URL: urlOf(database.connection) }, 'seed', ...args);
const workspaces = () => listWorkspaces(database.control);
const counted = async (table: string) => {
  const [first] = await workspaces();
  if (!first) throw new Error('There is no workspace');
  const [row] = await database
    .workspace(first)
    .query<{ count: number }>({ text: `select count(*)::int as count from ${table}` });
  return row?.count;
};

describe('a wrong wish', () => {
  it.each([
    [['demo', '--locale', 'xx'], '--locale is one of: en, ru, bg, hy, ka.'],
    [['load', '--people=-1'], '--people is a whole number'],
    [['load', '--deals', 'many'], '--deals is a whole number'],
    [['load', '--companies', '1.5'], '--companies is a whole number'],
    [['load', '--activities', '10000001'], '--activities is a whole number'],
    [['load', '--colour', 'red'], 'colour'],
  ])('%j is refused in one line, and nothing is made', async (args, reason) => {
    const { code, out, err } = await rapport(...args);
    expect([code, out]).toEqual([64, '']);
    expect(err).toContain(reason);
    expect(err.trim()).not.toContain('\n');
    expect(await workspaces()).toEqual([]);
  });
});

describe('a demo company', () => {
  let told: { readonly workspace: string; readonly owner: { readonly email: string; readonly password: string } };
  beforeAll(async () => {
    told = JSON.parse((await rapport('demo', '--locale', 'ka', '--json')).out);
  }, 60_000);

  it('comes with a workspace of its language and an owner to sign in as', async () => {
    expect(await workspaces()).toMatchObject([
      { id: told.workspace, name: 'სავაჭრო ტექნიკა', language: 'ka', currency: 'GEL', timeZone: 'Asia/Tbilisi' },
    ]);
    expect(told.owner.email).toBe('owner@rapport.example');
    expect(told.owner.password.length).toBeGreaterThanOrEqual(12);
    expect(await counted('companies')).toBe(30);
    const [first] = await workspaces();
    const foreign =
      first &&
      (await database.workspace(first).query({
        text: `select name from (select name from companies union all select name from people union all select body from notes
        union all select title from tasks union all select name from stages union all select name from teams) t
        where name !~ '[ა-ჿ]'`,
      }));
    expect(foreign).toEqual([]);
  });

  it('is told no second time, nor load data poured under a name nobody has', async () => {
    const again = await rapport('demo');
    expect([again.code, again.err]).toEqual([65, expect.stringContaining('"სავაჭრო ტექნიკა" is not empty.')]);
    const elsewhere = await rapport('demo', '--workspace', 'Nowhere');
    expect([elsewhere.code, elsewhere.err]).toEqual([64, expect.stringContaining('--workspace')]);
    expect([await counted('companies'), (await workspaces()).length]).toEqual([30, 1]);
  });

  it('takes load data beside it, in the numbers asked for', async () => {
    const wish = ['--people', '3', '--companies', '2', '--deals', '4', '--activities', '6', '--json'];
    const answer = JSON.parse((await rapport('load', ...wish)).out);
    expect(answer).toMatchObject({ owner: null, written: { people: 3, companies: 2, deals: 4 } });
    expect(await counted('companies')).toBe(32);
    expect(answer.written.tasks + answer.written.notes).toBe(6);
    expect(answer.rows).toBe(
      Object.values(answer.written as Record<string, number>).reduce((sum, one) => sum + one, 0),
    );
  });
});
