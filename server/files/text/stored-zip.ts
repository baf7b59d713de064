import { crc32 } from 'node:zlib';

/** A zip container of these parts, each as it is: for what is packed already, or read again at once. At most 4 GB, 65,535 parts. */
export function storedZip(parts: Iterable<readonly [name: string, content: Buffer]>): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const named = Buffer.from(name);
    const facts = factsOf(named, content);
    const at = Buffer.alloc(14);
    at.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), facts, at, named);
    pieces.push(Buffer.from('PK\u0003\u0004', 'latin1'), facts, named, content);
    offset += 4 + facts.length + named.length + content.length;
  }
  return Buffer.concat([...pieces, ...directory, endOf(directory, offset)]);
}

/** What stands before a part, and again in the directory: version, names in UTF-8, not packed, sum, lengths. */
function factsOf(name: Buffer, content: Buffer): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(0x0800, 2);
  // The first day there is: a file's own time is nobody's business here.
  facts.writeUInt16LE(0x21, 8);
  facts.writeUInt32LE(crc32(content), 10);
  facts.writeUInt32LE(content.length, 14);
  facts.writeUInt32LE(content.length, 18);
  facts.writeUInt16LE(name.length, 22);
  return facts;
}

function endOf(directory: readonly Buffer[], offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  for (const at of [8, 10]) end.writeUInt16LE(directory.length / 4, at);
  end.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return end;
}
