import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterAll } from 'vitest';

/** A name server on loopback; gone when the test file ends. It knows the texts it was given and nothing else. */
export interface TestNameServer {
  /** As `nameServers` and NAME_SERVERS take it. */
  readonly address: string;
  /** The texts at each name. */
  readonly texts: Map<string, readonly string[]>;
  /** Answers that it can not say, as long as it is set. */
  isFailing: boolean;
}

const [noSuchName, failing, textType, internet] = [3, 2, 16, 1];

/** Speaks DNS over UDP, as far as a question for texts needs it. */
export async function useNameServer(): Promise<TestNameServer> {
  const socket = createSocket('udp4');
  const server = { address: '', texts: new Map<string, readonly string[]>(), isFailing: false };
  socket.on('message', (asked, { port, address }) => socket.send(answerTo(asked, server), port, address));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  afterAll(() => void socket.close());
  server.address = `127.0.0.1:${socket.address().port}`;
  return server;
}

function answerTo(asked: Buffer, { texts, isFailing }: TestNameServer): Buffer {
  const { name, end } = readName(asked);
  const found = texts.get(name);
  const records = isFailing ? [] : (found ?? []).map(recordOf);
  const header = Buffer.from(asked.subarray(0, 12));
  const code = isFailing ? failing : found ? 0 : noSuchName;
  header.writeUInt16BE(0x8180 | code, 2);
  for (const [at, count] of [1, records.length, 0, 0].entries()) header.writeUInt16BE(count, 4 + 2 * at);
  return Buffer.concat([header, asked.subarray(12, end + 4), ...records]);
}

/** The name that is asked for, and where it ends. */
function readName(asked: Buffer): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = asked[at] ?? 0; length > 0; length = asked[at] ?? 0) {
    labels.push(asked.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

/** A TXT record of the name in the question; a longer text is cut into strings of 255 bytes. */
function recordOf(text: string): Buffer {
  const bytes = Buffer.from(text);
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const part = bytes.subarray(at, at + 255);
    parts.push(Buffer.from([part.length]), part);
  }
  const content = Buffer.concat(parts);
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(textType, 2);
  head.writeUInt16BE(internet, 4);
  head.writeUInt16BE(content.length, 10);
  return Buffer.concat([head, content]);
}
