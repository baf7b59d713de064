import { buffer } from 'node:stream/consumers';
import { takeOut } from '../../../server/access-log/take-out.ts';
import type { Change } from '../../../server/changes/change.ts';
import { listChanges } from '../../../server/changes/list-changes.ts';
import type { Context } from '../../../server/context.ts';
import { keeperOf, keyOf } from '../../../server/files/file-keeper.ts';
import { storedZip } from '../../../server/files/text/stored-zip.ts';
import { listMergedInto } from '../../../server/merging/merge.repository.ts';
import { getRecord } from '../../../server/records/read.ts';
import { AppError } from '../../../shared/errors.ts';
import { personNameText } from '../../../shared/names/person-name.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord, PersonName } from '../../../shared/nouns/value.ts';
import { person } from '../../people/contract/index.ts';
import {
  type FileVersion,
  findHeld,
  findRecordings,
  listFileVersions,
  listLetters,
  type Share,
} from './held.repository.ts';
import { readablePage } from './readable-page.ts';

/** Records, and bytes of files, one archive holds: it is put together in memory. */
const mostRecords = 5_000;
const mostBytes = 200_000_000;

export interface PersonFile {
  readonly content: Buffer;
  readonly filename: string;
}

/** What one archive tells, as its `everything.json` has it. */
export interface Everything {
  readonly madeAt: string;
  readonly workspace: string;
  readonly person: AnyRecord;
  /** What turned out to be the same person and became part of this record; in the bin. */
  readonly merged: readonly AnyRecord[];
  readonly about: Readonly<Record<string, readonly AnyRecord[]>>;
  readonly among: Readonly<Record<string, readonly AnyRecord[]>>;
  readonly letters: readonly object[];
  /** What modules keep besides records, by their names: conversations, letters that came. */
  readonly kept: Readonly<Record<string, readonly object[]>>;
  /** Without a path: a sound that this archive has no room for. */
  readonly files: readonly { readonly name: string; readonly path: string | null }[];
  readonly changes: readonly Change[];
}

/**
 * Everything that is held about a person as one archive: `everything.json`, the same as a page to read, and the files. It is
 * written down as taken out before a byte leaves.
 * @throws {AppError} 404, 409 `heldTooMuch` for more than one archive holds.
 */
export async function makePersonFile(asking: Context, id: string): Promise<PersonFile> {
  const { reads: _, ...ctx } = { ...asking, registry: asking.registry.whole };
  const noun = ctx.registry.getNoun(person.name);
  const record: AnyRecord = await getRecord(ctx, noun, id);
  const { about: records, among } = await findHeld(ctx, id);
  const recordings = await findRecordings(ctx, records);
  const about = [...records, ...recordings];
  const same = await listMergedInto(ctx.db, id);
  const merged = (await readAll(ctx, [{ noun, ids: same }]))[noun.name] ?? [];
  const ids = [id, ...same, ...about.flatMap((share) => share.ids)];
  if (ids.length + among.flatMap((share) => share.ids).length > mostRecords) throw tooMuch();
  const files = await readFiles(ctx, [id, ...same, ...records.flatMap((share) => share.ids)]);
  const room = mostBytes - files.reduce((sum, { content }) => sum + content.length, 0);
  const sounds = await readSounds(
    ctx,
    recordings.flatMap((share) => share.ids),
    room,
  );
  const everything: Everything = {
    ...{ madeAt: ctx.now().toISOString(), workspace: ctx.workspace.name, person: record, merged },
    ...{ about: await readAll(ctx, about), among: await readAll(ctx, among) },
    letters: await readLetters(ctx, ids),
    kept: await readKept(ctx, ids),
    files: [...files, ...sounds].map(({ name, path }) => ({ name, path })),
    changes: await readChanges(ctx, [{ noun, ids: [id] }, ...about]),
  };
  await takeOut(asking, {
    kind: 'export',
    noun: noun.name,
    records: ids.length,
    ids: [id],
    details: { everythingAbout: id },
  });
  const content = storedZip([
    ['everything.json', Buffer.from(JSON.stringify(everything, null, 2))],
    ['everything.html', Buffer.from(readablePage(everything, ctx))],
    ...[...files, ...sounds].flatMap(({ path, content: bytes }) => (path && bytes ? [[path, bytes] as const] : [])),
  ]);
  return { content, filename: `${personNameText(record.name as PersonName, ctx.language)}.zip` };
}

async function readAll(ctx: Context, shares: readonly Share[]): Promise<Record<string, readonly AnyRecord[]>> {
  const all: Record<string, readonly AnyRecord[]> = {};
  for (const { noun, ids } of shares) {
    const records: AnyRecord[] = [];
    for (const id of ids) records.push(await getRecord(ctx, noun, id));
    all[noun.name] = records;
  }
  return all;
}

async function readLetters(ctx: Context, ids: readonly string[]): Promise<readonly object[]> {
  const rows = await listLetters(ctx, ids);
  return rows.map(({ content, ...letter }) => {
    const opened = content === null ? null : (ctx.mailer?.sealer.open(content) ?? null);
    return { ...letter, text: opened === null ? null : (JSON.parse(opened) as { text: string }).text };
  });
}

async function readKept(ctx: Context, ids: readonly string[]): Promise<Everything['kept']> {
  const kept: Record<string, readonly object[]> = {};
  for (const { name, held } of ctx.registry.modules) {
    const found = (await held?.(ctx, ids)) ?? [];
    if (found.length > 0) kept[name] = found;
  }
  return kept;
}

async function readFiles(ctx: Context, ids: readonly string[]) {
  const rows = await listFileVersions(ctx, ids);
  if (bytesOf(rows) > mostBytes) throw tooMuch();
  return readContent(ctx, rows);
}

/** Hours of calls are no reason to refuse the rest: what does not fit is named, and handed out by itself. */
async function readSounds(ctx: Context, ids: readonly string[], room: number) {
  const rows = await listFileVersions(ctx, ids);
  return bytesOf(rows) <= room ? readContent(ctx, rows) : rows.map(({ name }) => ({ name, path: null, content: null }));
}

const bytesOf = (rows: readonly FileVersion[]): number => rows.reduce((sum, { size }) => sum + size, 0);

async function readContent(ctx: Context, rows: readonly FileVersion[]) {
  const files: { name: string; path: string; content: Buffer }[] = [];
  for (const { file, version, name, hash } of rows) {
    const stream = await keeperOf(ctx).store.open(keyOf(ctx, hash));
    if (!stream) throw new Error(`The content of version ${version} of file ${file} is not there`);
    const plain = name.replace(/[^\p{L}\p{N}. _-]/gu, '_').slice(-120);
    files.push({ name, path: `files/${file.slice(-6)}-${version}-${plain}`, content: await buffer(stream) });
  }
  return files;
}

async function readChanges(
  ctx: Context,
  shares: readonly { readonly noun: Noun; readonly ids: readonly string[] }[],
): Promise<readonly Change[]> {
  const all: Change[] = [];
  for (const { noun, ids } of shares)
    for (const recordId of ids)
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await listChanges(ctx, { noun: noun.name, recordId, limit: 200, ...(cursor ? { cursor } : {}) });
        all.push(...page.items);
        cursor = page.next;
      }
  return all;
}

function tooMuch(): AppError {
  return new AppError(409, 'heldTooMuch', { records: mostRecords, megabytes: mostBytes / 1_000_000 });
}
