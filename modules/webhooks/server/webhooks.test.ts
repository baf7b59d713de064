import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { drainListeners } from '../../../server/changes/drain-listeners.ts';
import { createSealer } from '../../../server/config/sealer.ts';
import type { Context } from '../../../server/context.ts';
import { drainJobs } from '../../../server/jobs/start-jobs.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { readRegistry } from '../../../server/metadata/registries.ts';
import { readAllowance } from '../../../server/outgoing/allowance.ts';
import { createOutgoingClient } from '../../../server/outgoing/outgoing-client.ts';
import { createRecord } from '../../../server/records/create.ts';
import { deleteRecord, restoreRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { company } from '../../companies/contract/index.ts';
import { deal } from '../../deals/contract/index.ts';
import { accessRole, member } from '../../workspace/contract/index.ts';
import type { WebhookInput } from '../contract/index.ts';
import { getDeliveryOf, listDeliveriesOf, replay, replayMany, sendTest } from './delivery.service.ts';
import { webhooksModule } from './index.ts';
import { changeWebhook, getWebhook, makeWebhook, removeWebhook, rotate } from './webhook.service.ts';
import { useReceiver } from './webhooks.factory.ts';

const { database, workspace, system: bare, join } = await useWorkspace();
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
await prepareJobs(database, silent);
const outgoing = createOutgoingClient({ allowance: readAllowance('127.0.0.1') ?? { hosts: new Set(), networks: [] } });
afterAll(() => outgoing.close());
const sealers = (purpose: string) => createSealer('a secret of the tests, long enough', purpose);
const system: Context = { ...bare, outgoing, sealers };
const owner: Context = { ...(await join('Anahit', 'owner')), outgoing, sealers };
const seller = await join('Boris', 'seller');
const receiver = await useReceiver();

beforeEach(async () => {
  await drainListeners(system, webhooksModule.listeners ?? []);
  await database.workspace(workspace).query({ text: 'delete from webhook' });
  receiver.received.length = 0;
  receiver.answer = { status: 204 };
});

const subscribe = (input: Partial<WebhookInput> = {}, ctx = owner) =>
  makeWebhook(ctx, {
    ...{ url: receiver.url, description: 'Shop', active: true, role: null },
    events: [{ noun: 'company', kinds: ['created', 'updated', 'deleted', 'restored'] }],
    ...input,
  });
const hurry = async () => {
  await system.db.query({ text: "update webhook_delivery set next_at = now() where state = 'waiting'" });
  await database.control.query({ text: 'update graphile_worker._private_jobs set run_at = now()' });
};
const work = () =>
  drainJobs({
    ...{ database, log: silent, jobs: webhooksModule.jobs ?? [] },
    findWorkspace: async () => workspace,
    contextOf: () => system,
  });
/** Lets everything happen that is due. */
const deliver = async () => {
  await drainListeners(system, webhooksModule.listeners ?? []);
  await work();
};
const deliveries = async (id: string) => (await listDeliveriesOf(owner, id, { limit: 200 })).items;
const payloads = () =>
  receiver.received.map(
    ({ body }) => JSON.parse(body) as { type: string; timestamp: string; data: Record<string, unknown> },
  );

describe('a webhook', () => {
  test('is sent each change with the record, signed by the rules of Standard Webhooks', async () => {
    const { secret, webhook } = await subscribe();
    const { id } = await createRecord(seller, company, { name: 'Ararat „Շին“' });
    await updateRecord(seller, company, id, { name: 'Ararat Trade' });
    await deleteRecord(seller, company, id);
    await restoreRecord(seller, company, id);
    await deliver();
    expect(
      payloads()
        .map(({ type }) => type)
        .sort(),
    ).toEqual(['company.created', 'company.deleted', 'company.restored', 'company.updated']);
    const [first] = receiver.received;
    const headers = first?.headers as Record<string, string>;
    expect(new Verifier(secret).verify(first?.body ?? '', headers)).toMatchObject({ data: { id, noun: 'company' } });
    expect(() => new Verifier(secret).verify(`${first?.body} `, headers)).toThrow('No matching signature');
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': expect.stringMatching(/^msg_/) });
    expect(payloads().find(({ type }) => type === 'company.updated')).toMatchObject({
      timestamp: expect.stringMatching(/^20.*Z$/),
      data: {
        change: { memberId: seller.actor.memberId, through: 'web', fields: { name: { to: 'Ararat Trade' } } },
        record: { id, name: 'Ararat Trade' },
      },
    });
    const log = await deliveries(webhook.id);
    expect(log.map(({ state, status, attempts }) => [state, status, attempts])).toEqual(
      Array(4).fill(['delivered', 204, 1]),
    );
    expect(new Set(log.map((one) => one.id))).toEqual(
      new Set(receiver.received.map((one) => one.headers['webhook-id'])),
    );
  });

  test('hears only of what it asked for, as far as its filter and the rights of its maker go', async () => {
    const filter = { field: 'name', op: 'startsWith', value: 'Big' } as const;
    await subscribe({ events: [{ noun: 'company', kinds: ['created'], filter }] });
    const big = await createRecord(seller, company, { name: 'Big One' });
    await createRecord(seller, company, { name: 'Small One' });
    await updateRecord(seller, company, big.id, { name: 'Big Two' });
    await createRecord(seller, deal, { name: 'Big deal' });
    const mayNot = await subscribe({ events: [{ noun: 'importRun', kinds: ['created'] }], role: 'viewer' });
    await system.db.query({
      text: "insert into change (through, noun, record, kind, fields) values ('web', 'importRun', $1, 'created', '{}')",
      values: [big.id],
    });
    await deliver();
    expect(payloads().map(({ type, data }) => [type, data.id])).toEqual([['company.created', big.id]]);
    expect(await deliveries(mayNot.webhook.id)).toEqual([]);
  });

  test('sends no more than its maker and its role both see, whatever either becomes', async () => {
    const role = await createRecord(system, accessRole, {
      ...{ name: 'Shop', base: 'viewer', fieldRights: { company: { website: 'hidden' } } },
    });
    const registry = await readRegistry(system.registry, system.db);
    const maker: Context = { ...(await join('Maro', 'owner')), outgoing, sealers };
    const nobodys = '0190b6f0-0000-7000-8000-00000000dead';
    await expect(subscribe({ role: nobodys }, { ...maker, registry })).rejects.toMatchObject({
      fields: [{ path: 'role', code: 'unknownReference' }],
    });
    await subscribe({ role: role.id }, { ...maker, registry });
    const sent = async (name: string) => {
      receiver.received.length = 0;
      await createRecord(seller, company, { name, website: `https://${name}.example` });
      await drainListeners({ ...system, registry }, webhooksModule.listeners ?? []);
      await work();
      return payloads().map(({ data }) => JSON.stringify(data).includes('.example'));
    };
    expect(await sent('shown')).toEqual([false]);
    // A role that is bound to it makes nobody more than they are.
    await system.db.query({ text: 'update webhook set role = $1', values: ['manager'] });
    expect(await sent('open')).toEqual([true]);
    await updateRecord(system, member, maker.actor.memberId as string, { accessRole: role.id, role: 'viewer' });
    expect(await sent('demoted')).toEqual([false]);
  });

  test('is tried again later and later under the same id and body, then given up, and can be sent again', async () => {
    const { webhook } = await subscribe();
    await createRecord(seller, company, { name: 'Stubborn' });
    receiver.answer = { status: 500, body: 'no\0t now' };
    await deliver();
    const waits: number[] = [];
    for (let turn = 1; turn < 10; turn += 1) {
      const [one] = await deliveries(webhook.id);
      expect(one).toMatchObject({ state: 'waiting', attempts: turn, status: 500 });
      waits.push((Date.parse(one?.nextAt ?? '') - Date.now()) / 1000);
      await hurry();
      await work();
    }
    const wanted = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
    for (const [index, wait] of waits.entries())
      expect(Math.abs(wait / (wanted[index] ?? 1) - 1)).toBeLessThan(index ? 0.12 : 0.8);
    const [dead] = await deliveries(webhook.id);
    expect(dead).toMatchObject({ state: 'dead', attempts: 10, nextAt: null });
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    const detail = await getDeliveryOf(owner, webhook.id, dead?.id ?? '');
    expect(detail.log).toHaveLength(10);
    expect(detail.log[0]).toMatchObject({ status: 500, snippet: 'not now', milliseconds: expect.any(Number) });
    expect(await getWebhook(owner, webhook.id)).toMatchObject({
      dead: 1,
      waiting: 0,
      failingSince: expect.any(String),
    });
    receiver.answer = { status: 200 };
    await replay(owner, webhook.id, dead?.id ?? '');
    await work();
    expect((await deliveries(webhook.id))[0]).toMatchObject({ state: 'delivered', attempts: 1 });
    expect(await getWebhook(owner, webhook.id)).toMatchObject({ dead: 0, failingSince: null });
  });

  test('waits as long as it is asked to by Retry-After', async () => {
    const { webhook } = await subscribe();
    receiver.answer = { status: 429, headers: { 'retry-after': '1000' } };
    await createRecord(seller, company, { name: 'Busy' });
    await deliver();
    const [one] = await deliveries(webhook.id);
    expect(Date.parse(one?.nextAt ?? '') - Date.now()).toBeGreaterThan(990_000);
  });

  test('gets the deliveries of a span again', async () => {
    const { webhook } = await subscribe();
    for (const name of ['A', 'B', 'C']) await createRecord(seller, company, { name });
    await deliver();
    const [last, middle] = await deliveries(webhook.id);
    const span = { from: middle?.at ?? '', to: last?.at ?? '' };
    expect(await replayMany(owner, webhook.id, { ...span, state: 'dead' })).toBe(0);
    expect(await replayMany(owner, webhook.id, { ...span, state: 'all' })).toBeGreaterThanOrEqual(2);
    await work();
    expect(receiver.received.length).toBeGreaterThanOrEqual(5);
  });

  test('is signed with both secrets for a day after a new one was given', async () => {
    const { webhook, secret } = await subscribe();
    const { secret: next, webhook: after } = await rotate(owner, webhook.id);
    expect(after.oldSecretUntil).not.toBeNull();
    await sendTest(owner, webhook.id);
    await work();
    const { body, headers } = receiver.received[0] ?? { body: '', headers: {} };
    expect(JSON.parse(body)).toMatchObject({ type: 'webhook.test' });
    for (const one of [secret, next]) new Verifier(one).verify(body, headers as Record<string, string>);
    await system.db.query({ text: "update webhook set old_secret_until = now() - interval '1 second'" });
    await sendTest(owner, webhook.id);
    await work();
    const later = receiver.received[1];
    expect(() => new Verifier(secret).verify(later?.body ?? '', later?.headers as Record<string, string>)).toThrow();
    expect(JSON.stringify(await getWebhook(owner, webhook.id))).not.toContain('whsec');
  });

  test.each([
    ['http://10.0.0.1/', 'outgoingForbidden'],
    ['http://169.254.169.254/latest/meta-data/', 'outgoingForbidden'],
    ['http://[::ffff:127.0.0.2]/', 'outgoingForbidden'],
    ['ftp://hooks.example/', 'outgoingAddress'],
    ['http://8.8.8.8:22/', 'outgoingPort'],
  ])('can not lead to %s', async (url, code) => {
    await expect(subscribe({ url })).rejects.toMatchObject({ status: 422, fields: [{ path: 'url', code }] });
    const { webhook } = await subscribe();
    await expect(changeWebhook(owner, webhook.id, { url })).rejects.toMatchObject({ status: 422 });
  });

  test('can not ask for nouns and fields that are not there', async () => {
    await expect(subscribe({ events: [{ noun: 'ship', kinds: ['created'] }] })).rejects.toMatchObject({
      fields: [{ path: 'events.0.noun', code: 'unknownNoun' }],
    });
    const filter = { field: 'nothing', op: 'is', value: 1 } as const;
    await expect(subscribe({ events: [{ noun: 'company', kinds: ['created'], filter }] })).rejects.toMatchObject({
      fields: [{ path: expect.stringMatching(/^events\.0\.filter/) }],
    });
  });
});

describe('a webhook is switched off, and its maker told by a task,', () => {
  const tasksNow = () =>
    system.db.query<{ title: string; owner: string | null }>({ text: 'select title, owner from tasks' });
  const clear = () => system.db.query({ text: 'delete from tasks' });

  test('when its address says it is gone', async () => {
    await clear();
    const { webhook } = await subscribe();
    receiver.answer = { status: 410 };
    await createRecord(seller, company, { name: 'Nobody' });
    await deliver();
    expect(await getWebhook(owner, webhook.id)).toMatchObject({ disabledReason: 'gone', waiting: 1 });
    expect(await tasksNow()).toMatchObject([
      { title: expect.stringContaining('127.0.0.1'), owner: owner.actor.memberId },
    ]);
    await expect(sendTest(owner, webhook.id)).rejects.toMatchObject({ status: 409, code: 'webhookInactive' });
    await createRecord(seller, company, { name: 'Missed' });
    await deliver();
    receiver.answer = { status: 200 };
    await changeWebhook(owner, webhook.id, { active: true });
    await hurry();
    await deliver();
    expect(payloads().map(({ data }) => (data.record as { name: string }).name)).toEqual(['Nobody', 'Nobody']);
  });

  test('after days of nothing but failure, and not before', async () => {
    const { webhook } = await subscribe();
    receiver.answer = { status: 500 };
    await createRecord(seller, company, { name: 'Down' });
    await deliver();
    for (const [days, off] of [
      [4, null],
      [6, 'failing'],
    ] as const) {
      await system.db.query({
        text: 'update webhook set failing_since = now() - make_interval(days => $1)',
        values: [days],
      });
      await hurry();
      await work();
      expect(await getWebhook(owner, webhook.id)).toMatchObject({ disabledReason: off });
    }
  });

  test('when whoever made it may act no more, without holding up the others', async () => {
    await clear();
    const leaver = { ...(await join('Vesela', 'owner')), outgoing, sealers };
    const theirs = await subscribe({}, leaver);
    const { webhook } = await subscribe();
    await system.db.query({ text: 'update members set active = false where id = $1', values: [leaver.actor.memberId] });
    await createRecord(seller, company, { name: 'Still told' });
    await deliver();
    expect(await getWebhook(owner, theirs.webhook.id)).toMatchObject({ disabledReason: 'memberGone' });
    expect(await tasksNow()).toMatchObject([{ owner: null }]);
    expect((await deliveries(webhook.id)).map(({ state }) => state)).toEqual(['delivered']);
  });

  test('when its filter fits no more, without holding up the others', async () => {
    const { webhook } = await subscribe();
    await system.db.query({
      text: `update webhook set events = '[{"noun":"company","kinds":["created"],"filter":{"field":"xGone","op":"is","value":1}}]'`,
    });
    const other = await subscribe();
    await createRecord(seller, company, { name: 'Filtered' });
    await deliver();
    expect(await getWebhook(owner, webhook.id)).toMatchObject({ disabledReason: 'badFilter' });
    expect(await deliveries(other.webhook.id)).toHaveLength(1);
    expect((await system.db.query({ text: `select from tasks` })).length).toBeGreaterThan(0);
  });
});

test('a delivery that was under way when its process ended is made by the next, once its time is over', async () => {
  const { webhook } = await subscribe();
  await createRecord(seller, company, { name: 'Interrupted' });
  await drainListeners(system, webhooksModule.listeners ?? []);
  await system.db.query({ text: "update webhook_delivery set next_at = now() + interval '20 seconds'" });
  await work();
  expect(receiver.received).toHaveLength(0);
  await hurry();
  await work();
  expect((await deliveries(webhook.id)).map(({ state }) => state)).toEqual(['delivered']);
});

test('deliveries are listed page by page, forgotten after a month and deleted with their webhook', async () => {
  const { webhook } = await subscribe();
  for (const name of ['A', 'B', 'C']) await createRecord(seller, company, { name });
  await deliver();
  const first = await listDeliveriesOf(owner, webhook.id, { limit: 2 });
  const second = await listDeliveriesOf(owner, webhook.id, { limit: 2, cursor: first.next ?? '' });
  expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
  await expect(listDeliveriesOf(owner, webhook.id, { limit: 2, cursor: 'x' })).rejects.toMatchObject({ status: 422 });
  expect(await deliveries(webhook.id)).toHaveLength(3);
  await system.db.query({ text: "update webhook_delivery set at = now() - interval '31 days'" });
  await sendTest(owner, webhook.id);
  await work();
  expect(await deliveries(webhook.id)).toHaveLength(1);
  await removeWebhook(owner, webhook.id);
  await expect(deliveries(webhook.id)).rejects.toMatchObject({ status: 404 });
  expect(await system.db.query({ text: 'select from webhook_delivery' })).toEqual([]);
});
