import { randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { KeptChannel, RecordMessages } from '../contract/index.ts';
import { openMessagingOffice } from './messaging-office.factory.ts';
import { botToken, useTelegram } from './telegram.factory.ts';
import { toldByWhatsApp, useWhatsApp, whatsappKeys } from './whatsapp.factory.ts';

const { office, database, workspace, armen, boris, vesela, giorgi, work, post, made, read, conversations } =
  await openMessagingOffice();
type Json = Readonly<Record<string, unknown>>;
const phones = [{ number: '+37410512300' }];
const hayk = await made('/people', { name: { given: 'Hayk', family: 'Petrosyan' }, phones, owner: boris.id });
const withHayk = (who = armen) => read<RecordMessages>(`/messages?noun=person&id=${hayk}`, who);

test('what is written to a bot of Telegram comes, is known by the account from then on, and is answered there', async () => {
  const bot = await useTelegram();
  const input = { kind: 'telegram', name: 'Bot', url: bot.url, password: botToken };
  expect((await post('/message-channels', { ...input, url: 'http://10.0.0.1' })).fields?.[0]?.path).toBe('url');
  expect((await post('/message-channels', { ...input, password: 'none' })).fields?.[0]?.path).toBe('password');
  const { channel } = (await post<KeptChannel>('/message-channels', input)).body;
  expect(JSON.stringify(channel)).not.toContain(botToken);
  expect((await post(`/message-channels/${channel.id}/test`, {})).body).toEqual({
    fault: null,
    answer: '@ararat_bot',
  });
  const from = { first_name: 'Hayk', last_name: 'P.', username: 'hayk_p' };
  const said = (update_id: number, more: object) => ({
    update_id,
    message: {
      message_id: update_id,
      date: Math.floor(Date.now() / 1000),
      chat: { id: 37410512300, type: 'private' },
      from,
      ...more,
    },
  });
  const look = async () => {
    await armen.send('PUT', `/api/v1/message-channels/${channel.id}`, { ...input, password: undefined });
    await work();
  };
  bot.updates.push(said(1, { text: 'Բարև' }), said(2, { caption: 'Here', document: { file_name: 'plan.pdf' } }));
  bot.updates.push({
    update_id: 3,
    message: { message_id: 3, date: 1, chat: { id: -1, type: 'group' }, text: 'In a group' },
  });
  await look();
  // The id of a chat is no number, though it looks like one of Hayk's.
  const waiting = (await conversations('?of=nobody', boris.browser)).filter((one) => one.channel.id === channel.id);
  expect(waiting).toMatchObject([{ account: '@hayk_p', name: 'Hayk P.', client: null, lastText: 'Here\n📎 plan.pdf' }]);
  expect((await withHayk()).channels.map(({ id }) => id)).not.toContain(channel.id);
  const id = waiting[0]?.id ?? '';
  const named = await boris.browser.send('PATCH', `/api/v1/message-conversations/${id}`, {
    client: { person: hayk },
  });
  expect(named.body).toMatchObject({ client: { id: hayk } });
  const { profiles } = await read<{ profiles: readonly Json[] }>(`/people/${hayk}`);
  expect(profiles).toMatchObject([{ address: 'https://t.me/hayk_p' }]);

  const reached = await withHayk(boris.browser);
  expect(reached.preferred).toEqual({ channel: channel.id, place: 0 });
  expect(reached.channels.find((one) => one.id === channel.id)).toMatchObject({
    medium: 'messenger',
    addresses: [{ place: 0, label: '@hayk_p' }],
  });
  const message = { noun: 'person', id: hayk, channel: channel.id, place: 0, text: 'Բարև, Հայկ' };
  expect((await post('/messages', message, boris.browser)).status).toBe(201);
  await look();
  expect([bot.sent, bot.updates]).toEqual([[{ chat_id: '37410512300', text: 'Բարև, Հայկ' }], []]);
  bot.refusal = { status: 403, description: 'Forbidden: bot was blocked by the user' };
  await post('/messages', { ...message, text: 'Are you there?' }, boris.browser);
  await look();
  expect((await withHayk()).items.at(-1)).toMatchObject({
    state: 'failed',
    fault: 'channelRecipient',
    answer: expect.stringContaining('blocked'),
  });
  // Another account with the same profile is the same person.
  bot.updates.push({
    ...said(4, {}),
    message: { ...said(4, { text: 'New telephone' }).message, chat: { id: 99, type: 'private' } },
  });
  await look();
  expect((await conversations()).find(({ lastText }) => lastText === 'New telephone')?.client?.id).toBe(hayk);
  // Whoever is new becomes a lead where the channel says so.
  await armen.send('PUT', `/api/v1/message-channels/${channel.id}`, { ...input, makesLeads: true });
  const stranger = { ...said(5, { text: 'Do you deliver?' }).message, chat: { id: 7, type: 'private' } };
  bot.updates.push({ update_id: 5, message: { ...stranger, from: { first_name: 'Nane' } } });
  await work();
  const { client } = (await conversations()).find(({ lastText }) => lastText === 'Do you deliver?') ?? {};
  expect(client?.noun).toBe('lead');
  expect(await read(`/leads/${client?.id}`)).toMatchObject({ channel: 'messenger', interest: 'Do you deliver?' });
});

test('what is written to a number of WhatsApp is known by the number, and is answered within a day', async () => {
  const whatsapp = await useWhatsApp();
  const input = { kind: 'whatsapp', name: 'WhatsApp', url: whatsapp.url, verify: 'eleven medlars', ...whatsappKeys };
  const { appSecret: _, ...unsigned } = input;
  expect((await post('/message-channels', unsigned)).fields?.[0]).toMatchObject({
    path: 'appSecret',
    code: 'required',
  });
  expect((await post('/message-channels', { ...input, url: 'http://10.0.0.1' })).fields?.[0]?.path).toBe('url');
  const { channel } = (await post<KeptChannel>('/message-channels', input)).body;
  for (const secret of [input.password, input.appSecret]) expect(JSON.stringify(channel)).not.toContain(secret);
  // Another token keeps what the app signs with.
  const change = (more: object) =>
    armen.send('PUT', `/api/v1/message-channels/${channel.id}`, { ...unsigned, password: undefined, ...more });
  const tried = async () => (await post<Json>(`/message-channels/${channel.id}/test`, {})).body;
  await change({ password: 'EAAGanother' });
  expect(await tried()).toMatchObject({ fault: 'channelSignIn' });
  await change({ password: input.password });
  expect(await tried()).toEqual({ fault: null, answer: '+374 10 000000' });

  const meta = office.browser('203.0.113.251');
  const ask = (word: string) =>
    meta.get(`${channel.path}?hub.mode=subscribe&hub.verify_token=${word}&hub.challenge=1158201444`);
  expect([(await ask('wrong')).status, (await ask('eleven+medlars')).text]).toEqual([403, '1158201444']);
  const tell = async (value: object, headers?: Record<string, string>, number?: string) => {
    const { body, headers: proof } = toldByWhatsApp(value, number);
    return (
      await meta.send('POST', channel.path ?? '', body, { origin: 'https://meta.example', ...(headers ?? proof) })
    ).status;
  };
  const came = (id: string, from: string, more: object) => ({
    contacts: [{ wa_id: from, profile: { name: 'Sona' } }],
    messages: [{ from, id, timestamp: String(Math.floor(Date.now() / 1000)), ...more }],
  });
  const hello = came('wamid.a', '37491555000', { type: 'text', text: { body: 'Բարև' } });
  expect([await tell(hello, {}), await tell(hello, { 'x-hub-signature-256': 'sha256=00' })]).toEqual([401, 401]);
  expect(await tell(hello, undefined, '999')).toBe(200);
  const own = async () => (await conversations()).filter((one) => one.channel.id === channel.id);
  expect(await own()).toEqual([]);

  const sona = await made('/people', {
    name: { given: 'Sona' },
    phones: [{ number: '+37491555000' }],
    owner: boris.id,
  });
  const message = { noun: 'person', id: sona, channel: channel.id, place: 0, text: 'Good day' };
  expect((await post('/messages', message, boris.browser)).fields?.[0]).toMatchObject({ code: 'channelWindow' });
  expect([await tell(hello), await tell(hello)]).toEqual([200, 200]);
  await tell(came('wamid.b', '37491555000', { type: 'document', document: { filename: 'plan.pdf', caption: 'Here' } }));
  expect(await own()).toMatchObject([{ client: { id: sona }, lastText: 'Here\n📎 plan.pdf', account: '+37491555000' }]);
  expect((await post('/messages', message, boris.browser)).status).toBe(201);
  await work();
  expect(whatsapp.sent).toMatchObject([{ to: '37491555000', text: { body: 'Good day' } }]);
  await tell({ statuses: [{ id: 'wamid.1', status: 'delivered' }] });
  const said = async () => (await read<RecordMessages>(`/messages?noun=person&id=${sona}`)).items;
  expect((await said()).map(({ text, state }) => [text, state])).toEqual([
    ['Բարև', 'come'],
    ['Here\n📎 plan.pdf', 'come'],
    ['Good day', 'delivered'],
  ]);
  whatsapp.refusal = { status: 400, code: 131047, message: 'Re-engagement message' };
  await post('/messages', { ...message, text: 'Late' }, boris.browser);
  await work();
  expect((await said()).at(-1)).toMatchObject({ state: 'failed', fault: 'channelWindow' });
  await change({ active: false });
  expect(await tell(hello)).toBe(404);
});

describe('a chat on a site', () => {
  const site = 'https://www.ararat.example';
  const input = {
    kind: 'chat',
    name: 'Site',
    sites: `${site}/shop www.ararat.am`,
    makesLeads: true,
    source: 'website',
  };
  let path = '';
  let id = '';
  beforeAll(async () => {
    const { channel } = (await post<KeptChannel>('/message-channels', input)).body;
    [id, path] = [channel.id, channel.path ?? ''];
  });
  const tokenOf = () => randomBytes(32).toString('base64url');
  let addresses = 0;
  /** A browser of somebody on the site. */
  const visitor = (address = `203.0.113.${++addresses}`, token = tokenOf()) => {
    const browser = office.browser(address);
    const send = (values: object, headers?: Record<string, string>) =>
      browser.send('POST', path.replace('.js', ''), { token, ...values }, headers);
    return {
      send,
      say: (text: string, more: object = {}) => send({ do: 'say', id: randomUUID(), text, ...more }),
      listen: async () =>
        (await send({ do: 'listen' })).body as { messages: readonly Json[]; asks: string; agree: boolean },
    };
  };
  const last = async (text: string) => (await conversations()).find(({ lastText }) => lastText === text);
  const one = async (which: string | undefined, who = armen) =>
    read<{ messages: readonly Json[]; maybe: Json | null }>(`/message-conversations/${which}`, who);
  const patch = (which: string | undefined, body: object, who = boris.browser) =>
    who.send('PATCH', `/api/v1/message-conversations/${which}`, body);
  const toldOf = async (field: string, record: string) => {
    const filter = encodeURIComponent(JSON.stringify({ field, op: 'is', value: record }));
    const { items } = await read<{ items: readonly Json[] }>(`/tasks?filter=${filter}`);
    return items.filter(({ kind }) => kind === 'message').map(({ outcome }) => String(outcome));
  };

  test('is set up for sites alone, framed by them alone, and takes what its own page sends', async () => {
    for (const [name, value] of [
      ['sites', 'https://a.example *'],
      ['sites', "https://a.example 'self'"],
      ['privacy', 'javascript:alert(1)'],
    ] as const)
      expect((await post('/message-channels', { ...input, [name]: value })).fields?.[0]).toMatchObject({ path: name });
    const anybody = office.browser('203.0.113.250');
    const script = await anybody.get(path);
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(() => new Function(script.text)).not.toThrow();
    const page = await anybody.get(path.replace('.js', ''));
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain(`frame-ancestors ${site} https://www.ararat.am`);
    expect(policy).toContain("default-src 'none'");
    expect(page.setCookies).toEqual([]);
    const [, run = ''] = /<script nonce="[\w-]+">([\s\S]*)<\/script>/.exec(page.text) ?? [];
    expect(() => new Function(run)).not.toThrow();

    const { send, listen } = visitor();
    const said = { do: 'say', id: randomUUID(), text: 'Hm' };
    for (const origin of ['https://evil.example', site, 'null'])
      expect((await send(said, { origin })).status).toBe(403);
    expect((await send({ ...said, text: 'a'.repeat(2001) })).status).toBe(422);
    expect((await send({ ...said, token: 'short' })).status).toBe(422);
    expect((await send({ ...said, text: ' ' })).body.fields).toMatchObject([{ path: 'text' }]);
    expect((await send({ ...said, email: 'nobody' })).body.fields).toMatchObject([{ path: 'email' }]);
    expect((await send({ ...said, phone: 'call me' })).body.fields).toMatchObject([{ path: 'phone' }]);
    expect(await listen()).toEqual({ messages: [], asks: 'no', agree: false });
    expect((await conversations()).filter((other) => other.channel.id === id)).toEqual([]);
    expect((await anybody.get(path.replace(/\..*/, `.${'A'.repeat(22)}`))).status).toBe(404);
  });

  test('is answered under Messages, and nobody else reads it', async () => {
    const [nare, other] = [visitor(), visitor()];
    const text = '<img src=x onerror=alert(1)>';
    const again = randomUUID();
    await nare.say(text, { id: again });
    const first = await nare.say(text, { id: again, page: `${site}/shop` });
    expect(first.body).toMatchObject({ messages: [{ id: again, by: 'you', text }] });
    const waiting = await last(text);
    expect(waiting).toMatchObject({ client: null, isUnread: true, account: expect.stringMatching(/^#[\da-f]{6}$/) });
    expect(waiting?.says).toMatchObject({ page: `${site}/shop`, email: '' });
    expect((await post(`/message-conversations/${waiting?.id}/messages`, { text: 'Yes' }, giorgi.browser)).status).toBe(
      403,
    );
    await post(`/message-conversations/${waiting?.id}/messages`, { text: 'Good day' }, boris.browser);
    await work();
    expect((await nare.listen()).messages.map(({ by, text: said }) => [by, said])).toEqual([
      ['you', text],
      ['us', 'Good day'],
    ]);
    expect((await one(waiting?.id)).messages.at(-1)).toMatchObject({ text: 'Good day', state: 'delivered' });
    expect((await other.listen()).messages).toEqual([]);
  });

  test('is told once to whoever is responsible, and waits in their day until it is answered', async () => {
    const told = async (who: typeof armen) => {
      const { items } = await read<{ items: readonly { kind: string; readAt: string | null; target: Json }[] }>(
        '/notices',
        who,
      );
      return items
        .filter(({ kind, readAt }) => kind === 'messageCame' && readAt === null)
        .map(({ target }) => target.id);
    };
    const waiting = async (who: typeof armen) =>
      (await conversations('?of=waiting', who)).map(({ lastText }) => lastText);
    const emails = [{ address: 'gor@client.example' }];
    const gor = await made('/people', { name: { given: 'Gor', family: 'Told' }, emails, owner: boris.id });
    const { say } = visitor();
    await say('Ten lines: one');
    await say('Ten lines: two');
    // Nobody is known yet: owners are told, of all such together.
    const { member: owner } = await read<{ member: Json }>('/session');
    expect((await told(armen)).filter((one) => one === owner.id)).toHaveLength(1);
    expect([(await told(boris.browser)).includes(owner.id), await told(giorgi.browser)]).toEqual([false, []]);
    expect(await waiting(vesela.browser)).toContain('Ten lines: two');
    const found = await last('Ten lines: two');
    await patch(found?.id, { client: { person: gor } });
    await say('Ten lines: three');
    await say('Ten lines: four');
    expect((await told(boris.browser)).filter((one) => one === gor)).toEqual([gor]);
    expect([await waiting(boris.browser), await waiting(vesela.browser)]).toEqual([
      expect.arrayContaining(['Ten lines: four']),
      expect.not.arrayContaining(['Ten lines: four']),
    ]);
    await post(`/message-conversations/${found?.id}/messages`, { text: 'Here I am' }, boris.browser);
    expect(await told(boris.browser)).not.toContain(gor);
    expect(await waiting(boris.browser)).not.toContain('Here I am');
  });

  test('believes no address that is typed: whose it is, a member says', async () => {
    const emails = [{ address: 'lilit@client.example' }];
    const lilit = await made('/people', { name: { given: 'Lilit', family: 'Sargsyan' }, emails, owner: boris.id });
    const { say, listen } = visitor();
    await say('What do I still owe?');
    expect((await say('', { name: 'Lilit', email: 'Lilit@client.example' })).status).toBe(200);
    const waiting = await last('What do I still owe?');
    expect([waiting?.client, (await toldOf('person', lilit)).length]).toEqual([null, 0]);
    expect((await one(waiting?.id, boris.browser)).maybe).toMatchObject({ noun: 'person', id: lilit });
    expect((await read<RecordMessages>(`/messages?noun=person&id=${lilit}`)).items).toEqual([]);
    expect((await patch(waiting?.id, { client: { company: lilit } })).status).toBe(404);
    expect((await patch(waiting?.id, { client: { person: lilit } })).body).toMatchObject({ client: { id: lilit } });
    expect(await toldOf('person', lilit)).toEqual(['Lilit Sargsyan: What do I still owe?']);
    const { emails: after } = await read<{ emails: readonly Json[] }>(`/people/${lilit}`);
    expect([after.length, (await listen()).messages.length]).toEqual([1, 1]);

    // What becomes of two people goes on as one's.
    const winner = await made('/people', { name: { given: 'Lilit', family: 'Sargsyan-Adamyan' } });
    expect((await post(`/people/${winner}/merges`, { other: lilit })).status).toBe(201);
    await say('It is me again');
    expect((await last('It is me again'))?.client?.id).toBe(winner);
    expect((await post(`/privacy/people/${winner}/erase`, { name: 'Lilit Sargsyan-Adamyan' })).status).toBe(200);
    expect((await listen()).messages).toEqual([]);
  });

  test('makes a lead of whoever says how they are reached, and goes on with the person it becomes', async () => {
    const { say } = visitor();
    const named = { name: 'Tigran Avagyan', phone: '+374 10 51 23 99' };
    await say('Do you sell pears?');
    expect((await last('Do you sell pears?'))?.client).toBeNull();
    await say('', named);
    const lead = (await last('Do you sell pears?'))?.client;
    expect(lead?.noun).toBe('lead');
    expect(await read(`/leads/${lead?.id}`)).toMatchObject({
      ...{ channel: 'chat', source: 'website', interest: 'Do you sell pears?', phones: [{ number: '+37410512399' }] },
    });
    expect(await toldOf('lead', lead?.id ?? '')).toHaveLength(1);
    // The same once more is nobody new.
    const second = visitor();
    await second.say('Pears, again', named);
    const waiting = await last('Pears, again');
    expect([waiting?.client, (await one(waiting?.id)).maybe]).toMatchObject([null, { noun: 'lead', id: lead?.id }]);
    expect((await patch(waiting?.id, { client: { lead: lead?.id } })).status).toBe(200);

    const become = { company: null, person: { create: {} }, deal: null };
    const converted = await post<Json>(`/leads/${lead?.id}/conversion`, become);
    expect([converted.status, converted.body.person]).toEqual([200, expect.anything()]);
    await say('And apples?');
    expect((await last('And apples?'))?.client).toMatchObject({ noun: 'person' });
  });

  test('asks who it is and for consent where it is to, and ends with its channel', async () => {
    const change = (more: object) => armen.send('PUT', `/api/v1/message-channels/${id}`, { ...input, ...more });
    const privacy = 'https://www.ararat.example/privacy';
    expect((await change({ asks: 'first', privacy })).status).toBe(200);
    const { say, listen } = visitor();
    expect(await listen()).toMatchObject({ asks: 'must', agree: true });
    expect(((await say('Hello')).body.fields as readonly Json[]).map(({ path: at }) => at)).toEqual(['email', 'agree']);
    expect((await say('Agreed', { email: 'ani@client.example', agree: 'yes' })).body).toMatchObject({
      ...{ asks: 'no', agree: false },
    });
    expect((await last('Agreed'))?.says?.agreed?.words).toContain(privacy);
    await change({});
    const { say: wait, listen: look } = visitor();
    await wait('Is anybody there?');
    expect((await look()).asks).toBe('no');
    await database.workspace(workspace).query({
      text: `update message_conversation set last_at = last_at - interval '2 minutes' where last_text = 'Is anybody there?'`,
    });
    expect((await look()).asks).toBe('may');
    const crowd = Array.from({ length: 16 }, () => visitor('203.0.113.240'));
    const begun = [];
    for (const [index, { say: begin }] of crowd.entries()) begun.push((await begin(`Spam ${index}`)).status);
    expect(begun.filter((status) => status === 429)).toHaveLength(1);
    await change({ active: false });
    expect([(await wait('Still?')).status, (await armen.get(path)).status]).toEqual([404, 404]);
  });
});
