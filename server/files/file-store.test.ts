import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { listKeys, placeObject, readObject, removeOtherObjects } from '../backup/stored-objects.ts';
import { readSettings } from '../config/settings.ts';
import { createFileKeeper, storeOf } from './file-keeper.ts';
import type { FileStore, StoredObject } from './file-store.ts';
import { createFolderStore } from './folder-store.ts';
import { withStagedFile } from './receive-file.ts';
import { createS3Store } from './s3-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'rapport-store-'));
const s3 = new S3rver({
  ...{ address: '127.0.0.1', port: 0, silent: true, directory: join(folder, 's3') },
  configureBuckets: [{ name: 'papers' }],
});
const stores = new Map<string, FileStore>([['a folder', createFolderStore(join(folder, 'files'))]]);
const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
let endpoint = '';
beforeAll(async () => {
  endpoint = `http://127.0.0.1:${(await s3.run()).port}`;
  stores.set('a bucket', createS3Store({ endpoint, region: 'us-east-1', bucket: 'papers', ...credentials }));
});
afterAll(async () => {
  await s3.close();
  rmSync(folder, { recursive: true });
});

const keyOf = (content: string, place: string = randomUUID()) =>
  `${place}/ab/${createHash('sha256').update(content).digest('hex')}`;
const staged = (content: string) => {
  const path = join(folder, randomUUID());
  writeFileSync(path, content);
  return path;
};

test('a bucket takes what is too large for one request in parts, and gives it back as it was', async () => {
  const parted = createS3Store({
    endpoint,
    region: 'us-east-1',
    bucket: 'papers',
    ...credentials,
    partBytes: 6_000_000,
  });
  const large = 'Ա'.repeat(7_000_000);
  const key = keyOf(large);
  await parted.keep(staged(large), key);
  expect(await text((await parted.open(key)) as Readable)).toBe(large);
  const gone = createS3Store({
    endpoint,
    region: 'us-east-1',
    bucket: 'no-such',
    ...credentials,
    partBytes: 6_000_000,
  });
  await expect(gone.keep(staged(large), key)).rejects.toMatchObject({ name: 'NoSuchBucket' });
});

describe.each(['a folder', 'a bucket'])('%s', (kind) => {
  const store = () => stores.get(kind) as FileStore;
  const contentOf = async (key: string) => {
    const found = await store().open(key);
    return found && text(found);
  };

  it('keeps a file whole, once however often it comes, and takes the staged one away', async () => {
    const key = keyOf('agreed');
    for (const path of [staged('agreed'), staged('agreed')]) {
      await store().keep(path, key);
      expect(() => readFileSync(path)).toThrow('ENOENT');
    }
    expect(await contentOf(key)).toBe('agreed');
    expect(await contentOf(keyOf('agreed'))).toBeNull();
  });

  it('keeps a large file and an empty one', async () => {
    const large = 'Ա'.repeat(3_000_000);
    await store().keep(staged(large), keyOf(large, 'w1'));
    await store().keep(staged(''), keyOf('', 'w1'));
    expect((await contentOf(keyOf(large, 'w1')))?.length).toBe(large.length);
    expect(await contentOf(keyOf('', 'w1'))).toBe('');
  });

  it('lists what is below a place, tells when it was kept, and forgets what is removed', async () => {
    const place = randomUUID();
    await store().keep(staged('one'), keyOf('one', place));
    await store().keep(staged('two'), keyOf('two'));
    const listed: StoredObject[] = [];
    for await (const one of store().list(place)) listed.push(one);
    expect(listed.map(({ key }) => key)).toEqual([keyOf('one', place)]);
    expect(Date.now() - (listed[0]?.keptAt.getTime() ?? 0)).toBeLessThan(3_600_000);
    await store().remove(keyOf('one', place));
    await store().remove(keyOf('one', place));
    expect(await contentOf(keyOf('one', place))).toBeNull();
  });

  it('gives a backup everything, and takes everything of a backup and nothing else', async () => {
    const [old, fresh] = [keyOf('old'), keyOf('fresh')];
    await store().keep(staged('old'), old);
    expect(await listKeys(store())).toContain(old);
    expect(await text(Readable.from((await readObject(store(), old)) ?? []))).toBe('old');
    await placeObject(store(), join(folder, 'passage'), fresh, Readable.from([Buffer.from('fresh')]));
    await removeOtherObjects(store(), new Set([fresh]));
    expect(await listKeys(store())).toEqual([fresh]);
    expect(await contentOf(fresh)).toBe('fresh');
    expect(await readObject(store(), old)).toBeNull();
  });
});

test.each(['../up', 'a/../../b', '/etc/passwd', 'a//b', '', 'a/b.txt'])(
  '%j is no key of a file in a folder',
  async (key) => {
    await expect(createFolderStore(folder).open(key)).rejects.toThrow('is no key of a file');
  },
);

describe('what is received', () => {
  const keeper = () => ({ store: createFolderStore(folder), stagingFolder: join(folder, 'staged'), maxBytes: 10 });

  it('is gone from where it was staged, whatever becomes of it', async () => {
    const seen = await withStagedFile(keeper(), Readable.from([Buffer.from('0123456789')]), async (file) => file);
    expect(seen).toMatchObject({ size: 10, type: 'text/plain', hash: keyOf('0123456789').split('/').at(-1) });
    const tooMuch = withStagedFile(keeper(), Readable.from([Buffer.alloc(11)]), async () => expect.unreachable());
    await expect(tooMuch).rejects.toMatchObject({ status: 413, code: 'fileTooLarge' });
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('half');
        throw new Error('The line is gone');
      })(),
    );
    await expect(withStagedFile(keeper(), broken, async () => expect.unreachable())).rejects.toThrow('line is gone');
    expect(readdirSync(join(folder, 'staged'))).toEqual([]);
  });
});

test('a bucket is used where one is set, with its keys', async () => {
  const settings = { DATA_DIR: folder, S3_BUCKET: 'papers', S3_ENDPOINT: endpoint };
  expect(() => readSettings(settings)).toThrow('S3_BUCKET needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY');
  const whole = { ...settings, S3_ACCESS_KEY_ID: 'S3RVER', S3_SECRET_ACCESS_KEY: 'S3RVER' };
  const { store, maxBytes } = createFileKeeper(readSettings(whole));
  await store.keep(staged('here'), keyOf('here', 'w2'));
  expect(await text((await stores.get('a bucket')?.open(keyOf('here', 'w2'))) ?? Readable.from([]))).toBe('here');
  expect([maxBytes, storeOf(readSettings({ DATA_DIR: folder }))]).toEqual([100_000_000, {}]);
});
