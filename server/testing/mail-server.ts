import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll } from 'vitest';

/** A letter as a mailbox got it. */
export interface ArrivedLetter {
  readonly from: string;
  readonly to: readonly string[];
  readonly user: string | undefined;
  readonly isEncrypted: boolean;
  readonly mail: ParsedMail;
}

/** A real mail server; gone when the test file ends. */
export interface TestMailServer {
  readonly port: number;
  readonly arrived: ArrivedLetter[];
  /** Refuses what comes with this answer, as long as it is set. */
  refusal: { readonly at: 'recipient' | 'letter'; readonly status: number; readonly text: string } | null;
}

export const mailPassword = 'nine quinces';

/** Listens at localhost; takes letters from anybody, or from `anahit` alone where `signIn` is asked for. */
export async function useMailServer({ secure = false, signIn = false } = {}): Promise<TestMailServer> {
  const server: TestMailServer = { port: 0, arrived: [], refusal: null };
  const smtp = new SMTPServer({ ...optionsOf(server), secure, authOptional: !signIn });
  // Connections that a client gives up in the middle are what some tests are about.
  smtp.on('error', () => undefined);
  await new Promise<void>((done) => smtp.listen(0, '127.0.0.1', () => done()));
  afterAll(() => new Promise<void>((done) => smtp.close(() => done())));
  return Object.assign(server, { port: (smtp.server.address() as AddressInfo).port });
}

function optionsOf(server: TestMailServer): SMTPServerOptions {
  const refused = (at: 'recipient' | 'letter') =>
    server.refusal?.at === at
      ? Object.assign(new Error(server.refusal.text), { responseCode: server.refusal.status })
      : null;
  return {
    ...{ key: mailServerKey, cert: mailServerCertificate, disableReverseLookup: true, closeTimeout: 100 },
    onAuth: ({ username, password }, _session, done) => {
      if (username === 'anahit' && password === mailPassword) done(null, { user: username });
      else done(Object.assign(new Error('Username and password not accepted'), { responseCode: 535 }));
    },
    onRcptTo: (_address, _session, done) => done(refused('recipient')),
    onData: (stream, session, done) => {
      const { mailFrom, rcptTo } = session.envelope;
      const keep = (mail: ParsedMail) => {
        const failure = refused('letter');
        const from = mailFrom ? mailFrom.address : '';
        const user = session.user === undefined ? undefined : String(session.user);
        const to = rcptTo.map(({ address }) => address);
        if (!failure) server.arrived.push({ from, to, user, isEncrypted: session.secure, mail });
        done(failure);
      };
      simpleParser(stream).then(keep, done);
    },
  };
}

/** Of `localhost`, signed by nobody anybody knows; made for these tests and good for nothing else. */
export const mailServerKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgO9D6XnkU/gq+n9yj
M8dC0KFWTs4u1U8pkhZAM91vRU+hRANCAAR1hqcEtnDz5JPTzgsZWJgLNzINCuCo
9uWCmw6y4L6Fz534yASBXrVF+pNDpguSXtpgnGHfzwI7TRjud/PcUEC9
-----END PRIVATE KEY-----`;

export const mailServerCertificate = `-----BEGIN CERTIFICATE-----
MIIBYTCCAQegAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABHWGpwS2cPPkk9PO
CxlYmAs3Mg0K4Kj25YKbDrLgvoXPnfjIBIFetUX6k0OmC5Je2mCcYd/PAjtNGO53
89xQQL2jSDBGMBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAPBgNVHRMBAf8EBTADAQH/
MB0GA1UdDgQWBBSxIKYGWzYUWpA27x7TlGH5KVRzHjAKBggqhkjOPQQDAgNIADBF
AiBAmwf3dhELUACvZ1a4D9iHFwg3+krZGbDiaUsy3xVGJAIhAKWNcxSHv6MK/xUj
6z9fsCiuoJzfPGUT5h+lxNlcghf2
-----END CERTIFICATE-----`;
