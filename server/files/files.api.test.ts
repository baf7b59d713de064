import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  type Browser,
  files,
  openOffice,
  setUpByArmen,
  takeIn,
} from '../../modules/workspace/server/office.factory.ts';
import type { FoundFile } from '../../shared/contract/file-search.api.ts';
import { createWorkspaceWithOwner } from '../auth/set-up.ts';
import { listWorkspaces } from '../auth/workspace.repository.ts';
import { systemContext } from '../context.ts';
import { prepareJobs } from '../jobs/worker-schema.ts';
import { migrateWorkspace } from '../metadata/migrate.ts';
import { readRegistry } from '../metadata/registries.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import { newId } from '../records/uuid.ts';
import { clearFiles } from './clear-files.ts';
import { uploadFile } from './file-service.ts';
import { countUnreadable } from './text/file-text.repository.ts';
import { readFiles } from './text/read-job.ts';
import { searchFiles } from './text/search-files.ts';

const office = await openOffice(serverModules);
const { database, registry } = office;
await prepareJobs(database, { info: () => undefined, warn: () => undefined, error: console.error });
let armen: Browser;
let seller: Browser;
let viewer: Browser;
let stranger: Browser;
const field = 'xPapers';
beforeAll(async () => {
  armen = await setUpByArmen(office);
  await takeIn(armen, 'Nare Sargsyan', 'seller', 'nare@ararat.am');
  await takeIn(armen, 'Vera Lang', 'viewer', 'vera@ararat.am');
  [seller, viewer, stranger] = [office.browser(), office.browser(), office.browser()];
  await seller.signIn('nare@ararat.am', 'nare@ararat.am plum 1');
  await viewer.signIn('vera@ararat.am', 'vera@ararat.am plum 1');
  const owner = { name: 'Mallory', email: 'mallory@example.org', password: 'eight quinces' };
  const workspace = { name: 'Mallory Ltd', language: 'en', currency: 'EUR', timeZone: 'Europe/Sofia' } as const;
  const migrate = (address: { id: string; schema: string }) => migrateWorkspace(database, address, registry);
  await createWorkspaceWithOwner({ database, registry, migrate }, { workspace, owner });
  await stranger.signIn(owner.email, owner.password);
  for (const who of [armen, stranger])
    await who.send('POST', '/api/v1/custom-fields', { noun: 'company', kind: 'files', label: { en: 'Papers' } });
});

const boundary = 'rapport-files';
function send(who: Browser, path: string, name: string, content: string | Buffer, type = 'image/png'): Promise<Answer> {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return who.send('POST', path, body, { 'content-type': `multipart/form-data; boundary=${boundary}` });
}
const idOf = ({ body }: Answer) => String(body.id);
const upload = (who: Browser, name: string, content: string | Buffer) => send(who, '/api/v1/files', name, content);
const company = (who: Browser, papers: readonly unknown[]) =>
  who.send('POST', '/api/v1/companies', { name: 'Ararat Stone', [field]: papers });
const content = (who: Browser, id: string, version = '') => who.get(`/api/v1/files/${id}/content${version}`);

describe('an upload', () => {
  it('is refused to who is nobody, only reads, or sends too much, and leaves nothing', async () => {
    expect((await upload(office.browser(), 'a.txt', 'x')).status).toBe(401);
    expect((await upload(viewer, 'a.txt', 'x')).status).toBe(403);
    expect(await upload(armen, 'a.txt', Buffer.alloc(1_000_001))).toMatchObject({ status: 413, code: 'fileTooLarge' });
    expect(readdirSync(files.stagingFolder)).toEqual([]);
  });

  it('is the uploader’s alone until a record has it', async () => {
    const made = await upload(seller, '../../etc/contract.txt', 'agreed');
    expect([made.status, made.body]).toEqual([
      201,
      { id: expect.any(String), name: 'contract.txt', type: 'text/plain', size: 6, version: 1 },
    ]);
    const id = idOf(made);
    expect((await content(seller, id)).text).toBe('agreed');
    for (const who of [armen, viewer, stranger]) {
      expect((await content(who, id)).status).toBe(404);
      expect((await who.get(`/api/v1/files/${id}/versions`)).status).toBe(404);
    }
    for (const who of [armen, stranger]) {
      const refused = await company(who, [id]);
      expect([refused.status, refused.body.fields]).toEqual([422, [{ path: `${field}.0`, code: 'fileMissing' }]]);
    }
  });

  it.each([
    ['page.html', '<html><script>alert(1)</script></html>', 'text/plain', 'text/plain; charset=utf-8'],
    ['a.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'text/plain', 'text/plain; charset=utf-8'],
    [
      'run.exe',
      Buffer.from('4d5a90000300000004000000ffff0000', 'hex'),
      'application/x-msdownload',
      'application/octet-stream',
    ],
    [
      'photo.exe',
      Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
      'image/png',
      'image/png',
    ],
    ['x.pdf', '%PDF-1.7\n%x', 'application/pdf', 'application/pdf'],
    ['noise.txt', Buffer.from([1, 2, 0, 255]), 'application/octet-stream', 'application/octet-stream'],
  ])('%s is what its content says, is given out to be saved, and can do nothing', async (name, bytes, type, served) => {
    const made = await upload(seller, name, bytes);
    expect(made.body).toMatchObject({ name, type });
    const { headers } = await content(seller, idOf(made));
    expect(headers).toMatchObject({
      'content-type': served,
      'content-disposition': expect.stringMatching(/^attachment; /),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    });
  });
});

describe('a file whose name says what it is not', () => {
  const program = Buffer.from('4d5a90000300000004000000ffff0000', 'hex');
  const picture = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
  const refused = { status: 422, code: 'fileNotAsNamed' };

  it('is refused, as a new one and as a version, and leaves nothing', async () => {
    const wrong: readonly (readonly [string, string | Buffer])[] = [
      ...(['invoice.pdf', 'photo.JPG', 'offer.docx', 'list.csv', 'notes.txt', 'call.mp3', 'all.zip'] as const).map(
        (name) => [name, program] as const,
      ),
      ['page.png', '<html><script>alert(1)</script></html>'],
      ['invoice.pdf', picture],
      ['page.html', picture],
    ];
    for (const [name, bytes] of wrong) expect([name, await upload(seller, name, bytes)]).toMatchObject([name, refused]);
    const id = idOf(await upload(armen, 'honest.txt', 'one'));
    await company(armen, [id]);
    expect(await send(armen, `/api/v1/files/${id}/versions`, 'honest.txt', program)).toMatchObject(refused);
    expect((await content(armen, id)).text).toBe('one');
    expect(readdirSync(files.stagingFolder)).toEqual([]);
  });

  it('is not one whose picture is of another sort, whose text is in an old encoding, or of whose name nothing is expected', async () => {
    const fine: readonly (readonly [string, string | Buffer])[] = [
      ['photo.jpg', picture],
      ['Список.csv', Buffer.from([0xc8, 0xe2, 0xe0, 0xed, 0x3b, 0x31])],
      ['tool.exe', program],
      ['drawing.dwg', picture],
      ['README', 'read me'],
    ];
    for (const [name, bytes] of fine) expect([name, (await upload(seller, name, bytes)).status]).toEqual([name, 201]);
  });
});

describe('a file of a record', () => {
  it('is read by who reads the record, changed by who changes it, and nothing in another workspace', async () => {
    const id = idOf(await upload(armen, 'plan.txt', 'first'));
    const made = await company(armen, [{ id, name: 'forged.exe', size: 1 }]);
    expect(made.body[field]).toEqual([{ id, name: 'plan.txt', type: 'text/plain', size: 5, version: 1 }]);
    expect((await content(viewer, id)).text).toBe('first');
    expect((await content(stranger, id)).status).toBe(404);
    for (const [who, status] of [
      [viewer, 403],
      [seller, 403],
      [stranger, 404],
    ] as const) {
      expect((await send(who, `/api/v1/files/${id}/versions`, 'plan.txt', 'forged')).status).toBe(status);
      expect((await who.send('POST', `/api/v1/files/${id}/versions/1/restore`)).status).toBe(status);
    }
    expect((await company(seller, [id])).status).toBe(422);
    expect((await content(armen, id)).text).toBe('first');
  });

  it('keeps what it was, and gives it back', async () => {
    const id = idOf(await upload(seller, 'offer.txt', 'one'));
    const path = `/api/v1/companies/${idOf(await company(seller, [id]))}`;
    const second = await send(seller, `/api/v1/files/${id}/versions`, 'offer 2.txt', 'second');
    expect([second.status, second.body]).toEqual([201, expect.objectContaining({ version: 2, name: 'offer 2.txt' })]);
    expect((await seller.get(path)).body[field]).toEqual([second.body]);
    expect((await seller.send('POST', `/api/v1/files/${id}/versions/1/restore`)).body).toMatchObject({ version: 3 });
    expect((await content(viewer, id)).text).toBe('one');
    expect((await content(viewer, id, '?version=2')).text).toBe('second');
    expect((await content(viewer, id, '?version=9')).status).toBe(404);
    const { items } = (await viewer.get(`/api/v1/files/${id}/versions`)).body as { items: { version: number }[] };
    expect(items.map(({ version }) => version)).toEqual([3, 2, 1]);
    expect(JSON.stringify(items)).not.toContain(createHash('sha256').update('one').digest('hex'));
    const history = (await viewer.get(`${path}/changes`)).body.items as {
      fields: Record<string, { from?: unknown }>;
    }[];
    expect(history[0]?.fields[field]?.from).toEqual([second.body]);
  });

  it('is filtered by its name, taken away, and not another record’s to take', async () => {
    const [one, two] = [idOf(await upload(seller, 'lease.txt', 'a')), idOf(await upload(seller, 'Map.txt', 'b'))];
    const path = `/api/v1/companies/${idOf(await company(seller, [one, two, one]))}`;
    const filter = JSON.stringify({ field, op: 'contains', value: 'LEASE' });
    expect((await viewer.get(`/api/v1/companies/count?${new URLSearchParams({ filter })}`)).body.count).toBe(1);
    const changed = await seller.send('PATCH', path, { [field]: [{ id: two }] });
    expect((changed.body[field] as { id: string }[]).map(({ id }) => id)).toEqual([two]);
    expect((await seller.send('PATCH', path, { [field]: [two] })).body.version).toBe(changed.body.version);
    expect((await send(seller, `/api/v1/files/${one}/versions`, 'x', 'x')).status).toBe(404);
    expect((await company(seller, [one])).status).toBe(422);
    expect((await seller.send('PATCH', path, { [field]: null })).body[field]).toEqual([]);
  });

  it('taken off comes back to its record, told to those alone who may change it', async () => {
    const [one, two] = [idOf(await upload(seller, 'lease.txt', 'a')), idOf(await upload(seller, 'map.txt', 'b'))];
    const record = idOf(await company(seller, [one, two]));
    const path = `/api/v1/companies/${record}`;
    const removed = (who: Browser, place: object = {}) =>
      who.get(`/api/v1/files/removed?${new URLSearchParams({ noun: 'company', record, field, ...place })}`);
    await seller.send('PATCH', path, { [field]: [two] });
    expect((await removed(office.browser())).status).toBe(401);
    expect([(await removed(viewer)).status, (await removed(stranger)).status]).toEqual([403, 404]);
    for (const place of [{ field: 'name' }, { field: 'xNothing' }, { noun: 'spaceship' }, { record: one }])
      expect((await removed(seller, place)).status, JSON.stringify(place)).toBe(404);
    const { items } = (await removed(seller)).body as { items: { id: string; removedAt: string }[] };
    expect(items).toEqual([expect.objectContaining({ id: one, name: 'lease.txt', size: 1, version: 1 })]);
    expect(Date.parse(items[0]?.removedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
    const back = await seller.send('PATCH', path, { [field]: [two, one] });
    expect((back.body[field] as { id: string }[]).map(({ id }) => id)).toEqual([two, one]);
    expect((await removed(seller)).body.items).toEqual([]);
    expect((await content(viewer, one)).text).toBe('a');
  });

  it('is told in one record only when both would take it at once', async () => {
    const id = idOf(await upload(seller, 'only.txt', 'once'));
    const answers = await Promise.all([company(seller, [id]), company(seller, [id])]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
  });
});

describe('what breaks off', () => {
  const context = async () => {
    const [workspace] = await listWorkspaces(database.control);
    if (!workspace) throw new Error('There is no workspace');
    return systemContext(database, await readRegistry(registry, database.workspace(workspace)), workspace);
  };

  it('between the rows and the content leaves neither of them', async () => {
    const ctx = await context();
    const count = async () => (await ctx.db.query({ text: 'select from file_version' })).length;
    const before = await count();
    const keep = () => Promise.reject(new Error('The disk is gone'));
    const broken = { ...ctx, files: { ...files, store: { ...files.store, keep } } };
    await expect(uploadFile(broken, 'a.txt', Readable.from([Buffer.from('lost')]))).rejects.toThrow('disk is gone');
    expect([await count(), readdirSync(files.stagingFolder)]).toEqual([before, []]);
  });

  it('before the answer leaves an upload nobody has, which is cleared away', async () => {
    const ctx = { ...(await context()), files };
    const dying = { ...ctx, actor: { ...ctx.actor, memberId: null } };
    const { id } = await uploadFile(dying, 'unheard.txt', Readable.from([Buffer.from('unheard')]));
    await ctx.db.query({
      text: "update stored_file set uploaded_at = now() - interval '2 days' where id = $1",
      values: [id],
    });
    expect((await clearFiles(ctx)).files).toBe(1);
  });

  it('after the record took the file leaves the file to be taken again', async () => {
    const id = idOf(await upload(seller, 'again.txt', 'again'));
    const record = { name: 'Twice', externalId: 'twice', [field]: [id] };
    await seller.send('POST', '/api/v1/companies', { name: 'Once', externalId: 'twice' });
    expect((await seller.send('POST', '/api/v1/companies', record)).status).toBe(409);
    const taken = await seller.send('POST', '/api/v1/companies', { ...record, externalId: 'thrice' });
    expect([taken.status, (taken.body[field] as { id: string }[])[0]?.id]).toEqual([201, id]);
  });
});

it('what nobody has is cleared away after its time, and nothing else', async () => {
  const [workspace] = await listWorkspaces(database.control);
  if (!workspace) throw new Error('There is no workspace');
  const db = database.workspace(workspace);
  const kept = idOf(await upload(seller, 'kept.txt', 'kept'));
  await company(seller, [kept]);
  const loose = idOf(await upload(seller, 'loose.txt', 'loose'));
  const fresh = idOf(await upload(seller, 'fresh.txt', 'fresh'));
  await db.query({
    text: "update stored_file set uploaded_at = now() - interval '25 hours' where id = any($1)",
    values: [[kept, loose]],
  });
  const ctx = { ...systemContext(database, await readRegistry(registry, db), workspace), files };
  expect(await clearFiles(ctx)).toEqual({ files: 1, contents: 0 });
  const tomorrow = () => new Date(Date.now() + 90_000_000);
  // What the broken upload above left, too.
  expect((await clearFiles({ ...ctx, now: tomorrow })).contents).toBe(2);
  expect((await content(seller, loose)).status).toBe(404);
  expect((await content(seller, fresh)).text).toBe('fresh');
  expect((await content(viewer, kept)).text).toBe('kept');
});

describe('files of two records that become one', () => {
  it('are all the one’s that stays, and go back as they are by then', async () => {
    const [own, other] = [idOf(await upload(armen, 'own.txt', 'own')), idOf(await upload(armen, 'other.txt', 'one'))];
    const [stays, goes] = [idOf(await company(armen, [own])), idOf(await company(armen, [other]))];
    const merged = await armen.send('POST', `/api/v1/companies/${stays}/merges`, { other: goes });
    const papersOf = async (id: string) =>
      ((await armen.get(`/api/v1/companies/${id}`)).body[field] as { id: string; version: number }[]).map(
        ({ id: file, version }) => [file, version],
      );
    expect(await papersOf(stays)).toEqual([
      [own, 1],
      [other, 1],
    ]);
    expect((await send(armen, `/api/v1/files/${other}/versions`, 'other.txt', 'two')).status).toBe(201);
    const taken = [{ id: own }];
    expect((await armen.send('PATCH', `/api/v1/companies/${stays}`, { [field]: taken })).status).toBe(200);
    const { id } = merged.body.merge as { id: string };
    expect((await armen.send('DELETE', `/api/v1/companies/${stays}/merges/${id}`)).status).toBe(200);
    expect([await papersOf(stays), await papersOf(goes)]).toEqual([[[own, 1]], [[other, 2]]]);
    expect((await content(armen, other)).text).toBe('two');
    const removed = await armen.get(`/api/v1/files/removed?noun=company&record=${goes}&field=${field}`);
    expect(removed.body.items).toEqual([]);
  });
});

describe('a file is found by its words', () => {
  const find = async (who: Browser, words: string) => {
    const { status, body } = await who.get(`/api/v1/file-search?${new URLSearchParams({ search: words })}`);
    return status === 200 ? (body.items as FoundFile[]) : status;
  };
  const inWorkspace = async () => {
    const [workspace] = await listWorkspaces(database.control);
    if (!workspace) throw new Error('There is no workspace');
    const db = database.workspace(workspace);
    return { ...systemContext(database, await readRegistry(registry, db), workspace), files };
  };

  it('by who may see its record, with a line around them, in other letters too, until it is taken off', async () => {
    const terms = `${'Nothing of note. '.repeat(40)}The discount for Harutyunyan is nine percent. ${'And so on. '.repeat(40)}`;
    const unread = idOf(await upload(seller, 'gone.txt', 'gone'));
    const ctx = await inWorkspace();
    await ctx.db.query({ text: `update file_text set state = 'none' where file <> $1`, values: [unread] });
    await readFiles({ ...ctx, files: { ...files, store: { ...files.store, open: async () => null } } });
    const id = idOf(await upload(seller, 'terms.txt', terms));
    const made = await company(seller, [id, unread]);
    await readFiles(await inWorkspace());
    expect(await find(office.browser(), 'discount')).toBe(401);
    expect(await find(stranger, 'discount')).toEqual([]);
    const [found, ...others] = (await find(viewer, 'Հարությունյան discount')) as FoundFile[];
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      id,
      name: 'terms.txt',
      noun: 'company',
      record: made.body.id,
      label: 'Ararat Stone',
    });
    expect(found?.snippet).toContain('discount for Harutyunyan');
    expect(found?.snippet.length).toBeLessThan(260);
    for (const words of ['surcharge', 'discount surcharge', 'di', '%%%', ''])
      expect(await find(viewer, words)).not.toContain(found);

    await send(seller, `/api/v1/files/${id}/versions`, 'terms.txt', 'No more rebates');
    expect(await find(viewer, 'discount')).toEqual([]);
    await readFiles(await inWorkspace());
    expect(await find(viewer, 'rebates')).toMatchObject([{ id, snippet: 'No more rebates' }]);
    await seller.send('DELETE', `/api/v1/companies/${made.body.id}`);
    expect(await find(viewer, 'rebates')).toEqual([]);
    await seller.send('POST', `/api/v1/companies/${made.body.id}/restore`);
    await seller.send('PATCH', `/api/v1/companies/${made.body.id}`, { [field]: [] });
    expect(await find(viewer, 'rebates')).toEqual([]);
    expect(await countUnreadable((await inWorkspace()).db)).toBe(1);
  });

  it('never by who may not see that record', async () => {
    const id = idOf(await upload(seller, 'secret.txt', 'The margin is thirty'));
    await seller.send('POST', '/api/v1/tasks', { title: 'Negotiate', files: [id] });
    const ctx = await inWorkspace();
    await readFiles(ctx);
    const own = { read: 'own', create: 'own', update: 'own', delete: 'own' } as const;
    const narrowed = serverModules.map((module) => ({
      ...module,
      policies: module.policies?.map((one) => (one.noun === 'task' ? { ...one, grants: { seller: own } } : one)) ?? [],
    }));
    const as = (memberId: string | null, role: 'seller' | 'viewer') => ({
      ...{ ...ctx, registry: createRegistry(narrowed) },
      actor: { accountId: null, memberId, role, teamMemberIds: [] },
    });
    const [owner] = await ctx.db.query<{ id: string }>({
      text: `select owner as id from tasks where title = 'Negotiate'`,
    });
    expect(await searchFiles(as(newId(), 'seller'), 'margin', 10)).toEqual([]);
    expect(await searchFiles(as(owner?.id ?? null, 'viewer'), 'margin', 10)).toEqual([]);
    expect(await searchFiles(as(owner?.id ?? null, 'seller'), 'margin', 10)).toMatchObject([
      { id, label: 'Negotiate' },
    ]);
  });
});
