import { expect, test } from 'vitest';
import type { KeptChannel, RecordMessages } from '../contract/index.ts';
import { openMessagingOffice } from './messaging-office.factory.ts';
import { botToken, useTelegram } from './telegram.factory.ts';

const { armen, boris, work, post, made, read, conversations } = await openMessagingOffice();
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
});
