import { describe, expect, test } from 'vitest';
import { type Entry, readEntries, writeEntry } from './frames.ts';
import type { EntryHeader } from './manifest.ts';

async function* pieces(...texts: string[]): AsyncGenerator<Buffer, number> {
  for (const text of texts) yield Buffer.from(text);
  return texts.length;
}

async function write(header: EntryHeader, ...texts: string[]) {
  const written: Buffer[] = [];
  const writer = writeEntry(header, pieces(...texts));
  let next = await writer.next();
  for (; !next.done; next = await writer.next()) written.push(next.value);
  return { bytes: Buffer.concat(written), ...next.value };
}

async function read({ header, content }: Entry) {
  let text = '';
  let next = await content.next();
  for (; !next.done; next = await content.next()) text += next.value.toString('latin1');
  return { header, text, sum: next.value };
}

/** The bytes in pieces of a size, as a disk or a decompressor may give them. */
async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const deals: EntryHeader = { kind: 'table', name: 'ws_1.deals' };
const file: EntryHeader = { kind: 'file', name: 'ա/прайс.pdf' };

describe('entries of a backup', () => {
  test.each([1, 3, 4, 5, 1_000, 1_000_000])('are read as they were written, in pieces of %i bytes', async (size) => {
    const long = 'x'.repeat(150_000);
    const [first, second] = [await write(deals, 'a\t', long, 'b\n'), await write(file)];
    expect(first.result).toBe(3);
    const found = [];
    for await (const entry of readEntries(cut(Buffer.concat([first.bytes, second.bytes]), size))) {
      found.push(await read(entry));
    }
    expect(found).toEqual([
      { header: deals, text: `a\t${long}b\n`, sum: first.sum },
      { header: file, text: '', sum: second.sum },
    ]);
    expect([first.sum.bytes, second.sum.bytes]).toEqual([150_004, 0]);
  });

  test('that break off anywhere are an error, not a shorter entry', async () => {
    const { bytes } = await write(deals, 'one row\n');
    for (let length = 1; length < bytes.length; length++) {
      const reading = async () => {
        for await (const entry of readEntries(cut(bytes.subarray(0, length), 7))) await read(entry);
      };
      await expect(reading(), `${length} of ${bytes.length}`).rejects.toThrow('The backup ends within');
    }
  });
});
