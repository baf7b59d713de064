import { createServer, type Server, type Socket } from 'node:net';

/** Columns of the one row that any statement is answered with: type's number and text. */
export type FakeRow = Readonly<Record<string, readonly [oid: number, text: string]>>;

/** Listens on 127.0.0.1 and speaks as much of PostgreSQL's protocol as it takes to be asked one thing. */
export async function startOldPostgres(row: FakeRow): Promise<{ readonly port: number; close(): void }> {
  const server = createServer((socket) => converse(socket, row));
  return { port: await listen(server), close: () => server.close() };
}

export function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
}

const ready = message('Z', Buffer.from('I'));

function converse(socket: Socket, row: FakeRow): void {
  let greeted = false;
  socket.on('error', () => undefined);
  socket.on('data', (data) => {
    if (!greeted) {
      greeted = true;
      socket.write(Buffer.concat([message('R', integer(0)), ready]));
    } else if (data.at(0) !== 'X'.charCodeAt(0)) socket.write(answer(row));
  });
}

function answer(row: FakeRow): Buffer {
  return Buffer.concat([
    message('1'),
    message('2'),
    message('T', short(Object.keys(row).length), ...Object.entries(row).map(([name, [oid]]) => column(name, oid))),
    message('D', short(Object.keys(row).length), ...Object.values(row).map(([, text]) => value(text))),
    message('C', Buffer.from('SELECT 1\0')),
    ready,
  ]);
}

function column(name: string, oid: number): Buffer {
  return Buffer.concat([
    Buffer.from(`${name}\0`),
    integer(0),
    short(0),
    integer(oid),
    short(-1),
    integer(-1),
    short(0),
  ]);
}

function value(text: string): Buffer {
  return Buffer.concat([integer(Buffer.byteLength(text)), Buffer.from(text)]);
}

function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), integer(body.length + 4), body]);
}

function integer(number: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(number);
  return buffer;
}

function short(number: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeInt16BE(number);
  return buffer;
}
