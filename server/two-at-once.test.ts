import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openSharedMailbox } from '../modules/mail/server/mailboxes/shared-mailbox.factory.ts';
import type { KeptChannel, RecordMessages } from '../modules/messages/contract/index.ts';
import { openMessagingOffice } from '../modules/messages/server/messaging-office.factory.ts';
import { files, mailer, takeIn } from '../modules/workspace/server/office.factory.ts';
import { hire } from '../modules/workspace/server/staffed-office.factory.ts';
import { systemContext } from './context.ts';
import type { FileKeeper } from './files/file-store.ts';

const { office, database, workspace, armen, post, made, read, work } = await openMessagingOffice();
const input = { kind: 'gateway', name: 'Gate', url: 'https://93.184.215.14/', sender: '1234' };
const { channel, key } = (await post<KeptChannel>('/message-channels', input)).body;
const gateway = office.browser('203.0.113.5');
const tell = (from: string, text: string) =>
  gateway.send(
    'POST',
    channel.path ?? '',
    { event: 'message', id: randomUUID(), from, text },
    { authorization: `Bearer ${key}` },
  );

let count = 0;
/** Somebody whose name stands nowhere else, with a number of their own. */
const meet = async (word: string) => {
  count += 1;
  const [given, number] = [`${word}${count}x`, `+374917${String(10_000 + count)}`];
  const facts = { name: { given, family: 'Once' }, emails: [`${given}@client.example`], phones: [{ number }] };
  return { id: await made('/people', facts), word: given.toLowerCase(), name: `${given} Once`, number };
};
const erase = ({ id, name }: { id: string; name: string }) => post(`/privacy/people/${id}/erase`, { name });

/** The tables of the workspace in which a word stands. */
async function traces(word: string): Promise<readonly string[]> {
  const db = database.workspace(workspace);
  const tables = await db.query<{ name: string }>({
    text: `select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'`,
  });
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await db.query({
      text: `select from "${name}" t where t::text ilike $1 limit 1`,
      values: [`%${word}%`],
    });
    if (rows.length > 0) found.push(name);
  }
  return found;
}
/** After so many milliseconds: whoever else is at it is somewhere in the midst of it. */
const later = async <T>(milliseconds: number, act: () => Promise<T>): Promise<T> => {
  await new Promise((done) => setTimeout(done, milliseconds));
  return act();
};

describe('whoever is erased', () => {
  test('is not found in whom they became a part of, whichever comes first', async () => {
    const pairs = await Promise.all(
      Array.from({ length: 6 }, async () => [await meet('Stays'), await meet('Goes')] as const),
    );
    for (const [index, [stays, goes]] of pairs.entries()) {
      const [merged, erased] = await Promise.all([
        later(index % 2 ? 0 : index * 6, () => post(`/people/${stays.id}/merges`, { other: goes.id })),
        later(index % 2 ? index * 6 : 0, () => erase(goes)),
      ]);
      expect([merged.status, erased.status]).not.toContain(500);
      if (erased.status === 200)
        expect([index, merged.status, await traces(goes.word)]).toEqual([index, merged.status, []]);
      else expect(await traces(goes.word)).not.toEqual([]);
    }
  });

  test('is not erased as a part of somebody in whom they would stay', async () => {
    const [stays, goes] = [await meet('Whole'), await meet('Part')];
    expect((await post(`/people/${stays.id}/merges`, { other: goes.id })).status).toBe(201);
    expect((await erase(goes)).code).toBe('mergedAway');
    expect((await erase(stays)).status).toBe(200);
    expect([await traces(stays.word), await traces(goes.word)]).toEqual([[], []]);
  });

  test('leaves no word of what arrives from them at that moment', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const one = await meet('Writes');
      // Who has not written before has no conversation yet that could be waited for.
      if (turn % 2 === 0) await tell(one.number, `Before ${one.word}`);
      const [erased, ...told] = await Promise.all([
        erase(one),
        ...[0, 4, 8, 16, 32].map((after) => later(after, () => tell(one.number, `During ${one.word}`))),
      ]);
      expect([turn, erased.status]).toEqual([turn, 200]);
      expect([turn, ...told.map(({ status }) => status)]).toEqual([turn, 200, 200, 200, 200, 200]);
      // What came after is a stranger's: the number and the words say who, and the story of nobody.
      const db = database.workspace(workspace);
      const left = await db.query<{ text: string }>({
        text: `select m.text from message m join message_conversation c on c.id = m.conversation where c.record = $1`,
        values: [one.id],
      });
      expect([turn, left]).toEqual([turn, []]);
      const tasks = await db.query({
        text: 'select title, outcome from tasks where person = $1 and outcome is not null',
        values: [one.id],
      });
      expect([turn, tasks]).toEqual([turn, []]);
    }
  });
});

test('a letter whose writer is erased while it is taken in stands in nobody’s story', async () => {
  const one = await meet('Posts');
  const system = { ...systemContext(database, office.registry, workspace), mailer };
  const sales = await openSharedMailbox(system, 'sales@ararat.am');
  const erasing: FileKeeper = {
    ...files,
    store: Object.assign(Object.create(files.store), {
      keep: async (staged: string, key: string) => {
        expect((await erase(one)).status).toBe(200);
        return files.store.keep(staged, key);
      },
    }),
  };
  const part = (type: string, text: string) => `--b\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`;
  const source = [
    ...[`From: ${one.word}@client.example`, 'To: sales@ararat.am', 'Subject: Attached', 'Message-ID: <posts@mail>'],
    ...['Content-Type: multipart/mixed; boundary=b', '', part('text/plain', `I am ${one.word}`)],
    `${part('text/plain; name=plan.txt\r\nContent-Disposition: attachment; filename=plan.txt', 'Plan')}--b--`,
  ].join('\r\n');
  await sales.arrive({ ...system, files: erasing }, source);
  const tasks = await system.db.query({ text: `select title from tasks where outcome like '%I am%'` });
  const letters = await system.db.query({
    text: 'select state, task from mailbox_letter where mailbox = $1',
    values: [sales.id],
  });
  expect([tasks, letters]).toEqual([[], [{ state: 'incoming', task: null }]]);
});

test('what a client writes while they become one with another is theirs who stays, all of it', async () => {
  for (let turn = 0; turn < 4; turn += 1) {
    const [stays, goes] = [await meet('Remains'), await meet('Joins')];
    const lines = Array.from({ length: 5 }, (_, index) => `Line ${index} of ${goes.word}`);
    const [merged, ...told] = await Promise.all([
      later(turn * 8, () => post(`/people/${stays.id}/merges`, { other: goes.id })),
      ...lines.map((text, index) => later(index * 7, () => tell(goes.number, text))),
    ]);
    expect([merged.status, ...told.map(({ status }) => status)]).toEqual([201, 200, 200, 200, 200, 200]);
    await work();
    const { items } = await read<RecordMessages>(`/messages?noun=person&id=${stays.id}`);
    expect(items.map(({ text }) => text).sort()).toEqual(lines);
  }
});

test('an invitation that two accept at once lets one in', async () => {
  const email = 'twice@ararat.am';
  const invited = await post<{ link?: string }>('/invitations', { email, role: 'seller' });
  const [, token = ''] = /#([\w-]{43})/.exec(invited.body.link ?? '') ?? [];
  expect(token).not.toBe('');
  const browsers = Array.from({ length: 4 }, () => office.browser());
  const answers = await Promise.all(
    browsers.map((browser, index) =>
      browser.send('POST', '/api/v1/invitations/accept', {
        token,
        name: `Twice ${index}`,
        password: `nine plums ok ${index}`,
      }),
    ),
  );
  // Whoever comes a moment later finds the link spent, or already an account whose password is another.
  const [welcome, ...refused] = answers.map(({ status }) => status).sort();
  expect(welcome).toBe(201);
  for (const status of refused) expect([404, 422]).toContain(status);
  const first = answers.findIndex(({ status }) => status === 201);
  const sessions = await Promise.all(browsers.map(async (browser) => (await browser.get('/api/v1/session')).status));
  expect(sessions.filter((status) => status === 200)).toHaveLength(1);
  expect(sessions[first]).toBe(200);
  const signedIn = await Promise.all(
    browsers.map((_, index) => office.browser().signIn(email, `nine plums ok ${index}`)),
  );
  expect(signedIn.map(({ status }) => status === 200)).toEqual(browsers.map((_, index) => index === first));
});

test('a workspace never is without an owner, whatever owners do to each other at once', async () => {
  const { member } = await read<{ member: { id: string } }>('/session');
  const mariam = await hire(armen, 'Mariam', 'owner', office);
  const gorId = await takeIn(armen, 'Gor', 'seller', 'gor@ararat.am');
  const by = (who: typeof armen, id: string, body: object) => who.send('PATCH', `/api/v1/members/${id}`, body);
  const owners = async () =>
    database
      .workspace(workspace)
      .query<{ id: string }>({ text: `select id from members where role = 'owner' and active and deleted_at is null` });
  for (let turn = 0; turn < 4; turn += 1) {
    await Promise.all([
      // Armen hands over to Gor and goes; Mariam shuts Gor out and goes, too.
      by(armen, gorId, { role: 'owner' }).then(() => by(armen, member.id, { role: 'manager' })),
      later(turn * 5, () => mariam.browser.send('POST', `/api/v1/members/${gorId}/deactivate`)).then(() =>
        by(mariam.browser, mariam.id, { role: 'manager' }),
      ),
    ]);
    const left = (await owners()).map(({ id }) => id);
    expect(
      left.filter((id) => [member.id, mariam.id].includes(id)).length + left.filter((id) => id === gorId).length,
    ).toBeGreaterThan(0);
    const still = left.includes(member.id) ? armen : mariam.browser;
    if (left.every((id) => id === gorId)) {
      const gor = office.browser();
      expect((await gor.signIn('gor@ararat.am', 'gor@ararat.am plum 1')).status).toBe(200);
      await by(gor, member.id, { role: 'owner' });
    } else await by(still, member.id, { role: 'owner' });
    await armen.signIn('armen@ararat.am', 'seven apricots');
    await by(armen, mariam.id, { role: 'owner' });
    await by(armen, gorId, { active: true });
    await by(armen, gorId, { role: 'seller' });
    await mariam.browser.signIn('mariam@ararat.am', 'mariam@ararat.am plum 1');
  }
});
