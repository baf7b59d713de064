import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { isPublicAddress } from './addresses.ts';
import { readAllowance } from './allowance.ts';
import type { Lookup } from './guarded-connector.ts';
import { createOutgoingClient, type OutgoingClient } from './outgoing-client.ts';

/** A machine inside the walls, and what it was asked. */
const asked: IncomingMessage[] = [];
const bodies: string[] = [];
let answer = (_request: IncomingMessage, response: ServerResponse) => void response.end('secret');
const inside = createServer((request, response) => {
  asked.push(request);
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    bodies.push(Buffer.concat(chunks).toString());
    answer(request, response);
  });
});
await new Promise<void>((done) => inside.listen(0, '127.0.0.1', done));
const { port } = inside.address() as AddressInfo;
const clients: OutgoingClient[] = [];
const client = (allow = '', lookup?: Lookup) => {
  const allowance = readAllowance(allow);
  if (!allowance) throw new Error(`No allowance: ${allow}`);
  const made = createOutgoingClient({ allowance, ...(lookup ? { lookup } : {}) });
  clients.push(made);
  return made;
};
afterAll(async () => {
  for (const one of clients) await one.close();
  inside.closeAllConnections();
  await new Promise((done) => inside.close(done));
});
const local = (path = '') => `http://127.0.0.1:${port}${path}`;
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'sent',
    (error: Error & { code?: string }) => error.code ?? error.message,
  );
const answering = (reply: typeof answer) => {
  answer = reply;
  asked.length = 0;
  bodies.length = 0;
};

describe('without an allowance', () => {
  test.each([
    '127.0.0.1',
    'localhost',
    'localhost.',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '017700000001',
    '127.1',
    '127。0。0。1',
    '①②⑦.0.0.1',
    '0',
    '0.0.0.0',
    '[::]',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[2002:7f00:1::]',
    '[::ffff:0:7f00:1]',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '[::ffff:169.254.169.254]',
    '[fd00:ec2::254]',
    '[fe80::1]',
    '168.63.129.16',
    '100.100.100.200',
    '192.0.0.192',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
  ])('nothing goes to %s', async (host) => {
    answering((_request, response) => void response.end('secret'));
    for (const scheme of ['http', 'https'])
      for (const at of [`:${port}`, ''])
        expect(await code(client().send({ url: `${scheme}://${host}${at}/` }))).toBe('outgoingForbidden');
    expect(asked).toEqual([]);
  });

  test.each([
    ['file:///etc/passwd', 'outgoingAddress'],
    ['ftp://example.org/', 'outgoingAddress'],
    ['gopher://127.0.0.1:25/', 'outgoingAddress'],
    ['javascript:alert(1)', 'outgoingAddress'],
    ['http://anahit:secret@example.org/', 'outgoingAddress'],
    ['http://[fe80::1%25eth0]/', 'outgoingAddress'],
    ['hooks', 'outgoingAddress'],
    ['http://198.51.100.7:25/', 'outgoingForbidden'],
    ['http://8.8.8.8:25/', 'outgoingPort'],
    ['http://8.8.8.8:6379/', 'outgoingPort'],
  ])('%s is refused as %s', async (url, expected) => {
    expect(await code(client().send({ url }))).toBe(expected);
    expect(await code(client().check(url))).toBe(expected);
  });

  test('a name is refused that leads inside, alone or among public addresses, or that nobody knows', async () => {
    const lookups: [Lookup, string][] = [
      [async () => ['10.1.2.3'], 'outgoingForbidden'],
      [async () => ['93.184.215.14', '127.0.0.1'], 'outgoingForbidden'],
      [async () => ['::ffff:127.0.0.1'], 'outgoingForbidden'],
      [async () => ['not an address'], 'outgoingForbidden'],
      [async () => [], 'outgoingUnknownHost'],
      [() => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })), 'outgoingUnknownHost'],
    ];
    for (const [lookup, expected] of lookups)
      expect(await code(client('', lookup).send({ url: 'http://hooks.example/' }))).toBe(expected);
  });

  test('a name that answers otherwise the second time gains nothing', async () => {
    answering((_request, response) => void response.end('secret'));
    const answers = [['93.184.215.14'], ['127.0.0.1'], ['127.0.0.1']];
    const rebinding = client('', async () => answers.shift() ?? []);
    expect(await code(rebinding.check('http://hooks.example/'))).toBe('sent');
    expect(await code(rebinding.send({ url: `http://hooks.example:8080/` }))).toBe('outgoingForbidden');
    expect(asked).toEqual([]);
  });
});

describe('an allowance', () => {
  test('opens named hosts and networks at any port, and what is asked is asked of the checked address', async () => {
    answering((_request, response) => void response.end('hello'));
    let lookups = 0;
    const named = client('hooks.office', async () => {
      lookups += 1;
      return ['127.0.0.1'];
    });
    const { status, body } = await named.send({
      url: `http://hooks.office:${port}/a?b=1`,
      method: 'POST',
      body: 'données',
    });
    expect([status, body.toString(), lookups]).toEqual([200, 'hello', 1]);
    expect([asked[0]?.headers.host, asked[0]?.url, bodies[0]]).toEqual([`hooks.office:${port}`, '/a?b=1', 'données']);
    expect((await client('127.0.0.0/8').send({ url: local() })).status).toBe(200);
    expect((await client('127.0.0.1').send({ url: `http://[::ffff:127.0.0.1]:${port}/` })).status).toBe(200);
    expect(await code(client('hooks.office').send({ url: local() }))).toBe('outgoingForbidden');
    expect(await code(client('127.0.0.2/32').send({ url: local() }))).toBe('outgoingForbidden');
    expect(await code(client('office').send({ url: `http://hooks.office:${port}/` }))).not.toBe('sent');
  });

  test.each(['10.0.0.0/99', '999.1.1.1', 'a b', 'http://a', '*', '1.2.3', '[::1]'])('can not be %j', (text) => {
    expect(readAllowance(text)).toBeNull();
  });

  test('may be empty, and may name hosts, addresses and networks of both kinds', () => {
    expect(readAllowance('')).toMatchObject({ networks: [] });
    expect(readAllowance(' localhost, 10.0.0.0/8 ,::1,fd00::/8,Hooks.Office ')).toMatchObject({
      hosts: new Set(['localhost', 'hooks.office']),
      networks: { length: 3 },
    });
  });
});

describe('a redirect', () => {
  test('is an answer unless asked to be followed, and never of a POST', async () => {
    answering((_request, response) => void response.writeHead(302, { location: '/next' }).end());
    const open = client('127.0.0.1');
    expect((await open.send({ url: local() })).status).toBe(302);
    expect((await open.send({ url: local(), method: 'POST', body: 'x', redirects: 3 })).status).toBe(302);
    expect(await code(open.send({ url: local(), redirects: 2 }))).toBe('outgoingTooManyRedirects');
    expect(asked).toHaveLength(5);
  });

  test.each([
    'http://127.0.0.2:1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:10.0.0.1]/',
    'http://2852039166/',
    '//10.0.0.1/',
  ])('into %s is refused', async (location) => {
    answering((_request, response) => void response.writeHead(307, { location }).end());
    expect(await code(client('127.0.0.1/32').send({ url: local(), redirects: 5 }))).toBe('outgoingForbidden');
  });

  test.each(['file:///etc/passwd', 'http://a:b@127.0.0.1/', 'http://['])('to %s is no address', async (location) => {
    answering((_request, response) => void response.writeHead(301, { location }).end());
    expect(await code(client('127.0.0.1').send({ url: local(), redirects: 5 }))).toBe('outgoingAddress');
  });

  test('to another origin takes no credentials along', async () => {
    answering((request, response) => {
      if (request.url === '/') response.writeHead(302, { location: `http://hooks.office:${port}/end` }).end();
      else response.end('end');
    });
    const headers = { authorization: 'Bearer x', cookie: 'a=b', 'x-api-key': 'k', accept: 'text/plain' };
    const open = client('127.0.0.1,hooks.office', async () => ['127.0.0.1']);
    const { body, url } = await open.send({ url: local('/'), headers, redirects: 1 });
    expect([body.toString(), url]).toEqual(['end', `http://hooks.office:${port}/end`]);
    expect(asked[0]?.headers).toMatchObject(headers);
    expect(asked[1]?.headers.accept).toBe('text/plain');
    for (const name of ['authorization', 'cookie', 'x-api-key']) expect(asked[1]?.headers).not.toHaveProperty(name);
  });
});

describe('an answer', () => {
  test('is read so far and no further', async () => {
    answering((_request, response) => void response.end('x'.repeat(5000)));
    const open = client('127.0.0.1');
    expect(await code(open.send({ url: local(), maxBytes: 4999 }))).toBe('outgoingTooLarge');
    expect((await open.send({ url: local(), maxBytes: 100, cut: true })).body).toHaveLength(100);
    expect((await open.send({ url: local(), maxBytes: 5000 })).body).toHaveLength(5000);
  });

  test('that does not end is not waited for, head or body', async () => {
    for (const reply of [
      () => undefined,
      (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(200).write('x'),
    ]) {
      answering(reply);
      expect(await code(client('127.0.0.1').send({ url: local(), timeout: 60 }))).toBe('outgoingTimeout');
    }
  });

  test('that breaks off, is no HTTP or is never given is told apart', async () => {
    answering((_request, response) => void response.socket?.destroy());
    const open = client('127.0.0.1');
    expect(await code(open.send({ url: local() }))).toBe('outgoingBroken');
    expect(await code(open.send({ url: local().replace('http', 'https') }))).toBe('outgoingCertificate');
    const babbler = createSocketServer((socket) => void socket.resume().end('220 mail ready\r\n'));
    await new Promise<void>((done) => babbler.listen(0, '127.0.0.1', done));
    const { port: other } = babbler.address() as AddressInfo;
    expect(await code(open.send({ url: `http://127.0.0.1:${other}/` }))).toBe('outgoingBroken');
    await new Promise((done) => babbler.close(done));
    expect(await code(open.send({ url: `http://127.0.0.1:${other}/` }))).toBe('outgoingUnreachable');
  });

  test('is waited for no longer once the caller gives up', async () => {
    answering(() => undefined);
    const giveUp = new AbortController();
    const sending = client('127.0.0.1').send({ url: local(), signal: giveUp.signal });
    giveUp.abort(new Error('going home'));
    expect(await code(sending)).toBe('going home');
  });
});

test('the public internet is what is left when all else is taken away', () => {
  for (const address of ['8.8.8.8', '93.184.215.14', '2606:4700::1111', '::ffff:8.8.8.8']) {
    expect([address, isPublicAddress(address)]).toEqual([address, true]);
  }
});
