import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, describe, expect, test } from 'vitest';
import { type Browser, openOffice, setUpByArmen, takeIn } from '../../modules/workspace/server/office.factory.ts';
import { createAccount } from '../auth/account.ts';
import { createApiKey } from '../auth/api-key.ts';
import { insertMembership } from '../auth/membership.repository.ts';
import { insertWorkspace } from '../auth/workspace.repository.ts';
import mcp from '../cli/commands/mcp.ts';
import { serverModules } from '../modules.ts';
import { bundle } from '../testing/child-process.ts';
import { runCommand, urlOf } from '../testing/command-line.ts';
import { addWorkspace } from '../testing/workspace.ts';

const office = await openOffice(serverModules);
const armen = await setUpByArmen(office);
const open: Client[] = [];
afterAll(async () => {
  for (const client of open) await client.close();
});

const hire = async (name: string, role: string) => {
  const email = `${name.toLowerCase()}@ararat.am`;
  await takeIn(armen, name, role, email);
  const browser = office.browser();
  await browser.signIn(email, `${email} plum 1`);
  return browser;
};
const keyOf = async (browser: Browser, readOnly = false) => {
  const { body } = await browser.send('POST', '/api/v1/api-keys', { name: 'assistant', days: 1, readOnly });
  return String(body.key);
};

/** The SDK's own client, speaking to the server without a socket. */
async function assistant(key: string): Promise<Client> {
  const program = office.program(key);
  const fetch = async (url: string | URL, init: RequestInit = {}) => {
    const { pathname } = new URL(url);
    const headers = Object.fromEntries(new Headers(init.headers));
    const answer =
      init.method === 'POST'
        ? await program.send('POST', pathname, JSON.parse(String(init.body)) as object, headers)
        : await program.get(pathname);
    const type = String(answer.headers['content-type'] ?? 'application/json');
    const body = answer.status === 202 ? null : answer.text;
    return new Response(body, { status: answer.status, headers: { 'content-type': type } });
  };
  const client = new Client({ name: 'test', version: '1' });
  const transport = new StreamableHTTPClientTransport(new URL('https://crm.example.org/api/mcp'), { fetch });
  await client.connect(transport as Parameters<typeof client.connect>[0]);
  open.push(client);
  return client;
}
async function call(client: Client, name: string, args: object = {}) {
  const result = await client.callTool({ name, arguments: args as Record<string, unknown> });
  const [content] = result.content as { text: string }[];
  return {
    failed: result.isError === true,
    ...(JSON.parse(content?.text ?? '{}') as Record<string, unknown>),
  } as Record<string, unknown> & { failed: boolean };
}
const names = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name);

const anna = await hire('Anna', 'seller');
const vera = await hire('Vera', 'viewer');
const owner = await assistant(await keyOf(armen));
const seller = await assistant(await keyOf(anna));
const viewer = await assistant(await keyOf(vera));

describe('an assistant', () => {
  test('finds, reads, writes and adds up in the name of who owns its key', async () => {
    const made = await call(seller, 'create_record', { noun: 'companies', values: { name: 'Արարատ Շին' } });
    expect(made).toMatchObject({ failed: false, name: 'Արարատ Շին', version: 1 });
    expect(await call(seller, 'search_records', { query: 'ararat', nouns: ['companies'] })).toMatchObject({
      results: [{ noun: 'company', records: [{ id: made.id }] }],
    });
    const deal = await call(seller, 'create_record', {
      noun: 'deal',
      values: { name: 'Bricks', company: made.id, amount: { amount: '120.5', currency: 'EUR' } },
    });
    expect(
      await call(seller, 'update_record', { noun: 'deal', id: deal.id, values: { name: 'Bricks and lime' } }),
    ).toMatchObject({
      name: 'Bricks and lime',
      version: 2,
    });
    const listed = await call(seller, 'list_records', {
      noun: 'deal',
      filter: { field: 'company.name', op: 'contains', value: 'Արարատ' },
      fields: ['name'],
      expand: ['company'],
    });
    expect(listed).toMatchObject({ items: [{ id: deal.id, name: 'Bricks and lime' }], next: null });
    const read = await call(seller, 'get_record', { noun: 'deal', id: deal.id, expand: ['*'] });
    expect(read).toMatchObject({ company: { label: 'Արարատ Շին' }, owner: { label: 'Anna' } });
    const sums = await call(seller, 'aggregate_records', {
      noun: 'deal',
      group: [{ field: 'status' }],
      measures: [{ op: 'count' }, { op: 'sum', field: 'amount' }],
    });
    expect(sums).toMatchObject({ groups: [{ keys: ['open'] }] });
    expect(await call(seller, 'log_note', { body: 'Called', deal: deal.id })).toMatchObject({ body: 'Called' });
    expect(await call(seller, 'create_task', { title: 'Call again', deal: deal.id })).toMatchObject({
      title: 'Call again',
    });
    const { body } = await armen.get(`/api/v1/deals/${deal.id}/changes`);
    expect((body.items as unknown as { through: string }[]).map(({ through }) => through)).toEqual(['api', 'api']);
  });

  test('learns what there is and what each field takes', async () => {
    const { nouns } = (await call(seller, 'describe_nouns')) as unknown as { nouns: Record<string, unknown>[] };
    expect(nouns.find(({ noun }) => noun === 'deal')).toMatchObject({
      plural: 'deals',
      mayCreate: true,
      called: expect.any(String),
    });
    expect(nouns.find(({ noun }) => noun === 'pipeline')).toMatchObject({ mayCreate: false });
    expect(nouns.find(({ noun }) => noun === 'importRun')).toBeUndefined();
    const { fields } = (await call(seller, 'describe_noun', { noun: 'task' })) as unknown as {
      fields: Record<string, unknown>[];
    };
    expect(fields.find(({ name }) => name === 'priority')).toMatchObject({
      kind: 'choice',
      options: expect.any(Array),
    });
    for (const tool of (await seller.listTools()).tools)
      expect(tool).toMatchObject({ inputSchema: { type: 'object' }, description: expect.any(String) });
  });

  test('reads records and nouns as resources', async () => {
    const { id } = await call(owner, 'create_record', { noun: 'company', values: { name: 'Lori' } });
    const { contents } = await seller.readResource({ uri: `rapport://company/${id}` });
    expect(JSON.parse((contents[0] as { text: string }).text)).toMatchObject({ name: 'Lori' });
    expect((await seller.listResources()).resources.map(({ uri }) => uri)).toContain('rapport://deal');
    expect((await seller.listResourceTemplates()).resourceTemplates).toHaveLength(1);
    const { contents: noun } = await seller.readResource({ uri: 'rapport://deal' });
    expect(JSON.parse((noun[0] as { text: string }).text)).toMatchObject({ noun: 'deal' });
    for (const uri of ['rapport://importRun', 'rapport://nothing', `rapport://deal/${id}`, 'file:///etc/passwd'])
      await expect(seller.readResource({ uri })).rejects.toThrow();
  });

  test('is told which input is at fault and what would mend it', async () => {
    expect(
      await call(seller, 'create_record', { noun: 'company', values: { industry: 'retail', colour: 'red' } }),
    ).toMatchObject({
      failed: true,
      code: 'invalid',
      fields: expect.arrayContaining([expect.objectContaining({ path: 'colour', message: 'There is no such field.' })]),
    });
    expect(await call(seller, 'get_record', { noun: 'deal', id: 'no' })).toMatchObject({
      failed: true,
      fields: [{ path: 'id' }],
    });
    expect(await call(seller, 'list_records', { noun: 'deal', limit: 5000 })).toMatchObject({
      failed: true,
      fields: [{ path: 'limit' }],
    });
    expect(await call(seller, 'list_records', { noun: 'ship' })).toMatchObject({ failed: true, code: 'unknownNoun' });
    expect(
      await call(seller, 'list_records', { noun: 'deal', filter: { field: 'name', op: 'lessThan', value: 1 } }),
    ).toMatchObject({ failed: true, code: 'invalid' });
    await expect(call(seller, 'drop_tables')).rejects.toThrow('There is no tool drop_tables');
  });

  test('is told when an answer would be longer than anybody can read', async () => {
    const description = 'long '.repeat(9000);
    for (const name of ['Long A', 'Long B', 'Long C'])
      await call(owner, 'create_record', { noun: 'company', values: { name, description } });
    expect(await call(owner, 'list_records', { noun: 'company', search: 'Long' })).toMatchObject({
      failed: true,
      code: 'answerTooLong',
    });
    expect(await call(owner, 'list_records', { noun: 'company', search: 'Long', fields: ['name'] })).toMatchObject({
      failed: false,
    });
  });
});

describe('rights', () => {
  test('are those of the key’s owner', async () => {
    const { id } = await call(owner, 'create_record', { noun: 'deal', values: { name: 'Of Armen' } });
    const change = { noun: 'deal', id, values: { name: 'Taken' } };
    for (const client of [seller, viewer])
      expect(await call(client, 'update_record', change)).toMatchObject({ failed: true, code: 'forbidden' });
    expect(await call(viewer, 'log_note', { body: 'x' })).toMatchObject({ failed: true, code: 'forbidden' });
    expect(await call(seller, 'list_records', { noun: 'importRun' })).toMatchObject({
      failed: true,
      code: 'unknownNoun',
    });
    expect(await call(owner, 'list_records', { noun: 'importRun' })).toMatchObject({ failed: false });
    expect(await call(owner, 'get_record', { noun: 'deal', id })).toMatchObject({ name: 'Of Armen', version: 1 });
  });

  test('of a key that only reads are to read only, here and everywhere', async () => {
    const key = await keyOf(armen, true);
    const reader = await assistant(key);
    expect(await names(reader)).toEqual([
      'search_records',
      'list_records',
      'get_record',
      'aggregate_records',
      'describe_nouns',
      'describe_noun',
    ]);
    await expect(call(reader, 'create_record', { noun: 'company', values: { name: 'x' } })).rejects.toThrow(
      'There is no tool',
    );
    expect(await call(reader, 'list_records', { noun: 'deal' })).toMatchObject({ failed: false });
    const program = office.program(key);
    expect((await program.get('/api/v1/companies')).status).toBe(200);
    for (const path of ['/api/v1/companies', '/api/v1/companies/bulk', '/api/v1/webhooks', '/api/v1/custom-fields'])
      expect(await program.send('POST', path, { name: 'x' })).toMatchObject({ status: 403, code: 'readOnlyKey' });
  });

  test('of one workspace are nothing in another', async () => {
    const { id } = await call(owner, 'create_record', { noun: 'company', values: { name: 'Secret of Ararat' } });
    const { workspace, join } = await addWorkspace(office.database, office.registry);
    await insertWorkspace(office.database.control, workspace);
    const { actor } = await join('Mallory', 'owner');
    const wish = { email: 'mallory@example.org', name: 'Mallory', password: 'eight quinces' };
    const account = await createAccount(office.database.control, wish);
    await insertMembership(office.database.control, account.id, workspace.id, actor.memberId ?? '');
    const holder = { accountId: account.id, workspaceId: workspace.id };
    const { key } = await createApiKey(office.database.control, holder, { name: 'hers', days: 1 });
    const mallory = await assistant(key);
    expect(await call(mallory, 'get_record', { noun: 'company', id })).toMatchObject({
      failed: true,
      code: 'notFound',
    });
    expect(await call(mallory, 'search_records', { query: 'Secret' })).toEqual({ failed: false, results: [] });
  });

  test('come by a key alone: no cookie and no bad key opens the door', async () => {
    const hello = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
    const headers = { accept: 'application/json, text/event-stream' };
    expect((await armen.send('POST', '/api/mcp', hello, headers)).status).toBe(401);
    expect((await office.browser().send('POST', '/api/mcp', hello, headers)).status).toBe(401);
    expect((await office.program('rapport_x').send('POST', '/api/mcp', hello, headers)).status).toBe(401);
    expect((await office.program('x').get('/api/mcp')).status).toBe(404);
  });
});

describe('over stdio', () => {
  const pipe = async (key: string) =>
    new StdioClientTransport({
      command: process.execPath,
      args: [await bundle(new URL('../cli/rapport.ts', import.meta.url)), 'mcp'],
      env: { PATH: process.env.PATH ?? '', DATABASE_URL: urlOf(office.database.connection), RAPPORT_API_KEY: key },
      stderr: 'ignore',
    });

  test('the same tools serve a program of its own, for as long as the key is good', async () => {
    const made = await anna.send('POST', '/api/v1/api-keys', { name: 'laptop', days: 1 });
    const client = new Client({ name: 'laptop', version: '1' });
    await client.connect(await pipe(String(made.body.key)));
    open.push(client);
    expect(await names(client)).toEqual(await names(seller));
    const { id } = await call(client, 'create_record', { noun: 'company', values: { name: 'Lori Dairy' } });
    expect((await anna.get(`/api/v1/companies/${id}/changes`)).body.items).toEqual([
      expect.objectContaining({ kind: 'created', through: 'api' }),
    ]);
    const theirs = await call(owner, 'create_record', { noun: 'deal', values: { name: 'Of Armen' } });
    expect(await call(client, 'update_record', { noun: 'deal', id: theirs.id, values: { name: 'x' } })).toMatchObject({
      code: 'forbidden',
    });
    await anna.send('DELETE', `/api/v1/api-keys/${made.body.id}`);
    await expect(call(client, 'get_record', { noun: 'company', id })).rejects.toThrow('notSignedIn');
  });

  test('a key that is none opens nothing', async () => {
    const told = (key: string) => {
      const settings = { DATABASE_URL: urlOf(office.database.connection), RAPPORT_API_KEY: key };
      return runCommand([mcp], settings, 'mcp');
    };
    expect(await told('rapport_x')).toMatchObject({
      code: 77,
      out: '',
      err: expect.stringContaining('no longer, good'),
    });
    expect(await told('')).toMatchObject({ code: 64, out: '', err: expect.stringContaining('rapport apikey create') });
  });
});
