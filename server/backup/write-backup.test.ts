import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { magicOf, readMagic, readTrailer, trailerLength, trailerOf } from './backup-layout.ts';
import { EntryQueue } from './entry-queue.ts';
import { type Entry, type EntrySum, readEntries, writeEntry } from './frames.ts';
import type { EntryHeader, Manifest } from './manifest.ts';
import { openBackup } from './read-backup.ts';
import { writeBackup } from './write-backup.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync('/tmp/rapport-write-backup-');
  path = join(folder, 'monday.rapport');
});
afterEach(() => rmSync(folder, { recursive: true }));

const header: EntryHeader = { kind: 'file', name: 'a/price list.pdf' };
const manifest: Manifest = {
  ...{ product: '1.2.3', madeAt: '2026-05-05T10:00:00.000Z', postgres: 180_004, controlSteps: ['0001-workspace'] },
  ...{ schemas: [], jobs: { rows: 0, bytes: 0, sha256: '' }, files: [], secret: null },
};

async function* bytesOf(...texts: string[]): AsyncGenerator<Buffer, void> {
  for (const text of texts) yield Buffer.from(text);
}

/** A backup of one file. */
async function* entries(): AsyncGenerator<Buffer, Manifest> {
  const { sum } = yield* writeEntry(header, bytesOf('prices'));
  return { ...manifest, files: [{ path: header.name, ...sum }] };
}

const breaking = (error: unknown) =>
  async function* (): AsyncGenerator<Buffer, Manifest> {
    yield* writeEntry(header, bytesOf('x'.repeat(100_000)));
    throw error;
  };

describe('a backup file', () => {
  test('is read as it was written, and is its owner’s alone', async () => {
    const written = await writeBackup(path, entries);
    expect(written.bytes).toBe(statSync(path).size);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['monday.rapport']);
    const opened = await openBackup(path);
    expect(opened.manifest).toEqual(written.manifest);
    for (let turn = 0; turn < 2; turn++) {
      const found = [];
      for await (const { header: name, content } of opened.entries()) found.push([name, await textOf(content)]);
      expect(found).toEqual([[header, 'prices']]);
    }
  });

  test('never takes the place of another, nor of one being written', async () => {
    writeFileSync(path, 'precious');
    await expect(writeBackup(path, entries)).rejects.toMatchObject({ exitCode: 64 });
    expect(readFileSync(path, 'utf8')).toBe('precious');
    rmSync(path);
    const both = await Promise.allSettled([writeBackup(path, entries), writeBackup(path, entries)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { exitCode: 75 } });
    expect((await openBackup(path)).manifest.product).toBe('1.2.3');
  });

  test.each([
    ['a full disk', { code: 'ENOSPC' }, 74, 'There is no room on the disk for'],
    ['a used up quota', { code: 'EDQUOT' }, 74, 'There is no room on the disk for'],
    ['a file that may not be as large', { code: 'EFBIG' }, 74, 'is not allowed there: raise the limit'],
  ])('is given up as a whole at %s, in one line that names it', async (_what, properties, exitCode, line) => {
    const error = Object.assign(new Error('write'), properties);
    const listening = process.listenerCount('exit');
    const writing = writeBackup(path, breaking(error));
    await expect(writing).rejects.toMatchObject({ exitCode, message: expect.stringContaining(line), cause: error });
    await expect(writing).rejects.toThrow(path);
    expect(readdirSync(folder)).toEqual([]);
    expect(process.listenerCount('exit')).toBe(listening);
  });

  test('is given up as a whole at anything else, told as it is', async () => {
    await expect(writeBackup(path, breaking(new Error('no such table')))).rejects.toThrow('no such table');
    const silent = async function* (): AsyncGenerator<Buffer, Manifest> {
      yield Buffer.from('x');
      return undefined as unknown as Manifest;
    };
    await expect(writeBackup(path, silent)).rejects.toThrow('ended before its manifest');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is not written where there is no folder, or where a folder has its name', async () => {
    await expect(writeBackup(join(folder, 'no/such/monday'), entries)).rejects.toMatchObject({ code: 'ENOENT' });
    mkdirSync(path);
    await expect(writeBackup(path, entries)).rejects.toMatchObject({ exitCode: 64 });
    expect(existsSync(`${path}.part`)).toBe(false);
  });
});

describe('a backup that changes while it is read', () => {
  const sumOf = async (text: string): Promise<EntrySum> => {
    const writer = writeEntry(header, bytesOf(text));
    let next = await writer.next();
    while (!next.done) next = await writer.next();
    return next.value.sum;
  };
  const queue = () =>
    new EntryQueue(
      readEntries(
        (async function* (): AsyncGenerator<Buffer> {
          yield* writeEntry(header, bytesOf('prices'));
        })(),
      ),
    );

  test('gives what is expected, and then nothing more', async () => {
    const entriesInOrder = queue();
    expect(await entriesInOrder.take(header, await sumOf('prices'), textOf)).toBe('prices');
    await expect(entriesInOrder.take(header, await sumOf('prices'), textOf)).rejects.toThrow(
      'is not where it should be',
    );
    await entriesInOrder.close();
  });

  test.each([
    ['another name', { ...header, name: 'b.pdf' }, 'prices', 'file b.pdf is not where it should be'],
    ['another kind', { kind: 'secret', name: header.name } as const, 'prices', 'is not where it should be'],
    ['other bytes', header, 'prizes', 'is not as it was written'],
    ['fewer bytes', header, 'price', 'is not as it was written'],
  ])('is refused for %s', async (_what, expected, text, line) => {
    const entriesInOrder = queue();
    const taken = entriesInOrder.take(expected, await sumOf(text), textOf);
    await expect(taken).rejects.toMatchObject({ exitCode: 65, message: expect.stringContaining(line) });
    await entriesInOrder.close();
  });
});

describe('the first and last bytes', () => {
  test('tell a backup, its format and where its list begins', () => {
    expect(readMagic(magicOf(7))).toBe(7);
    expect(readTrailer(trailerOf(1234, 'a'.repeat(64)))).toEqual({ manifestOffset: 1234, sha256: 'a'.repeat(64) });
    expect(trailerOf(10 ** 15, 'f'.repeat(64))).toHaveLength(trailerLength);
  });

  test.each(['', 'RAPPORT BACKUP 1\n', 'rapport backup 0001\n', 'RAPPORT BACKUP 0001', '\u001f\u008b\u0008', 'PGDMP'])(
    'of %j are no backup’s',
    (text) => {
      expect(readMagic(text)).toBeNull();
      expect(readTrailer(text)).toBeNull();
    },
  );
});

async function textOf(content: Entry['content'] | AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}
