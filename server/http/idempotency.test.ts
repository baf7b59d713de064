import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineEndpoint } from '../../shared/contract/endpoint.ts';
import { AppError, type Problem } from '../../shared/errors.ts';
import { type Context, inTransaction } from '../context.ts';
import { useDatabase } from '../testing/database.ts';
import { createEmptyWorkspace } from '../testing/empty-workspace.ts';
import { buildHttpServer, contextOf } from './http-server.factory.ts';
import { forgetOldAnswers, idempotencyDdl } from './idempotency.repository.ts';
import { defineRoute, Reply } from './route.ts';

const database = await useDatabase();
const notes = 'create table notes (id bigint generated always as identity, body text not null)';
const workspace = await createEmptyWorkspace(database, [...idempotencyDdl, ...idempotencyDdl, notes]);
const db = database.workspace(workspace);
const anahitCtx = contextOf('seller', db);
const boris: Context = {
  ...anahitCtx,
  actor: { ...anahitCtx.actor, memberId: '0190b6f0-0000-7000-8000-00000000000b' },
};

const createNote = defineEndpoint({
  ...{ name: 'notes.create', summary: 'Create a note', method: 'POST', path: '/notes' },
  ...{ body: z.strictObject({ body: z.string(), wait: z.int().optional() }), status: 201 },
  response: z.strictObject({ body: z.string(), transaction: z.string() }),
});
const replaceNote = defineEndpoint({
  ...{ name: 'notes.replace', summary: 'Replace a note', method: 'PUT', path: '/notes/{id}' },
  ...{ params: z.strictObject({ id: z.string() }), body: z.strictObject({ body: z.string() }), response: z.unknown() },
});
const create = defineRoute(createNote, 'signedIn', async (ctx, { body }) => {
  const answer = await inTransaction(ctx, async (tx) => {
    await tx.db.query({ text: 'insert into notes (body) values ($1)', values: [body.body] });
    if (body.wait) await tx.db.query({ text: 'select pg_sleep($1)', values: [body.wait / 1000] });
    const [row] = await tx.db.query<{ id: string }>({ text: 'select pg_current_xact_id()::text as id' });
    return { body: body.body, transaction: String(row?.id) };
  });
  if (body.body === 'refuse') throw new AppError(422, 'refused');
  return new Reply(answer, { headers: { etag: '"1"' } });
});
const replace = defineRoute(replaceNote, 'signedIn', async (_ctx, { params }) => params.id);

let acting = anahitCtx;
const http = buildHttpServer({
  routes: [create, replace],
  resolveContext: async () => acting,
  idempotency: { waitMs: 300 },
});
const post = async (key: string, payload: { body: string; wait?: number }) =>
  http.inject({ method: 'POST', url: '/api/v1/notes', payload, headers: { 'idempotency-key': key } });
const countNotes = async () =>
  (await db.query<{ count: number }>({ text: 'select count(*)::int as count from notes' }))[0]?.count;

/** Transactions that hold a lock on the table of keys. */
const lockHolders = async () => {
  const text = `select count(distinct pid)::int as count from pg_locks where relation = 'idempotency'::regclass and mode = 'RowExclusiveLock'`;
  return (await db.query<{ count: number }>({ text }))[0]?.count;
};

beforeEach(async () => {
  acting = anahitCtx;
  await db.query({ text: 'truncate notes, idempotency' });
});

describe('a write with an Idempotency-Key', () => {
  it('is not answered again to another API key of the same person, which may be shown less', async () => {
    await post('narrow', { body: 'All that I may see' });
    for (const keyId of ['a narrow key', 'another']) {
      acting = { ...anahitCtx, keyId };
      const answer = await post('narrow', { body: 'All that I may see' });
      expect([answer.statusCode, answer.json<Problem>().code]).toEqual([422, 'idempotencyKeyReused']);
    }
    acting = { ...anahitCtx, keyId: 'a narrow key' };
    expect((await post('own', { body: 'Mine' })).body).toBe((await post('own', { body: 'Mine' })).body);
    acting = anahitCtx;
  });

  it('happens once; its repetition gets the first answer, headers and all', async () => {
    const first = await post('k1', { body: 'Called Ararat' });
    const again = await post('k1', { body: 'Called Ararat' });
    expect([first.statusCode, again.statusCode]).toEqual([201, 201]);
    expect(again.body).toBe(first.body);
    expect([again.headers.etag, again.headers['content-type']]).toEqual(['"1"', first.headers['content-type']]);
    expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([undefined, 'true']);
    expect(await countNotes()).toBe(1);
  });

  it('commits key, effect and answer together', async () => {
    const { transaction } = (await post('k1', { body: 'a' })).json<{ transaction: string }>();
    const rows = await db.query({
      text: 'select xmin::text as xmin from notes union all select xmin::text from idempotency',
    });
    expect(rows).toEqual([{ xmin: transaction }, { xmin: transaction }]);
  });

  it('refuses another request under the same key', async () => {
    await post('k1', { body: 'a' });
    const other = await post('k1', { body: 'b' });
    expect([other.statusCode, other.json<Problem>().code]).toEqual([422, 'idempotencyKeyReused']);
    expect(await countNotes()).toBe(1);
  });

  it('refuses the same body for another record', async () => {
    const put = (id: string) =>
      http.inject({
        method: 'PUT',
        url: `/api/v1/notes/${id}`,
        payload: { body: 'a' },
        headers: { 'idempotency-key': 'k' },
      });
    expect((await put('1')).statusCode).toBe(200);
    expect((await put('2')).json<Problem>().code).toBe('idempotencyKeyReused');
  });

  it('keeps keys apart by member and by route', async () => {
    await post('k1', { body: 'a' });
    acting = boris;
    expect((await post('k1', { body: 'b' })).statusCode).toBe(201);
    const put = {
      method: 'PUT',
      url: '/api/v1/notes/1',
      payload: { body: 'a' },
      headers: { 'idempotency-key': 'k1' },
    } as const;
    expect((await http.inject(put)).statusCode).toBe(200);
    expect(await countNotes()).toBe(2);
  });

  it('that was refused leaves nothing behind and may be tried again', async () => {
    const refused = await post('k1', { body: 'refuse' });
    expect(refused.json<Problem>().code).toBe('refused');
    expect(await countNotes()).toBe(0);
    expect(await db.query({ text: 'select 1 from idempotency' })).toEqual([]);
    expect((await post('k1', { body: 'accepted' })).statusCode).toBe(201);
  });

  it('sent twice at once happens once: the twin waits for the answer', async () => {
    const answers = await Promise.all([post('k1', { body: 'a', wait: 100 }), post('k1', { body: 'a', wait: 100 })]);
    expect(answers.map((answer) => answer.statusCode)).toEqual([201, 201]);
    expect(answers[0]?.body).toBe(answers[1]?.body);
    expect(await countNotes()).toBe(1);
  });

  it('sent again while the first takes long is told to come back', async () => {
    const slow = post('k1', { body: 'a', wait: 900 });
    await expect.poll(() => lockHolders(), { interval: 20 }).toBe(1);
    const twin = await post('k1', { body: 'a', wait: 900 });
    expect([twin.statusCode, twin.json<Problem>().code, twin.headers['retry-after']]).toEqual([
      409,
      'idempotencyInProgress',
      '1',
    ]);
    expect((await slow).statusCode).toBe(201);
    expect(await countNotes()).toBe(1);
  });

  it('is forgotten after 24 hours', async () => {
    await post('k1', { body: 'a' });
    await post('k2', { body: 'a' });
    await db.query({ text: `update idempotency set at = at - interval '25 hours'` });
    expect((await post('k1', { body: 'b' })).headers['idempotency-replayed']).toBeUndefined();
    expect(await countNotes()).toBe(3);
    await forgetOldAnswers(db);
    expect(await db.query({ text: 'select key from idempotency' })).toEqual([{ key: 'k1' }]);
  });

  it.each(['', 'a b', 'x'.repeat(256)])('refuses the key %j', async (key) => {
    expect((await post(key, { body: 'a' })).json<Problem>().code).toBe('badIdempotencyKey');
    expect(await countNotes()).toBe(0);
  });
});

it('a write without a key happens as often as it is sent', async () => {
  for (let count = 0; count < 2; count++)
    await http.inject({ method: 'POST', url: '/api/v1/notes', payload: { body: 'a' } });
  expect(await countNotes()).toBe(2);
});
