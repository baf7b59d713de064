import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { polyglots } from '../../../server/testing/polyglots.ts';
import type { Conversation, KeptChannel, RecordMessages } from '../contract/index.ts';
import { openMessagingOffice } from './messaging-office.factory.ts';
import { toldByWhatsApp, useWhatsApp, whatsappKeys } from './whatsapp.factory.ts';

const { office, database, workspace, armen, boris, vesela, work, post, made, read, conversations } =
  await openMessagingOffice();
type Json = Readonly<Record<string, unknown>>;
const channelOf = async (input: object) => (await post<KeptChannel>('/message-channels', input)).body.channel;

const site = { kind: 'chat', name: 'Site', sites: 'www.ararat.example', makesLeads: true };
const chat = await channelOf(site);
const otherChat = await channelOf({ ...site, name: 'Other site' });
const whatsapp = await useWhatsApp();
const number = { kind: 'whatsapp', name: 'WhatsApp', url: whatsapp.url, verify: 'eleven medlars', ...whatsappKeys };
const phone = await channelOf(number);
const otherPhone = await channelOf({ ...number, name: 'Shop', number: '206540352242922', appSecret: 'another secret' });

let addresses = 0;
/** A browser of somebody on the site. */
const visitor = (token = randomBytes(32).toString('base64url'), { path } = chat) => {
  const browser = office.browser(`203.0.113.${++addresses}`);
  const send = (values: object, headers?: Record<string, string>, to = String(path).replace('.js', '')) =>
    browser.send('POST', to, { token, ...values }, headers);
  const heard = async () => ((await send({ do: 'listen' })).body as { messages: readonly Json[] }).messages;
  const say = (text: string, more: object = {}) => send({ do: 'say', id: randomUUID(), text, ...more });
  return { token, send, say, heard };
};
const last = async (text: string) => (await conversations()).find(({ lastText }) => lastText === text);
const one = (id: string | undefined, who = armen) =>
  read<{ conversation: Conversation; messages: readonly Json[]; maybe: Json | null }>(
    `/message-conversations/${id}`,
    who,
  );
const patch = (id: string | undefined, body: object, who = boris.browser) =>
  who.send('PATCH', `/api/v1/message-conversations/${id}`, body);

const meta = office.browser('203.0.113.251');
const tell = async (value: object, headers?: Record<string, string>, to = phone) => {
  const told = toldByWhatsApp(value, String(to.settings.number));
  return (await meta.send('POST', to.path ?? '', told.body, headers ?? told.headers)).status;
};
const came = (id: string, from: string, body: string) => ({
  messages: [{ from, id, timestamp: String(Math.floor(Date.now() / 1000)), type: 'text', text: { body } }],
});
const saidWith = async (id: string) => (await read<RecordMessages>(`/messages?noun=person&id=${id}`)).items;

describe('the door of a chat', () => {
  test('is opened by the key of a chat of this workspace alone', async () => {
    const { send } = visitor();
    const [, own = '', its = ''] = /\/chat\/([\w-]+)\.([\w-]+)/.exec(chat.path ?? '') ?? [];
    const nowhere = Buffer.alloc(16, 7).toString('base64url');
    const theirs = /\.([\w-]+)$/.exec(phone.path ?? '')?.[1];
    for (const key of [
      `${nowhere}.${its}`,
      `${own}.${nowhere}`,
      `${own}.${theirs}`,
      `${its}.${own}`,
      own,
      `${own}.${its}.html`,
    ])
      expect([key, (await send({ do: 'listen' }, {}, `/chat/${key}`)).status]).toEqual([key, 404]);
    expect((await meta.get(`/whatsapp/${own}.${its}`)).status).toBe(404);
    for (const origin of [
      'https://evil.example',
      'https://www.ararat.example',
      'null',
      'https://crm.example.org.evil.example',
    ])
      expect((await send({ do: 'listen' }, { origin })).status).toBe(403);
  });

  test('shows a conversation to the browser it is led in alone, whatever is sent for its token, its ids or its time', async () => {
    const nare = visitor();
    const id = randomUUID();
    await nare.say('My order is 4711', { id, email: 'nare@client.example' });
    const hash = createHash('sha256').update(nare.token).digest('hex');
    const waiting = await last('My order is 4711');
    const guesses = [visitor(), visitor(nare.token, otherChat), visitor(nare.token.toUpperCase()), visitor(hash)];
    for (const mallory of [...guesses, visitor(String(waiting?.id)), visitor(`${nare.token}\0`)]) {
      const [asked, again] = [
        await mallory.send({ do: 'listen', since: '2000-01-01T00:00:00Z', conversation: waiting?.id, account: hash }),
        await mallory.send({ do: 'say', id, text: 'Mine', email: 'nare@client.example', name: 'Nare' }),
      ];
      expect(JSON.stringify([asked.body, again.body])).not.toContain('4711');
    }
    expect((await nare.heard()).map(({ text }) => text)).toEqual(['My order is 4711']);
  });

  test('takes texts alone, of a size, in whatever is sent', async () => {
    const { send, heard } = visitor();
    const say = { do: 'say', id: randomUUID() };
    let deep: unknown = 'a';
    for (let level = 0; level < 1_000; level += 1) deep = [deep];
    for (const body of [
      { ...say, text: 'a'.repeat(2_001) },
      { ...say, text: { toString: 'a' } },
      { ...say, text: deep },
      { ...say, text: 'a\0b' },
      { ...say, text: 'a', id: "1'; drop table message; --" },
      { ...say, text: 'a', since: 'infinity' },
      { ...say, text: 'a', name: 'a'.repeat(101) },
      { ...say, do: 'delete', text: 'a' },
    ])
      expect((await send(body)).status).toBeOneOf([400, 413, 422]);
    expect((await send({ ...say, text: 'a'.repeat(70_000) })).status).toBe(413);
    expect(await heard()).toEqual([]);
  });

  test('keeps markup as the text it is, and no address of a page but one of the web', async () => {
    for (const [index, text] of polyglots.slice(0, 12).entries()) {
      const page = index % 2 ? 'javascript:alert(1)' : `https://a.example/?${text}`;
      const { say, heard } = visitor();
      expect((await say(text, { name: text.slice(0, 100), page })).status).toBe(200);
      expect((await heard())[0]?.text).toBe(text.trim());
      const found = await last(text.trim().slice(0, 200));
      expect(found?.says?.page ?? '').toMatch(/^(https:\/\/a\.example|$)/);
    }
  });

  test('takes no more than a person says, and tells the last of it alone', async () => {
    const { say, heard } = visitor();
    const first = await say('Line 0');
    const others = await Promise.all(Array.from({ length: 61 }, (_, turn) => say(`Line ${turn + 1}`)));
    const statuses = [first, ...others].map(({ status }) => status).toSorted();
    expect([statuses.indexOf(429), statuses.at(-1)]).toEqual([60, 429]);
    const found = (await conversations()).find(({ lastText }) => lastText.startsWith('Line '));
    await database.workspace(workspace).query({
      text: `insert into message (id, conversation, direction, text, state, at)
        select gen_random_uuid(), $1, 'in', 'Flood ' || n, 'come', now() - interval '1 day' from generate_series(1, 9000) n`,
      values: [found?.id],
    });
    expect(await heard()).toHaveLength(100);
    expect((await one(found?.id)).messages).toHaveLength(200);
  });

  test('changes nothing of a client by what a visitor says of themselves, before or after somebody said it is them', async () => {
    const emails = [{ address: 'ashot@client.example' }];
    const facts = { name: { given: 'Ashot', family: 'Manukyan' }, emails, phones: [{ number: '+37410777001' }] };
    const ashot = await made('/people', { ...facts, owner: boris.id });
    const before = await read<Json>(`/people/${ashot}`);
    const claims = { name: 'Ashot Manukyan', email: 'Ashot@client.example', phone: '+374 10 777 001' };
    const { say, send } = visitor();
    const claimed = await say('What did I order?', claims);
    expect(claimed.text).not.toMatch(/Manukyan|client\.example|777/);
    expect(await saidWith(ashot)).toEqual([]);
    const waiting = await last('What did I order?');
    await patch(waiting?.id, { client: { person: ashot } });
    for (const other of [{ name: 'Mallory', email: 'mallory@evil.example', phone: '+37410777999' }, claims]) {
      await say(`I am ${other.name}`, other);
      await send({ do: 'say', id: randomUUID(), ...other });
    }
    const { version, lastContactAt, ...after } = await read<Json>(`/people/${ashot}`);
    for (const name of ['name', 'emails', 'phones', 'profiles', 'owner'])
      expect([name, after[name]]).toEqual([name, before[name]]);
    expect((await conversations()).find(({ id }) => id === waiting?.id)?.client?.label).toBe('Ashot Manukyan');
  });

  test('goes on with what is said of oneself where whom it was with is gone', async () => {
    const { say, heard } = visitor();
    await say('First of Suren', { phone: '+37410777100' });
    const lead = (await last('First of Suren'))?.client;
    expect(lead?.noun).toBe('lead');
    await armen.send('DELETE', `/api/v1/leads/${lead?.id}`);
    await say('Second of Suren', { email: 'suren@client.example' });
    const now = await last('Second of Suren');
    expect(now).toMatchObject({ says: { email: 'suren@client.example' }, client: { noun: 'lead' } });
    expect(now?.client?.id).not.toBe(lead?.id);
    expect((await heard()).map(({ text }) => text)).toEqual(['Second of Suren']);
    // What was said with the one who comes back stays theirs: nobody answers there what somebody else would read, or nobody.
    const [ended] = (await conversations('?state=closed')).filter(({ lastText }) => lastText === 'First of Suren');
    expect(ended).toBeUndefined();
    await armen.send('POST', `/api/v1/leads/${lead?.id}/restore`);
    const [back] = (await conversations('?state=closed')).filter(({ lastText }) => lastText === 'First of Suren');
    expect((await post(`/message-conversations/${back?.id}/messages`, { text: 'Yes' })).code).toBe('conversationEnded');
    expect((await patch(back?.id, { state: 'open' }, armen)).code).toBe('conversationEnded');
    expect((await one(back?.id)).messages).toHaveLength(1);
  });
});

test('a first message whose taking in breaks off is not there at all, and once, with one lead, when it is sent again', async () => {
  const db = database.workspace(workspace);
  const { send, heard } = visitor();
  const first = { do: 'say', id: randomUUID(), text: 'Broken off', phone: '+37410777500' };
  await db.query({ text: 'alter table leads add constraint breaks check (name <> name) not valid' });
  expect((await send(first)).status).not.toBe(200);
  await db.query({ text: 'alter table leads drop constraint breaks' });
  expect([await heard(), await last('Broken off')]).toEqual([[], undefined]);
  expect([(await send(first)).status, (await send(first)).status]).toEqual([200, 200]);
  expect((await heard()).map(({ text }) => text)).toEqual(['Broken off']);
  const made = await db.query({ text: `select id from leads where phones::text like '%37410777500%'` });
  expect([made.length, (await last('Broken off'))?.client?.noun]).toEqual([1, 'lead']);
});

describe('what a visitor typed', () => {
  test('is closed to whoever may not know addresses, nor can it be tried whose it is', async () => {
    const emails = [{ address: 'gohar@client.example' }];
    await made('/people', { name: { given: 'Gohar' }, emails, owner: boris.id });
    await visitor().say('Guess of Gohar', { email: 'gohar@client.example', phone: '+37410777200' });
    const waiting = await last('Guess of Gohar');
    expect(await one(waiting?.id, vesela.browser)).toMatchObject({
      ...{
        conversation: { says: { email: 'gohar@client.example', phone: '+37410777200' } },
        maybe: { noun: 'person' },
      },
    });
    const closed = Object.fromEntries(['person', 'company', 'lead'].map((noun) => [noun, { emails: 'hidden' }]));
    const accessRole = await made('/access-roles', { name: 'No addresses', base: 'seller', fieldRights: closed });
    await armen.send('PATCH', `/api/v1/members/${vesela.id}`, { accessRole });
    expect(await one(waiting?.id, vesela.browser)).toMatchObject({
      ...{ conversation: { says: { email: '', phone: '+37410777200' } }, maybe: null },
    });
    const listed = (await conversations('', vesela.browser)).find(({ id }) => id === waiting?.id);
    expect(listed?.says).toMatchObject({ email: '' });
  });

  test('is in the file of everything held about who it turned out to be, and gone with them, however they wrote their number', async () => {
    const facts = { name: { given: 'Siranush', family: 'Held' }, phones: [{ number: '+37410777300' }] };
    const siranush = await made('/people', { ...facts, owner: boris.id });
    const known = visitor();
    await known.say('Quinces of Siranush', { email: 'private@siranush.example', name: 'Siri' });
    // As nobody becomes anybody's by themselves, this one stays a stranger's.
    const stranger = visitor();
    await stranger.say('Medlars of Siranush', { phone: '00374 (10) 777-300' });
    expect((await last('Medlars of Siranush'))?.client).toBeNull();
    const waiting = await last('Quinces of Siranush');
    await armen.send('DELETE', `/api/v1/leads/${waiting?.client?.id}`);
    await known.say('Quinces again');
    await patch((await last('Quinces again'))?.id, { client: { person: siranush } });
    await known.say('And pears', { email: 'private@siranush.example' });
    const file = await armen.get(`/api/v1/privacy/people/${siranush}/file`);
    expect(file.status).toBe(200);
    for (const word of ['Quinces again', 'And pears', 'private@siranush.example']) expect(file.text).toContain(word);

    expect((await post(`/privacy/people/${siranush}/erase`, { name: 'Siranush Held' })).status).toBe(200);
    const left = await database.workspace(workspace).query<{ row: string }>({
      text: `select c::text || coalesce(m::text, '') as row from message_conversation c left join message m on m.conversation = c.id`,
    });
    const rows = left.map(({ row }) => row).join('\n');
    for (const word of ['Quinces again', 'And pears', 'Medlars', '777-300', '37410777300'])
      expect(rows).not.toContain(word);
    expect([await known.heard(), await stranger.heard()]).toEqual([[], []]);
  });
});

describe('the door of WhatsApp', () => {
  const own = async () => (await conversations()).filter(({ channel }) => channel.id === phone.id);

  test('believes the signature of its own app alone, over what was sent to the letter', async () => {
    const hello = came('wamid.h', '37491700000', 'Signed by another');
    const other = createHmac('sha256', 'another secret')
      .update(JSON.stringify(toldByWhatsApp(hello).body))
      .digest('hex');
    const { headers } = toldByWhatsApp(came('wamid.h', '37491700000', 'Something else'));
    const forged = ['', 'sha256=', `sha256=${other}`, `sha1=${other}`, other, headers['x-hub-signature-256']];
    for (const proof of forged) expect(await tell(hello, { 'x-hub-signature-256': proof })).toBe(401);
    // Signed for one number, told to another of the same house.
    const { body, headers: signed } = toldByWhatsApp(hello);
    expect((await meta.send('POST', otherPhone.path ?? '', body, signed)).status).toBe(401);
    expect(await own()).toEqual([]);
  });

  test('takes what is told again once, and the same name from another number as another message', async () => {
    const hello = came('wamid.one', '37491700001', 'Once');
    expect([await tell(hello), await tell(hello), await tell(hello)]).toEqual([200, 200, 200]);
    expect(await tell(came('wamid.one', '37491700002', 'Another number'))).toBe(200);
    const said = await Promise.all((await own()).map(({ id }) => one(id)));
    expect(said.flatMap(({ messages }) => messages.map(({ text }) => text)).sort()).toEqual(['Another number', 'Once']);
  });

  test('passes over what is no message, and is not broken by it', async () => {
    const odd = (more: object) => ({ messages: [{ ...came('wamid.odd', '37491700003', 'Odd').messages[0], ...more }] });
    for (const value of [
      odd({ timestamp: '999999999999' }),
      odd({ timestamp: '-1' }),
      odd({ from: "37491'; --" }),
      odd({ id: '' }),
      odd({ text: { body: 7 } }),
      { messages: [null, 7, [], 'text', {}] },
      { statuses: [null, { id: 7 }, { id: 'x', status: { $gt: '' } }] },
      { contacts: [{ wa_id: '37491700003', profile: { name: '\0\ud800' } }] },
    ])
      expect([value, await tell(value)]).toEqual([value, 200]);
    for (const body of [{}, { entry: 7 }, { entry: [{ changes: [{ field: 'messages', value: null }] }] }]) {
      const proof = createHmac('sha256', whatsappKeys.appSecret).update(JSON.stringify(body)).digest('hex');
      const answer = await meta.send('POST', phone.path ?? '', body, { 'x-hub-signature-256': `sha256=${proof}` });
      expect(answer.status).toBe(200);
    }
    expect(await last('Odd')).toBeUndefined();
  });

  test('lets a channel say nothing of messages of another, nor of what came', async () => {
    const person = await made('/people', {
      name: { given: 'Mane' },
      phones: [{ number: '+37491700004' }],
      owner: boris.id,
    });
    await tell(came('wamid.theirs', '37491700004', 'Hello'));
    await post('/messages', { noun: 'person', id: person, channel: phone.id, place: 0, text: 'Ours' }, boris.browser);
    await work();
    const sent = (await saidWith(person)).at(-1);
    const name = `wamid.${whatsapp.sent.length}`;
    const foreign = [name, sent?.id, 'wamid.theirs', 'wamid.nobody'].map((id) => ({ id, status: 'failed' }));
    const told = toldByWhatsApp({ statuses: foreign }, String(otherPhone.settings.number));
    const proof = createHmac('sha256', 'another secret').update(JSON.stringify(told.body)).digest('hex');
    const signed = { 'x-hub-signature-256': `sha256=${proof}` };
    expect((await meta.send('POST', otherPhone.path ?? '', told.body, signed)).status).toBe(200);
    await tell({ statuses: [{ id: 'wamid.theirs', status: 'failed' }] });
    expect((await saidWith(person)).map(({ text, state }) => [text, state])).toEqual([
      ['Hello', 'come'],
      ['Ours', 'sent'],
    ]);
  });

  test('knows what became of a message also where that is told before the answer to it is there', async () => {
    const person = await made('/people', {
      name: { given: 'Narine' },
      phones: [{ number: '+37491700005' }],
      owner: boris.id,
    });
    await tell(came('wamid.n', '37491700005', 'Quick?'));
    const write = async (text: string, status: string) => {
      whatsapp.beforeAnswer = async (id) => {
        await tell({ statuses: [{ id: 'wamid.nobody', status: 'failed' }] });
        await tell({ statuses: [{ id, status }] });
      };
      await post('/messages', { noun: 'person', id: person, channel: phone.id, place: 0, text }, boris.browser);
      await work();
      whatsapp.beforeAnswer = null;
      return (await saidWith(person)).at(-1);
    };
    expect(await write('Very', 'delivered')).toMatchObject({ text: 'Very', state: 'delivered', fault: null });
    expect(await write('Lost', 'failed')).toMatchObject({
      text: 'Lost',
      state: 'failed',
      fault: 'channelNotDelivered',
    });
    expect(await write('On its way', 'sent')).toMatchObject({ text: 'On its way', state: 'sent' });
  });

  test('has its token sent to no other address than it was given for, whatever else is given anew', async () => {
    const { password: _, ...without } = number;
    const change = { ...without, url: `${whatsapp.url}/elsewhere`, appSecret: 'a new secret' };
    const moved = await armen.send('PUT', `/api/v1/message-channels/${phone.id}`, change);
    expect([moved.status, moved.body.fields]).toMatchObject([422, [{ path: 'password', code: 'required' }]]);
  });
});

test('what a client writes is kept where its story refuses it, or nobody can be made a lead of', async () => {
  await armen.send('PUT', `/api/v1/message-channels/${phone.id}`, { ...number, makesLeads: true });
  const person = await made('/people', {
    name: { given: 'Karine' },
    phones: [{ number: '+37491700006' }],
    owner: boris.id,
  });
  const field = (noun: string) => post('/custom-fields', { noun, kind: 'text', label: { en: 'Must' }, required: true });
  expect([(await field('lead')).status, (await field('task')).status]).toEqual([201, 201]);
  expect(await tell(came('wamid.k', '37491700006', 'From Karine'))).toBe(200);
  expect(await tell(came('wamid.s', '37491700007', 'From a stranger'))).toBe(200);
  expect((await visitor().say('From a visitor', { phone: '+37410777400' })).status).toBe(200);
  expect(await last('From Karine')).toMatchObject({ client: { id: person }, isUnread: true });
  expect((await saidWith(person)).map(({ text }) => text)).toEqual(['From Karine']);
  for (const text of ['From a stranger', 'From a visitor']) expect(await last(text)).toMatchObject({ client: null });
});
