import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineEndpoint } from '../../shared/contract/endpoint.ts';
import { replyWithFile } from './file-reply.ts';
import { buildHttpServer } from './http-server.factory.ts';
import { defineRoute, uploadOf } from './route.ts';

const upload = { maxBytes: 100_000 };
const receive = defineEndpoint({
  ...{ name: 'imports.upload', summary: 'Upload a file', method: 'POST', path: '/imports', upload },
  ...{ body: z.strictObject({ object: z.enum(['deals', 'people']) }), response: z.unknown() },
});
const ignore = defineEndpoint({
  ...{ name: 'imports.ignore', summary: 'Ignore a file', method: 'POST', path: '/ignored', upload },
  response: z.unknown(),
});
const echo = defineEndpoint({
  ...{ name: 'files.echo', summary: 'Echo a file', method: 'POST', path: '/echo', upload, download: true },
  response: z.unknown(),
});
const http = buildHttpServer({
  routes: [
    defineRoute(receive, 'signedIn', async (_ctx, input) => {
      const { filename, contentType, content } = uploadOf(input);
      let bytes = 0;
      for await (const chunk of content) bytes += (chunk as Buffer).length;
      return { filename, contentType, bytes, object: input.body.object };
    }),
    defineRoute(ignore, 'signedIn', async () => 'ignored'),
    defineRoute(echo, 'signedIn', async (_ctx, input) => {
      const { filename, content } = uploadOf(input);
      const chunks: Buffer[] = [];
      for await (const chunk of content) chunks.push(chunk as Buffer);
      return replyWithFile(Readable.from(chunks), filename, 'text/csv');
    }),
  ],
});
let base = '';
beforeAll(async () => {
  base = await http.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => http.close());

const send = async (path: string, file: File | null, fields: Record<string, string> = {}, headers = {}) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  if (file) form.append('file', file);
  return fetch(`${base}/api/v1${path}`, { method: 'POST', body: form, headers });
};
const fileOf = (bytes: number, name = 'pipeline.csv') => new File(['x'.repeat(bytes)], name, { type: 'text/csv' });

describe('an upload', () => {
  it('hands the file over with its name, type and fields', async () => {
    const answer = await send('/imports', fileOf(90_000), { object: 'deals' });
    const file = { filename: 'pipeline.csv', contentType: 'text/csv', bytes: 90_000, object: 'deals' };
    expect(await answer.json()).toEqual(file);
  });

  it('is stopped at its limit', async () => {
    const answer = await send('/imports', fileOf(100_001), { object: 'deals' });
    const problem = { code: 'fileTooLarge', params: { maxBytes: 100_000 } };
    expect([answer.status, await answer.json()]).toEqual([413, expect.objectContaining(problem)]);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\temp\\сделки.csv', 'сделки.csv'],
    ['invoice\u202Egpj.exe', 'invoicegpj.exe'],
  ])('named %j is called %j', async (name, plain) => {
    const answer = await send('/imports', fileOf(1, name), { object: 'deals' });
    expect((await answer.json()) as object).toMatchObject({ filename: plain });
  });

  it('has its fields checked like any body', async () => {
    const answer = await send('/imports', fileOf(1), { object: 'secrets', tenant: '2' });
    expect((await answer.json()) as object).toMatchObject({
      code: 'invalid',
      fields: [
        { path: 'object', code: 'notAnOption' },
        { path: 'tenant', code: 'unknownProperty' },
      ],
    });
  });

  it('without a file, or that is no form, is refused', async () => {
    const missing = await send('/imports', null, { object: 'deals' });
    expect([missing.status, await missing.json()]).toEqual([422, expect.objectContaining({ code: 'fileMissing' })]);
    const json = await fetch(`${base}/api/v1/imports`, {
      ...{ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
    });
    expect([json.status, await json.json()]).toEqual([415, expect.objectContaining({ code: 'unsupportedMediaType' })]);
  });

  it('can not be repeated by key', async () => {
    const answer = await send('/imports', fileOf(1), { object: 'deals' }, { 'idempotency-key': 'k' });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      expect.objectContaining({ code: 'idempotencyNotSupported' }),
    ]);
  });

  it('left unread does not block what follows', async () => {
    for (let count = 0; count < 5; count++) {
      const answer = await send('/ignored', fileOf(99_000));
      expect(await answer.json()).toBe('ignored');
    }
  });
});

it('a file goes out to be saved, under its true name', async () => {
  const answer = await send('/echo', fileOf(3, 'Գործ 1.csv'));
  const disposition = 'attachment; filename="____ 1.csv"; filename*=UTF-8\'\'%D4%B3%D5%B8%D6%80%D5%AE%201.csv';
  expect(answer.headers.get('content-disposition')).toBe(disposition);
  expect([answer.headers.get('content-type'), await answer.text()]).toEqual(['text/csv', 'xxx']);
});

it('no file name breaks out of its header', () => {
  const { headers } = replyWithFile(Readable.from([]), 'a"; filename="b.exe\r\nSet-Cookie: x=1', 'text/csv');
  const disposition = String(headers['content-disposition']);
  expect(disposition).toMatch(/^attachment; filename="[\w ;=.:-]*"; filename\*=UTF-8''[\w%.-]*$/);
});
