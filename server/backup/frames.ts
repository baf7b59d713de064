import { createHash } from 'node:crypto';
import { type EntryHeader, entryHeader } from './manifest.ts';

/** What an entry came to. */
export interface EntrySum {
  readonly bytes: number;
  readonly sha256: string;
}

export interface Entry {
  readonly header: EntryHeader;
  /** To be read to its end before the next entry. */
  readonly content: AsyncGenerator<Buffer, EntrySum>;
}

/** Small pieces are gathered to frames of this many bytes at least. */
const frameSize = 65_536;

/**
 * An entry as it lies in the file: frames of a length (4 bytes) and that many bytes, the header as JSON first, an empty
 * frame last. Returns what it came to and what `content` returned.
 */
export async function* writeEntry<R>(
  header: EntryHeader,
  content: AsyncGenerator<Buffer, R>,
): AsyncGenerator<Buffer, { sum: EntrySum; result: R }> {
  yield frame([Buffer.from(JSON.stringify(header))]);
  const hash = createHash('sha256');
  let bytes = 0;
  let waiting: Buffer[] = [];
  let size = 0;
  let next = await content.next();
  for (; !next.done; next = await content.next()) {
    hash.update(next.value);
    bytes += next.value.length;
    size += next.value.length;
    waiting.push(next.value);
    if (size < frameSize) continue;
    yield frame(waiting);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield frame(waiting);
  yield frame([]);
  return { sum: { bytes, sha256: hash.digest('hex') }, result: next.value };
}

function frame(parts: readonly Buffer[]): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(parts.reduce((sum, part) => sum + part.length, 0));
  return Buffer.concat([length, ...parts]);
}

/** The entries in a stream of bytes, one after another. */
export async function* readEntries(source: AsyncIterable<Buffer>): AsyncGenerator<Entry, void> {
  const bytes = new ByteReader(source);
  for (;;) {
    const header = await readFrame(bytes);
    if (!header) return;
    yield { header: entryHeader.parse(JSON.parse(header.toString())), content: readContent(bytes) };
  }
}

async function* readContent(bytes: ByteReader): AsyncGenerator<Buffer, EntrySum> {
  const hash = createHash('sha256');
  let length = 0;
  for (;;) {
    const piece = await readFrame(bytes);
    if (!piece) throw new Error('The backup ends within an entry');
    if (piece.length === 0) return { bytes: length, sha256: hash.digest('hex') };
    hash.update(piece);
    length += piece.length;
    yield piece;
  }
}

/** Null at the end of everything. */
async function readFrame(bytes: ByteReader): Promise<Buffer | null> {
  const length = await bytes.take(4);
  if (!length) return null;
  const content = await bytes.take(length.readUInt32BE());
  if (!content) throw new Error('The backup ends within a frame');
  return content;
}

/** Takes exact numbers of bytes from a stream of pieces. */
class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #pieces: Buffer[] = [];
  #size = 0;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async take(count: number): Promise<Buffer | null> {
    while (this.#size < count) {
      const next = await this.#source.next();
      if (next.done) {
        if (this.#size === 0) return null;
        throw new Error('The backup ends within a frame');
      }
      this.#pieces.push(next.value);
      this.#size += next.value.length;
    }
    const all = this.#pieces.length === 1 ? (this.#pieces[0] as Buffer) : Buffer.concat(this.#pieces);
    this.#pieces = all.length > count ? [all.subarray(count)] : [];
    this.#size = all.length - count;
    return all.subarray(0, count);
  }
}
