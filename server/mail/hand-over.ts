import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import { mailErrorOf } from './mail-fault.ts';
import type { MailServer, OutgoingLetter } from './mail-server.ts';

export interface HandOver {
  readonly server: MailServer;
  /** Addresses of the server that were checked; tried in order while none can be connected to. */
  readonly addresses: readonly string[];
  /** Certificates besides the usual ones. */
  readonly certificates?: string;
  /** Milliseconds for all of it; two minutes when absent. */
  readonly longest?: number;
}

/** Milliseconds to connect, to be greeted, and for silence in between. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as const;

/** A server that says a word now and then is never silent. Less than a letter under way is nobody else's to send. */
const longest = 120_000;

/** Hands a letter to a mail server; answers what the server said when it took it. Throws MailError. */
export function handOver(way: HandOver, { id, at, thread, ...letter }: OutgoingLetter): Promise<string> {
  const { from } = way.server;
  const signal = AbortSignal.timeout(way.longest ?? longest);
  return atServer(way, async (transport) => {
    const { response } = await transport.sendMail({
      signal,
      ...{ ...letter, from, date: at, messageId: `<${id}@${domainOf(from.address)}>` },
      ...(thread ? { inReplyTo: bracketed(thread.inReplyTo), references: thread.references.map(bracketed) } : {}),
      // Answering machines keep silent to letters of machines.
      ...(letter.replyTo ? {} : { headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } }),
    });
    return response;
  });
}

/** Whether a mail server lets us in; nothing is sent. Throws MailError. */
export async function greet(way: HandOver): Promise<void> {
  await atServer(way, (transport) => transport.verify());
}

type Transport = ReturnType<typeof transportTo>;

async function atServer<T>(way: HandOver, work: (transport: Transport) => Promise<T>): Promise<T> {
  let failure = mailErrorOf(new Error('no address'));
  for (const address of way.addresses) {
    const transport = transportTo(way, address);
    try {
      return await work(transport);
    } catch (error) {
      failure = mailErrorOf(error, way.server.password);
      if (failure.code !== 'outgoingUnreachable') break;
    } finally {
      transport.close();
    }
  }
  throw failure;
}

function transportTo({ server, certificates }: HandOver, address: string) {
  const { host, port, security, user, password, from } = server;
  return createTransport({
    ...patience,
    // The address was checked; the name is what the certificate has to be for.
    ...{ host: address, port, secure: security === 'tls', requireTLS: security === 'starttls' },
    ignoreTLS: security === 'none',
    tls: {
      minVersion: 'TLSv1.2',
      ...(isIP(host) ? {} : { servername: host }),
      ...(certificates ? { ca: certificates } : {}),
    },
    ...(user ? { auth: { user, pass: password ?? '' } } : {}),
    ...{ disableFileAccess: true, disableUrlAccess: true },
    name: domainOf(from.address),
  });
}

const bracketed = (messageId: string): string => `<${messageId}>`;

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
