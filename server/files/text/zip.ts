import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);

/** A part of a container, as its directory tells of it. */
export interface ZipEntry {
  readonly name: string;
  /** Gives the content; throws `UnreadableFile` for one that unpacks to more than `most` bytes, is encrypted or broken. */
  readonly read: (most: number) => Promise<Buffer>;
}

/** A file that says it is something else than it is, or that unpacks to more than is read. */
export class UnreadableFile extends Error {}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
/** The directory's end stands at the very end, before a comment of at most so many bytes. */
const longestEnd = 65_557;
const mostEntries = 10_000;

/**
 * The parts of a zip container (a docx, xlsx, pptx or odt) by its directory, nothing unpacked yet: of a container within it
 * nothing is ever read. Throws `UnreadableFile` for what is none.
 */
export function listZipEntries(file: Buffer): readonly ZipEntry[] {
  const end = findEnd(file);
  const count = Math.min(file.readUInt16LE(end + 10), mostEntries);
  const entries: ZipEntry[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== entrySignature) throw new UnreadableFile('broken directory');
    const nameEnd = at + 46 + file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, nameEnd);
    const directory = at;
    entries.push({ name, read: (most) => readEntry(file, directory, most) });
    at = nameEnd + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(file: Buffer): number {
  for (let at = file.length - 22; at >= Math.max(0, file.length - longestEnd); at--) {
    if (file.readUInt32LE(at) === endSignature) return at;
  }
  throw new UnreadableFile('no directory');
}

async function readEntry(file: Buffer, directory: number, most: number): Promise<Buffer> {
  const [flags, method] = [file.readUInt16LE(directory + 8), file.readUInt16LE(directory + 10)];
  const [packed, local] = [file.readUInt32LE(directory + 20), file.readUInt32LE(directory + 42)];
  if (flags & 1) throw new UnreadableFile('encrypted');
  if (local + 30 > file.length || file.readUInt32LE(local) !== localSignature) throw new UnreadableFile('broken part');
  const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  const content = file.subarray(start, start + packed);
  if (method === 0 && content.length <= most) return content;
  if (method !== 8) throw new UnreadableFile('packed in a way that is not read');
  try {
    // Whatever the directory promises: unpacking ends at the limit.
    return await inflate(content, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    throw new UnreadableFile('too large or broken', { cause: error });
  }
}
