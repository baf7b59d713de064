import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook as Signer } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { centrePassword, useSmsCentre } from '../../../server/outgoing/sms-centre.factory.ts';
import type { Channel, KeptChannel, RecordMessages } from '../contract/index.ts';
import { openMessagingOffice } from './messaging-office.factory.ts';

const { office, database, workspace, armen, boris, vesela, giorgi, work, post, made, read, conversations } =
  await openMessagingOffice();
type Browser = typeof armen;
type Json = Readonly<Record<string, unknown>>;

const centre = await useSmsCentre();
const asked: { readonly headers: Readonly<Record<string, unknown>>; readonly body: string }[] = [];
const answers = { status: 200, text: '{"id":"theirs-1"}' };
const gate = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += String(chunk);
  });
  request.on('end', () => {
    asked.push({ headers: request.headers, body });
    response.writeHead(answers.status).end(answers.text);
  });
});
await new Promise<void>((done) => gate.listen(0, '127.0.0.1', () => done()));
afterAll(() => new Promise<void>((done) => gate.close(() => done())));

const smppInput = () => ({
  ...{ kind: 'smpp', name: 'Telecom', host: '127.0.0.1', port: centre.port, security: 'none' },
  ...{ user: 'anahit', password: centrePassword, sender: 'Ararat' },
});
const gatewayInput = () => ({
  ...{
    kind: 'gateway',
    name: 'Gate',
    url: `http://127.0.0.1:${(gate.address() as AddressInfo).port}/`,
    sender: '1234',
  },
  ...{ makesLeads: true, source: 'website' },
});
const withHayk = (who: Browser = armen) => read<RecordMessages>(`/messages?noun=person&id=${hayk}`, who);
const tasksOf = async (field: string, id: string) => {
  const filter = {
    all: [
      { field, op: 'is', value: id },
      { field: 'kind', op: 'is', value: 'message' },
    ],
  };
  const path = `/tasks?filter=${encodeURIComponent(JSON.stringify(filter))}&sort=createdAt`;
  return (await read<{ items: readonly Json[] }>(path)).items;
};

let hayk = '';
let sms: Channel;
let gateway: Channel;
let key = '';
beforeAll(async () => {
  const company = await made('/companies', { name: 'Acme' });
  const phones = [{ number: '+37410512300' }, { number: '+37491000001' }];
  hayk = await made('/people', { name: { given: 'Hayk', family: 'Petrosyan' }, company, phones, owner: boris.id });
});

describe('channels', () => {
  test('are set up by owners at a browser alone, and say what is wrong', async () => {
    expect((await post('/message-channels', smppInput(), boris.browser)).code).toBe('roleRequired');
    const wrong = await post('/message-channels', { ...smppInput(), host: '10.0.0.1' });
    expect([wrong.status, wrong.fields?.[0]?.path]).toEqual([422, 'host']);
    expect((await post('/message-channels', { ...gatewayInput(), url: 'http://10.0.0.1/' })).fields?.[0]?.path).toBe(
      'url',
    );
    expect((await post('/message-channels', { ...smppInput(), sender: 'Арарат' })).fields?.[0]?.path).toBe('sender');
    const { password: _, ...without } = smppInput();
    expect((await post('/message-channels', without)).fields?.[0]).toMatchObject({
      path: 'password',
      code: 'required',
    });
    expect((await post('/message-channels', { ...gatewayInput(), source: 'nowhere' })).fields?.[0]?.path).toBe(
      'source',
    );
    expect((await read<RecordMessages>(`/messages?noun=person&id=${hayk}`)).channels).toEqual([]);

    const kept = (await post<KeptChannel>('/message-channels', smppInput())).body;
    sms = kept.channel;
    expect([kept.key, sms.path, JSON.stringify(kept).includes(centrePassword)]).toEqual([null, null, false]);
    const test = (id: string) => post<Json>(`/message-channels/${id}/test`, {});
    expect((await test(sms.id)).body).toEqual({ fault: null, answer: null });
    const changed = (more: object) =>
      armen.send('PUT', `/api/v1/message-channels/${sms.id}`, { ...smppInput(), ...more });
    // Another user needs the password anew; a wrong one is named as such.
    expect((await changed({ user: 'boris', password: undefined })).status).toBe(422);
    await changed({ password: 'wrong' });
    expect((await test(sms.id)).body).toEqual({ fault: 'channelSignIn', answer: expect.stringContaining('SMPP') });
    expect((await changed({})).status).toBe(200);
    expect((await changed({ password: undefined })).status).toBe(200);
    expect((await armen.send('PUT', `/api/v1/message-channels/${sms.id}`, gatewayInput())).status).toBe(422);

    const second = (await post<KeptChannel>('/message-channels', gatewayInput())).body;
    gateway = second.channel;
    key = second.key ?? '';
    expect(key).toMatch(/^whsec_/);
    expect((await test(gateway.id)).body).toEqual({ fault: null, answer: '200' });
    await work();
  });
});

describe('a message that is sent', () => {
  test('goes to a number of the record alone, from whoever may write', async () => {
    const message = { noun: 'person', id: hayk, channel: sms.id, place: 0, text: 'Good day' };
    expect((await post('/messages', message, giorgi.browser)).status).toBe(403);
    expect((await post('/messages', { ...message, place: 2 })).fields?.[0]).toMatchObject({
      path: 'place',
      code: 'notItsNumber',
    });
    expect((await post('/messages', { ...message, id: boris.id })).status).toBe(404);
    expect((await post('/messages', { ...message, channel: boris.id })).code).toBe('channelOff');
    expect((await post('/messages', { ...message, purpose: 'marketing' })).fields?.[0]?.code).toBe(
      'channelConsentMissing',
    );
    expect((await post('/messages', { ...message, text: 'բ'.repeat(671) })).fields?.[0]).toMatchObject({
      path: 'text',
      code: 'messageTooLong',
    });
    expect(centre.taken).toEqual([]);
  });

  test('goes out in parts, in the letters of every language, and is told once on the card', async () => {
    centre.receipts = 'DELIVRD';
    const text = `Բարև, გამარჯობა, здравствуйте 👍 ${'բ'.repeat(60)}`;
    expect(
      (await post('/messages', { noun: 'person', id: hayk, channel: sms.id, place: 0, text }, boris.browser)).status,
    ).toBe(201);
    await work();
    expect(centre.taken.map(({ text: part }) => part).join('')).toBe(text);
    expect(centre.taken.map(({ to, from, coding }) => [to, from, coding])).toEqual([
      ['37410512300', 'Ararat', 8],
      ['37410512300', 'Ararat', 8],
    ]);
    const { items, channels, preferred } = await withHayk(giorgi.browser);
    expect(items.map(({ direction, by, state }) => [direction, by, state])).toEqual([['out', 'Boris', 'delivered']]);
    expect([channels, preferred]).toEqual([[], null]);
    await post('/messages', { noun: 'person', id: hayk, channel: sms.id, place: 0, text: 'Second' }, vesela.browser);
    const [told, ...others] = await tasksOf('person', hayk);
    expect(others).toEqual([]);
    expect(told).toMatchObject({
      kind: 'message',
      done: true,
      initiative: 'ours',
      owner: { id: boris.id },
      outcome: `Boris: ${text}\nVesela: Second`,
    });
    expect(told?.company).not.toBeNull();
    await work();
  });

  test('waits where the centre is busy, is given up where it refuses, and is never sent twice', async () => {
    const last = async () => (await withHayk()).items.at(-1);
    const send = async (text: string) => {
      await post('/messages', { noun: 'person', id: hayk, channel: sms.id, place: 0, text });
      await work();
      return last();
    };
    centre.receipts = null;
    centre.status = 0x58;
    expect(await send('Busy')).toMatchObject({ state: 'waiting', fault: 'channelBusy' });
    // The process that was handing it over has died: it may have gone.
    await database.workspace(workspace).query({
      text: `update message set state = 'sending', next_at = now() - interval '1 second' where text = 'Busy'`,
    });
    centre.status = 0x0b;
    expect(await send('Nobody')).toMatchObject({ state: 'failed', fault: 'channelRecipient', answer: 'SMPP 11' });
    centre.status = 0;
    centre.receipts = 'UNDELIV';
    expect(await send('Lost')).toMatchObject({
      text: 'Lost',
      state: 'failed',
      fault: 'channelNotDelivered',
      answer: 'UNDELIV',
    });
    centre.receipts = null;
    const busy = (await withHayk()).items.find(({ text }) => text === 'Busy');
    expect(busy).toMatchObject({ state: 'failed', fault: 'channelUncertain' });
    expect(centre.taken.map(({ text }) => text)).not.toContain('Busy');
  });

  test('is counted, and needs a consent to advertise that was given for SMS', async () => {
    const consent = { person: hayk, purpose: 'marketing', source: 'Fair' };
    await made('/consents', { ...consent, channel: 'email' });
    const send = (who = vesela.browser) =>
      post(
        '/messages',
        { noun: 'person', id: hayk, channel: gateway.id, place: 1, text: 'Sale', purpose: 'marketing' },
        who,
      );
    expect((await send()).fields?.[0]?.code).toBe('channelConsentMissing');
    await made('/consents', { ...consent, channel: 'sms' });
    expect((await send()).status).toBe(201);
    const limited = (dailyLimit: number) =>
      armen.send('PUT', `/api/v1/message-channels/${gateway.id}`, { ...gatewayInput(), dailyLimit });
    await limited(1);
    expect([(await send()).code, (await send(boris.browser)).status]).toEqual(['dailyMessagesSent', 201]);
    await limited(200);
    await work();
    const sent = asked.filter(({ body }) => body.includes('Sale'));
    expect(sent).toHaveLength(2);
    const { headers, body } = sent[0] ?? { headers: {}, body: '' };
    new Signer(key).verify(body, headers as Record<string, string>);
    expect(JSON.parse(body)).toEqual({
      event: 'send',
      id: headers['webhook-id'],
      from: '1234',
      to: '+37491000001',
      text: 'Sale',
    });
  });
});

describe('a message that comes', () => {
  const anybody = office.browser('203.0.113.5');
  const tell = async (event: object, headers?: Record<string, string>) => {
    const { status, code } = await anybody.send(
      'POST',
      gateway.path ?? '',
      event,
      headers ?? { authorization: `Bearer ${key}` },
    );
    return [status, code];
  };

  test('is taken with the key of its channel alone', async () => {
    const event = { event: 'message', id: 'm1', from: '+37499000001', text: 'Hello' };
    expect(await tell(event, {})).toEqual([401, 'wrongChannelKey']);
    expect(await tell(event, { authorization: 'Bearer whsec_AAAA' })).toEqual([401, 'wrongChannelKey']);
    expect((await armen.send('POST', gateway.path ?? '', event)).status).toBe(401);
    const path = gateway.path?.replace(gateway.id, sms.id) ?? '';
    expect((await anybody.send('POST', path, event, { authorization: `Bearer ${key}` })).status).toBe(401);
    expect((await tell({ event: 'message', id: 'm1' }))[0]).toBe(422);
    expect((await tell({ ...event, more: 1 }))[0]).toBe(422);
    expect(await conversations('?of=nobody')).toEqual([]);
  });

  test('makes a lead of whoever is not known, once, and what they write next is told there', async () => {
    const from = '+37499000001';
    const at = new Date();
    const text = JSON.stringify({ event: 'message', id: 'm1', from, text: 'Do you sell apricots?' });
    const signed = {
      'webhook-id': 'm',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Signer(key).sign('m', at, text),
    };
    expect((await tell(JSON.parse(text), signed))[0]).toBe(200);
    await Promise.all([tell(JSON.parse(text)), tell({ event: 'message', id: 'm2', from, text: 'And plums?' })]);
    const [conversation, ...others] = (await conversations()).filter(({ account }) => account === from);
    expect(others).toEqual([]);
    expect(conversation).toMatchObject({ client: { noun: 'lead' }, isUnread: true, lastDirection: 'in', member: null });
    const lead = conversation?.client?.id ?? '';
    expect(await read(`/leads/${lead}`)).toMatchObject({
      source: 'website',
      channel: 'messenger',
      interest: 'Do you sell apricots?',
    });
    const told = await tasksOf('lead', lead);
    expect(told).toMatchObject([{ initiative: 'theirs', done: true }]);
    expect(told[0]?.outcome).toContain('Do you sell apricots?');
    expect(String(told[0]?.outcome).split('\n')).toHaveLength(2);
  });

  test('comes from a centre too, in parts and again, and answers go back the same way', async () => {
    const udh = (number: number) => Buffer.from([5, 0, 3, 7, 2, number]);
    const part = (number: number, message: string) => ({
      ...{ source_addr: '37410512300', source_addr_ton: 1, destination_addr: '1234', data_coding: 8 },
      short_message: { udh: udh(number), message },
    });
    centre.waiting.push(part(2, 'ծիրան կա՞'), part(1, 'Բարև, '));
    await post('/messages', { noun: 'person', id: hayk, channel: sms.id, place: 0, text: 'Third' }, vesela.browser);
    await work();
    await expect.poll(() => centre.waiting).toEqual([]);
    const came = (await withHayk()).items.at(-1);
    expect(came).toMatchObject({ direction: 'in', text: 'Բարև, ծիրան կա՞', by: null });
    const outcomes = (await tasksOf('person', hayk)).map(({ outcome }) => String(outcome)).join('\n');
    expect(outcomes).toContain('Hayk Petrosyan: Բարև, ծիրան կա՞');
    expect((await withHayk(boris.browser)).preferred).toEqual({ channel: sms.id, place: 0 });
    const id = came?.conversation ?? '';
    const before = centre.taken.length;
    expect((await post(`/message-conversations/${id}/messages`, { text: 'Yes' }, giorgi.browser)).status).toBe(403);
    expect((await post(`/message-conversations/${id}/messages`, { text: 'Yes' }, boris.browser)).status).toBe(201);
    await work();
    expect(centre.taken.slice(before)).toMatchObject([{ to: '37410512300', text: 'Yes', coding: 0 }]);
    expect((await conversations()).find((one) => one.id === id)).toMatchObject({ isUnread: false, lastText: 'Yes' });
  });

  test('waits for somebody to say whose it is, and is seen by whoever sees the client then', async () => {
    await armen.send('PUT', `/api/v1/message-channels/${gateway.id}`, { ...gatewayInput(), makesLeads: false });
    await tell({ event: 'message', id: 'n1', from: '+37477000001', text: 'It is me' });
    await tell({ event: 'message', id: 'n2', from: '+37477000002', text: 'Not me' });
    const waiting = async (account: string, who: Browser) =>
      (await conversations('?of=nobody', who)).find((one) => one.account === account);
    const mine = await waiting('+37477000001', boris.browser);
    const other = await waiting('+37477000002', boris.browser);
    expect((await giorgi.browser.get('/api/v1/message-conversations')).status).toBe(403);
    const patch = (id: string | undefined, body: object, who: Browser) =>
      who.send('PATCH', `/api/v1/message-conversations/${id}`, body);
    expect((await patch(mine?.id, { client: { person: hayk } }, vesela.browser)).status).toBe(403);
    expect((await patch(mine?.id, { client: { person: hayk } }, boris.browser)).body).toMatchObject({
      client: { id: hayk },
    });
    expect((await patch(mine?.id, { client: 'lead' }, boris.browser)).code).toBe('conversationTaken');
    expect((await patch(other?.id, { client: 'lead' }, vesela.browser)).body).toMatchObject({
      client: { noun: 'lead' },
    });
    const person = await read<{ phones: readonly { number: string }[] }>(`/people/${hayk}`);
    expect(person.phones.map(({ number }) => number)).toContain('+37477000001');
    expect((await tasksOf('person', hayk)).map((one) => String(one.outcome)).join()).toContain('It is me');

    expect((await patch(mine?.id, { member: hayk }, boris.browser)).status).toBe(422);
    expect((await patch(mine?.id, { member: vesela.id, isUnread: false }, boris.browser)).body).toMatchObject({
      member: { id: vesela.id },
      isUnread: false,
    });
    expect((await conversations('?of=mine', vesela.browser)).map((one) => one.id)).toContain(mine?.id);
    expect((await patch(mine?.id, { state: 'closed' }, vesela.browser)).body).toMatchObject({ state: 'closed' });
    expect((await conversations('?state=closed')).map((one) => one.id)).toEqual([mine?.id]);
    await tell({ event: 'message', id: 'n3', from: '+37477000001', text: 'Once more' });
    expect((await conversations()).find((one) => one.id === mine?.id)).toMatchObject({ state: 'open', isUnread: true });

    // Who may see nobody else's clients sees nothing of what is said with them.
    const rights = { grants: { person: { read: 'own' } }, base: 'seller', name: 'Own clients' };
    const role = await made('/access-roles', rights);
    await armen.send('PATCH', `/api/v1/members/${vesela.id}`, { accessRole: role });
    expect((await vesela.browser.get(`/api/v1/message-conversations/${mine?.id}`)).status).toBe(404);
    expect((await post(`/message-conversations/${mine?.id}/messages`, { text: 'Hm' }, vesela.browser)).status).toBe(
      404,
    );
    expect((await conversations('', vesela.browser)).some((one) => one.client?.id === hayk)).toBe(false);
    expect((await vesela.browser.get(`/api/v1/messages?noun=person&id=${hayk}`)).status).toBe(404);
    expect((await conversations('', boris.browser)).some((one) => one.client?.id === hayk)).toBe(true);
    // Nor does who may read nobody else's work, but of what was handed on to them.
    const work = await made('/access-roles', { ...rights, grants: { task: { read: 'own' } }, name: 'Own work' });
    await armen.send('PATCH', `/api/v1/members/${vesela.id}`, { accessRole: work });
    await patch(mine?.id, { member: boris.id }, boris.browser);
    const said = async () => (await withHayk(vesela.browser)).items.map(({ text }) => text);
    expect((await vesela.browser.get(`/api/v1/message-conversations/${mine?.id}`)).status).toBe(404);
    expect(await said()).not.toContain('Once more');
    await patch(mine?.id, { member: vesela.id }, boris.browser);
    expect(await said()).toContain('Once more');
  });

  test('stays with whom it was with, where they are gone or another with the same number is written to', async () => {
    const number = '+37477000009';
    const withNumber = (given: string) => made('/people', { name: { given }, phones: [{ number }] });
    const [anush, narek] = [await withNumber('Anush'), await withNumber('Narek')];
    const write = (id: string, text: string) =>
      post('/messages', { noun: 'person', id, channel: gateway.id, place: 0, text });
    const saidWith = async (id: string) =>
      (await read<RecordMessages>(`/messages?noun=person&id=${id}`)).items.map(({ text }) => text);
    expect((await write(anush, 'For Anush alone')).status).toBe(201);
    expect((await write(narek, 'For Narek')).status).toBe(201);
    expect([await saidWith(anush), await saidWith(narek)]).toEqual([['For Anush alone'], ['For Narek']]);
    await tell({ event: 'message', id: 'n4', from: number, text: 'Narek here' });
    expect([await saidWith(anush), await saidWith(narek)]).toEqual([['For Anush alone'], ['For Narek', 'Narek here']]);

    for (const id of [anush, narek]) await armen.send('DELETE', `/api/v1/people/${id}`);
    await tell({ event: 'message', id: 'n4', from: number, text: 'Narek here' });
    await tell({ event: 'message', id: 'n5', from: number, text: 'Is anybody there?' });
    const [waiting] = (await conversations('?of=nobody', boris.browser)).filter((one) => one.account === number);
    const { messages } = await read<{ messages: readonly Json[] }>(`/message-conversations/${waiting?.id}`);
    expect(messages.map(({ text }) => text)).toEqual(['Is anybody there?']);
  });

  test('goes with whoever is erased', async () => {
    const before = (await conversations()).filter((one) => one.client?.id === hayk).length;
    expect(before).toBeGreaterThan(0);
    const erased = await post(`/privacy/people/${hayk}/erase`, { name: 'Hayk Petrosyan' });
    expect(erased.status).toBe(200);
    for (const id of (await conversations()).map((one) => one.id))
      expect(JSON.stringify(await read(`/message-conversations/${id}`))).not.toContain('It is me');
  });
});
