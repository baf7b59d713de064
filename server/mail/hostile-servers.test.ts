import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, expect, test } from 'vitest';
import { noAllowance, readAllowance } from '../outgoing/allowance.ts';
import { centrePassword, useSmsCentre } from '../outgoing/sms-centre.factory.ts';
import { atSmsCentre } from '../outgoing/sms-centre.ts';
import { mailServerCertificate, mailServerKey } from '../testing/mail-server.ts';
import { createMailer } from './mailer.ts';

/** Servers that are never silent and never done: without an end to the whole of it they would hold whoever waits for them. */
const patient = { publicUrl: 'https://crm.example.org', secret: 'a secret of thirty-two characters', server: null };
const mailerFor = (longest: number) =>
  createMailer({
    ...{ ...patient, allowance: readAllowance('localhost') ?? noAllowance, certificates: mailServerCertificate },
    longest,
  });
const mailer = mailerFor(400);

interface Talk {
  readonly hello: string;
  /** What is answered to each word of the client, in order. */
  readonly answers?: readonly ((asked: string) => string)[];
  /** What is said again and again after that. */
  readonly endless?: string;
  readonly isSecure?: boolean;
}

async function talk({ hello, answers = [], endless = '', isSecure = false }: Talk) {
  const sockets = new Set<Socket>();
  const meet = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let asked = 0;
    let timer: NodeJS.Timeout | undefined;
    socket.on('close', () => clearInterval(timer));
    socket.write(hello);
    socket.on('data', (words) => {
      const answer = answers[asked];
      asked += 1;
      if (answer) socket.write(answer(words.toString()));
      else timer ??= setInterval(() => socket.write(endless), 20);
    });
  };
  const server = isSecure
    ? createTlsServer({ key: mailServerKey, cert: mailServerCertificate }, meet)
    : createServer(meet);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, sockets };
}

const from = { name: '', address: 'crm@ararat.am' };
const letter = { id: '1', at: new Date(), to: from, subject: 'x', text: 'x', html: 'x' };
const account = { host: 'localhost', security: 'tls', user: 'boris', password: 'nine-quinces' } as const;
const gone = (sockets: ReadonlySet<Socket>) => expect.poll(() => [...sockets].every((one) => one.destroyed)).toBe(true);

test('a mailbox whose server goes on answering the same question is left after a time, and nothing stays open', async () => {
  const { port, sockets } = await talk({
    hello: '* PREAUTH ready\r\n',
    endless: '* OK Still here\r\n',
    isSecure: true,
  });
  await expect(mailer.atMailbox({ ...account, port }, (open) => open.listFolders())).rejects.toMatchObject({
    code: 'outgoingTimeout',
  });
  await gone(sockets);
});

test('a mail server that never ends its answer is left before somebody else may send the letter', async () => {
  const { port, sockets } = await talk({
    hello: '220 here\r\n',
    answers: [() => '250 fine\r\n'],
    endless: '250-one more\r\n',
  });
  const server = { host: 'localhost', port, security: 'none', user: null, password: null, from } as const;
  await expect(mailer.hand(server, letter)).rejects.toMatchObject({ code: 'outgoingTimeout', isFinal: false });
  await gone(sockets);
});

test('an SMS centre that has no end of messages is left after a time', async () => {
  const centre = await useSmsCentre();
  centre.onSignedIn = (session) => {
    const more = { source_addr: '37410000000', short_message: 'more' };
    const timer = setInterval(() => session.deliver_sm({ ...more }), 20);
    session.on('close', () => clearInterval(timer));
  };
  const anahit = { host: '127.0.0.1', port: centre.port, user: 'anahit', password: centrePassword, systemType: '' };
  const way = { account: { ...anahit, security: 'none' as const }, addresses: ['127.0.0.1'], longest: 1_500 };
  let taken = 0;
  const take = async () => {
    taken += 1;
  };
  await atSmsCentre(way, take, (open) => open.quiet(1_000));
  expect(taken).toBeGreaterThan(0);
});

test('a server that says the password back is not repeated', async () => {
  const words = (line: string) => `${line} no: nine-quinces, ${Buffer.from('nine-quinces').toString('base64')}\r\n`;
  const imap = await talk({
    ...{ hello: '* OK [CAPABILITY IMAP4rev1] ready\r\n', isSecure: true },
    answers: Array.from({ length: 5 }, () => (asked: string) => words(`${asked.split(' ')[0]} NO`)),
  });
  const calm = mailerFor(30_000);
  const refused = calm.atMailbox({ ...account, port: imap.port }, (open) => open.listFolders());
  await expect(refused).rejects.toMatchObject({ code: 'mailSignIn', answer: 'no: ••••, ••••' });
  const smtp = await talk({
    ...{ hello: '220 here\r\n', isSecure: true },
    answers: [() => '250-here\r\n250 AUTH PLAIN\r\n', () => words('535 5.7.8')],
  });
  await expect(calm.hand({ ...account, port: smtp.port, from }, letter)).rejects.toMatchObject({
    ...{ code: 'mailSignIn', answer: '535 5.7.8 no: ••••, ••••' },
  });
});
