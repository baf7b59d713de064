import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as pathOf } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deleteWorkspace, insertWorkspace } from '../../../server/auth/workspace.repository.ts';
import { drainListeners } from '../../../server/changes/drain-listeners.ts';
import { listChanges } from '../../../server/changes/list-changes.ts';
import { createSealer } from '../../../server/config/sealer.ts';
import type { Context } from '../../../server/context.ts';
import { uploadFile } from '../../../server/files/file-service.ts';
import { createFolderStore } from '../../../server/files/folder-store.ts';
import { listZipEntries } from '../../../server/files/text/zip.ts';
import { prepareJobs } from '../../../server/jobs/worker-schema.ts';
import { mergeRecords } from '../../../server/merging/merge-records.ts';
import { undoMerge } from '../../../server/merging/undo-merge.ts';
import { insertCustomField } from '../../../server/metadata/custom-field.repository.ts';
import { migrateWorkspace } from '../../../server/metadata/migrate.ts';
import { readRegistry } from '../../../server/metadata/registries.ts';
import { aggregateRecords } from '../../../server/records/aggregate.ts';
import { createRecord } from '../../../server/records/create.ts';
import { getRecord } from '../../../server/records/read.ts';
import { deleteRecord } from '../../../server/records/remove.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { newId } from '../../../server/records/uuid.ts';
import { checkSeals } from '../../../server/seals/check-seals.ts';
import { sealListener } from '../../../server/seals/seal.listener.ts';
import { markupIn, polyglots } from '../../../server/testing/polyglots.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import { recording } from '../../calls/contract/index.ts';
import { company } from '../../companies/contract/index.ts';
import { deal } from '../../deals/contract/index.ts';
import { formAnswer } from '../../forms/contract/index.ts';
import { lead } from '../../leads/contract/index.ts';
import { note } from '../../notes/contract/index.ts';
import { person } from '../../people/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import { erasePerson } from './erase-person.ts';
import { findHeld } from './held.repository.ts';
import { makePersonFile } from './person-file.ts';
import { readablePage } from './readable-page.ts';

const { database, workspace, registry, system: plain, join } = await useWorkspace();
await prepareJobs(database, { info: () => undefined, warn: () => undefined, error: console.error });
const pointing = (noun: string, name: string, kind: 'relation' | 'anyRelation') =>
  insertCustomField(plain.db, {
    ...{ id: newId(), noun, name, version: 1 },
    definition: { kind, label: { en: name }, ...(kind === 'relation' ? { to: 'person' } : {}) },
  });
await pointing('company', 'xMainContact', 'relation');
await insertCustomField(plain.db, {
  ...{ id: newId(), noun: 'company', name: 'xContactTitle', version: 1 },
  definition: { kind: 'formula', label: { en: 'Title' }, formula: 'xMainContact.jobTitle', result: 'text' },
});
await insertCustomField(plain.db, {
  ...{ id: newId(), noun: 'note', name: 'xTitle', version: 1 },
  definition: { kind: 'formula', label: { en: 'Title' }, formula: 'person.jobTitle', result: 'text' },
});
await pointing('lead', 'xSentBy', 'relation');
await pointing('note', 'xSubject', 'anyRelation');
await pointing('deal', 'xSource', 'anyRelation');
await migrateWorkspace(database, workspace, registry);
const system: Context = { ...plain, registry: await readRegistry(registry, plain.db) };
const sealer = createSealer('a secret of the tests, long enough', 'mail');
const owner: Context = {
  ...{ ...(await join('Anahit', 'owner')), registry: system.registry },
  mailer: { sealer } as Context['mailer'] & object,
};
const seal = () => drainListeners(system, [sealListener]);

/** Somebody with what a life in a CRM leaves behind, by a word that stands nowhere else. */
async function meet(word: string) {
  const { id } = await createRecord(owner, person, {
    ...{
      name: { given: word, family: 'Lomidze' },
      emails: [`${word.slice(0, 8)}@example.org`],
      birthday: '1980-02-03',
    },
    ...{
      description: `${word} collects stamps`,
      lifecycle: 'loyal',
      source: 'partner',
      externalId: `${word}-${newId()}`,
    },
  });
  await updateRecord(owner, person, id, { jobTitle: `Friend of ${word}`, phones: ['+374 10 512300'] });
  const remark = await createRecord(owner, note, { body: `${word} is moving house`, person: id });
  const call = await createRecord(owner, task, { title: `Call ${word}`, person: id, outcome: `${word} agreed` });
  await deleteRecord(owner, task, call.id);
  const said = { contact: { given: word }, interest: `${word} asks` };
  await createRecord(plain, formAnswer, { name: word, person: id, said, consent: `${word} may be called` });
  const sale = await createRecord(owner, deal, {
    ...{ name: 'Tiles for the spa', people: [id], amount: { amount: '1250.50', currency: 'EUR' } },
  });
  await system.db.query({
    text: `insert into letter (id, kind, to_name, to_address, subject, content, noun, record, state)
      values ($1, 'personal', '', $2, $3, $4, 'person', $5, 'sent')`,
    values: [newId(), `${word}@example.org`, `For ${word}`, sealer.seal(JSON.stringify({ text: `Dear ${word}` })), id],
  });
  await system.db.query({
    text: `insert into mailbox_letter (id, path, validity, uid, print, is_ours, kind, from_name, from_address, recipients, at, subject, body,
        html, state, search, task)
      values ($1::uuid, 'INBOX', '1', 1, $1::uuid::text, false, 'personal', $2, $3, '[]', now(), $2, $2, $2, 'told', $2, $4)`,
    values: [newId(), word, `${word.slice(0, 8)}@example.org`.toLowerCase(), call.id],
  });
  await system.db.query({
    text: `insert into import_source values ($1, '["Name","Mail"]', $2)`,
    values: [
      newId(),
      JSON.stringify([
        ['Ani', 'ani@ararat.am'],
        [word, `${word.slice(0, 8)}@Example.org`.toUpperCase()],
        [word, 'LOMIDZE'],
        [`Lomidze, ${word}`, ''],
        ['x', `Mail: <${word.slice(0, 8)}@example.org>; other@example.org`],
      ]),
    ],
  });
  const question = { header: 'Contact', kind: 'new', name: null, suggestions: [], rows: 1 };
  await system.db.query({
    text: `insert into imports (id, file_name, target, status, report) values ($1, 'sales.csv', 'deal', 'done', $2)`,
    values: [
      newId(),
      JSON.stringify([
        { ...question, value: 'Ani' },
        { ...question, value: `${word} Lomidze` },
      ]),
    ],
  });
  await system.db.query({
    text: `insert into letter (id, kind, to_name, to_address, subject, names) values ($1, 'notice.replied', '', 'a@b.am', $2, $3)`,
    values: [newId(), `Boris answered ${word}`, remark.id],
  });
  await system.db.query({
    text: `insert into idempotency (member, route, key, request_hash, body) values ('m', 'r', $1, 'h', $2)`,
    values: [newId(), JSON.stringify({ id, word })],
  });
  return { id, remark: remark.id, call: call.id, sale: sale.id, name: `${word} Lomidze` };
}

/** Every text of every row of every table that still says the word. */
async function traces(word: string): Promise<readonly string[]> {
  const tables = await system.db.query<{ name: string }>({
    text: `select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'`,
  });
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await system.db.query<{ count: number }>({
      text: `select count(*)::int as count from "${name}" t where t::text ilike $1`,
      values: [`%${word}%`],
    });
    if (row?.count) found.push(`${name} ${row.count}`);
  }
  return found;
}

describe('the erasure of a person', () => {
  test('is for whoever gives the name, at a browser', async () => {
    const { id, name } = await meet('kept');
    await expect(erasePerson(owner, id, 'Somebody')).rejects.toMatchObject({
      ...{ status: 422, fields: [{ path: 'name', code: 'notItsName' }] },
    });
    await expect(erasePerson({ ...owner, through: 'api' }, id, name)).rejects.toMatchObject({ code: 'signInNeeded' });
    await expect(erasePerson(owner, newId(), name)).rejects.toMatchObject({ status: 404 });
    expect((await getRecord(owner, person, id)).emails).toHaveLength(1);
  });

  test('waits until a sandbox, with its copies, is thrown away', async () => {
    const { id, name } = await meet('copied');
    const sandbox = { ...workspace, id: newId(), schema: 'ws_sandbox', sandboxOf: workspace.id };
    await insertWorkspace(database.control, workspace);
    await insertWorkspace(database.control, sandbox);
    await expect(erasePerson(owner, id, name)).rejects.toMatchObject({ status: 409, code: 'sandboxHoldsCopies' });
    expect((await getRecord(owner, person, id)).emails).toHaveLength(1);
    await deleteWorkspace(database.control, sandbox.id);
    await erasePerson(owner, id, name);
  });

  test('leaves no word of them in any table, and a chain of seals that holds', async () => {
    const { id, remark, call, sale, name } = await meet('zaruhi');
    await seal();
    expect((await traces('zaruhi')).length).toBeGreaterThan(6);
    const done = await erasePerson(owner, id, name);
    expect(done).toMatchObject({ records: 4, letters: 2, files: 0 });
    expect(done.changes).toBeGreaterThan(3);
    expect(await traces('zaruhi')).toEqual([]);
    const [file] = await system.db.query<{ rows: string[][] }>({
      text: `select rows from import_source order by import desc limit 1`,
    });
    expect(file?.rows).toEqual([['Ani', 'ani@ararat.am'], ...Array.from({ length: 4 }, () => ['', ''])]);
    const [run] = await system.db.query<{ report: string }>({
      text: 'select report from imports order by id desc limit 1',
    });
    expect(JSON.parse(run?.report ?? '')).toMatchObject([{ value: 'Ani' }]);
    const left = await getRecord(owner, person, id);
    expect(left).toMatchObject({ lifecycle: 'loyal', source: 'partner', birthday: null, emails: [], jobTitle: null });
    expect(left.owner?.id).toBe(owner.actor.memberId);
    expect((await getRecord(owner, note, remark)).body).toBe('—');
    expect((await getRecord(owner, task, call)).deletedAt).not.toBeNull();
    expect(await getRecord(owner, deal, sale)).toMatchObject({ people: [{ id }], amount: { amount: '1250.50' } });
    const { items } = await listChanges(owner, { noun: 'person', recordId: id, limit: 50 });
    expect(items.map(({ kind }) => kind)).toEqual(['erased', 'updated', 'created']);
    expect(items[1]?.fields).toEqual({ jobTitle: {}, phones: {} });
    await seal();
    expect((await checkSeals(system.db)).faults).toEqual([]);
    await system.db.query({
      text: `update change set fields = '{"jobTitle": {"to": "King"}}' where id = $1`,
      values: [items[1]?.id],
    });
    expect((await checkSeals(system.db)).faults).toEqual([{ sort: 'changed', id: items[1]?.id }]);
    await system.db.query({
      text: `update change set fields = '{"phones": {}, "jobTitle": {}}' where id = $1`,
      values: [items[1]?.id],
    });
  });

  test('leaves no word of whoever became part of them, and takes the merge’s way back with it', async () => {
    const [stays, other] = [await meet('varsenik'), await meet('shushan')];
    const wish = { other: other.id, keep: { name: 'this', emails: 'this', description: 'this' } } as const;
    const { merge } = await mergeRecords(owner, person, stays.id, wish);
    const { content } = await makePersonFile(owner, stays.id);
    const entry = listZipEntries(content).find(({ name }) => name === 'everything.json');
    const told = JSON.parse(String(await entry?.read(1_000_000)));
    expect(told).toMatchObject({ person: { id: stays.id }, merged: [{ id: other.id, jobTitle: 'Friend of shushan' }] });
    expect(told.letters).toHaveLength(2);
    await erasePerson(owner, stays.id, stays.name);
    expect([await traces('varsenik'), await traces('shushan')]).toEqual([[], []]);
    await expect(undoMerge(owner, person, stays.id, merge)).rejects.toMatchObject({ status: 404 });
  });

  test('takes from what is others’ the pointer alone, by whatever field it points', async () => {
    const { id, name } = await meet('pointed');
    const spa = { name: 'Spa', phones: ['+374 10 512301'], description: 'Baths', address: { city: 'Gyumri' } };
    const spaId = (await createRecord(owner, company, { ...spa, xMainContact: id })).id;
    await updateRecord(owner, person, id, { jobTitle: 'Head of pointed' });
    expect(await getRecord(owner, company, spaId)).toMatchObject({ xContactTitle: 'Head of pointed' });
    const sent = { name: 'Lilit', emails: ['lilit@example.org'], interest: 'Tiles', xSentBy: id };
    const lilit = (await createRecord(owner, lead, sent)).id;
    const source = { noun: 'person', id };
    const sale = (await createRecord(owner, deal, { name: 'Tiles', xSource: source } as never)).id;
    const told = (await createRecord(owner, note, { body: 'pointed called', xSubject: source } as never)).id;
    const { among, about } = await findHeld(owner, id);
    expect(among.map(({ noun, ids }) => [noun.name, ids.length])).toEqual(
      expect.arrayContaining([
        ['company', 1],
        ['lead', 1],
        ['deal', 2],
      ]),
    );
    expect(about.find(({ noun }) => noun.name === 'note')?.ids).toContain(told);
    await erasePerson(owner, id, name);
    expect(await traces('pointed')).toEqual([]);
    expect(await getRecord(owner, company, spaId)).toMatchObject({
      ...{ name: 'Spa', description: 'Baths', address: { city: 'Gyumri' }, phones: [{ number: '+37410512301' }] },
      ...{ xMainContact: null, xContactTitle: null },
    });
    expect(await getRecord(owner, lead, lilit)).toMatchObject({ name: 'Lilit', interest: 'Tiles', xSentBy: null });
    expect(await getRecord(owner, deal, sale)).toMatchObject({ name: 'Tiles', xSource: null });
    expect((await getRecord(owner, note, told)).body).toBe('—');
    const { items } = await listChanges(owner, { noun: 'company', recordId: spaId, limit: 50 });
    expect(items.map(({ kind }) => kind)).toEqual(['erased', 'updated', 'created']);
    expect(items[2]?.fields).toMatchObject({ name: { to: 'Spa' } });
    await seal();
    expect((await checkSeals(system.db)).faults).toEqual([]);
  });

  test('of changes that nobody sealed yet does not break the chain', async () => {
    const { id, name } = await meet('unsealed');
    await erasePerson(owner, id, name);
    await seal();
    expect((await checkSeals(system.db)).faults).toEqual([]);
  });

  test('changes no figure', async () => {
    const figures = async () => [
      await aggregateRecords(owner, deal, {
        group: [{ field: 'stage' }],
        measures: [{ op: 'count' }, { op: 'sum', field: 'amount' }],
      }),
      await aggregateRecords(owner, person, {
        group: [{ field: 'lifecycle' }, { field: 'source' }, { field: 'owner' }],
        measures: [{ op: 'count' }],
      }),
      await aggregateRecords(owner, note, { group: [{ field: 'author' }], measures: [{ op: 'count' }] }),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 99_999 }),
        fc.constantFrom('prospect', 'loyal', null),
        async (amount, lifecycle) => {
          const { id, sale, name } = await meet('counted');
          await updateRecord(owner, person, id, { lifecycle });
          await updateRecord(owner, deal, sale, { amount: { amount: String(amount), currency: 'AMD' } });
          const before = await figures();
          await erasePerson(owner, id, name);
          expect(await figures()).toEqual(before);
        },
      ),
      { numRuns: 4 },
    );
  });
});

test('everything held about a person is in one archive, and that it was taken is written down', async () => {
  const { id } = await meet('gathered<b>');
  const { content, filename } = await makePersonFile(owner, id);
  expect(filename).toBe('gathered<b> Lomidze.zip');
  const entries = new Map(listZipEntries(content).map((entry) => [entry.name, entry]));
  const read = async (name: string) => String(await entries.get(name)?.read(1_000_000));
  const told = JSON.parse(await read('everything.json'));
  expect(told).toMatchObject({
    person: { id, jobTitle: 'Friend of gathered<b>' },
    about: { note: [{ body: 'gathered<b> is moving house' }], task: [{ title: 'Call gathered<b>' }] },
    among: { deal: [{ name: 'Tiles for the spa' }] },
    letters: [{ subject: 'For gathered<b>', text: 'Dear gathered<b>' }],
    kept: { mail: [{ subject: 'gathered<b>', text: 'gathered<b>' }] },
  });
  expect(told.changes.map(({ noun, kind }: { noun: string; kind: string }) => `${noun} ${kind}`)).toContain(
    'person updated',
  );
  const page = await read('everything.html');
  expect(page).toContain('Dear gathered&#60;b&#62;');
  expect(page).not.toMatch(/<b>|<script/);
  const [line] = await system.db.query({ text: `select kind, noun, records from access_log order by id desc limit 1` });
  expect(line).toEqual({ kind: 'export', noun: 'person', records: 4 });
});

test('recordings of calls with a person are in their archive with their sound, and named in what is held', async () => {
  const folder = mkdtempSync(pathOf(tmpdir(), 'privacy-files-'));
  const store = createFolderStore(pathOf(folder, 'kept'));
  const files = { store, stagingFolder: pathOf(folder, 'staged'), maxBytes: 1_000_000 };
  const { id } = await meet('recorded');
  const call = await createRecord(owner, task, { title: 'Talked', kind: 'call', person: id });
  const other = await createRecord(owner, task, { title: 'Talked to others', kind: 'call' });
  const keep = async (of: string, words: string) => {
    const sound = await uploadFile({ ...system, files }, 'recording.mp3', Readable.from([Buffer.from(`ID3${words}`)]));
    return createRecord(plain, recording, { number: '+37410512300', call: of, state: 'kept', sound: [sound.id] });
  };
  const [theirs] = [await keep(call.id, 'what was said'), await keep(other.id, 'what others said')];
  const { content } = await makePersonFile({ ...owner, files }, id);
  const entries = listZipEntries(content);
  const text = async (at: number) => String(await entries[at]?.read(1_000_000));
  const told = JSON.parse(await text(entries.findIndex(({ name }) => name === 'everything.json')));
  expect(told.about.recording).toMatchObject([{ id: theirs.id, number: '+37410512300' }]);
  const sounds = entries.flatMap(({ name }, at) => (name.endsWith('recording.mp3') ? [at] : []));
  expect(await Promise.all(sounds.map(text))).toEqual(['ID3what was said']);
  expect(told.files).toMatchObject([{ name: 'recording.mp3', path: entries[sounds[0] ?? 0]?.name }]);
  rmSync(folder, { recursive: true });
});

test('what is handed out to somebody is a page of tables, whatever stands in it', () => {
  const records = polyglots.map((text) => ({ id: text, name: text, [text]: text, nested: { [text]: [text] } }));
  const everything = {
    ...{ person: records[0], merged: records, about: { note: records }, among: { deal: records } },
    ...{
      letters: records,
      kept: { mail: records },
      files: records,
      workspace: polyglots.join(' '),
      madeAt: '2026-03-01T00:00:00Z',
    },
  };
  const page = readablePage(everything as never, system);
  const ours = ['!doctype', 'html', '@html', '@lang', 'head', 'meta', '@charset', 'title', 'style', 'body'];
  const allowed = [...ours, 'h1', 'h2', 'table', 'tr', 'th', 'td'];
  expect([...markupIn(page)].filter((one) => !allowed.includes(one))).toEqual([]);
});
