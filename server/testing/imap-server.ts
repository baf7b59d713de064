import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { afterAll } from 'vitest';
import { mailServerCertificate, mailServerKey } from './mail-server.ts';

/** A real server with mailboxes: Dovecot, as a child of the test; gone when the test file ends. */
export interface TestImapServer {
  readonly port: number;
  /** Puts a letter into a folder of somebody's mailbox, as its server would; answers its number. */
  deliver(user: string, letter: string | Buffer, folder?: string): Promise<number>;
  /** Does something there as the owner of the mailbox. */
  at<T>(user: string, work: (client: ImapFlow) => Promise<T>): Promise<T>;
}

export const mailboxPassword = 'nine-quinces';

const candidates = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'];

/** Dovecot of the 2.3 line, whose settings these are; null where there is none (on Debian: apt-get install dovecot-imapd). */
export function findDovecot(): string | null {
  const found = candidates.find((path) => existsSync(path));
  return found && execFileSync(found, ['--version']).toString().startsWith('2.3.') ? found : null;
}

/** Listens at localhost by STARTTLS; everybody's password is `mailboxPassword`, and their mailboxes are empty. */
export async function useImapServer(dovecot: string): Promise<TestImapServer> {
  const folder = await mkdtemp(join(tmpdir(), 'imap-'));
  const port = await findPort();
  await prepare(folder, port);
  const child = spawn(dovecot, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' });
  afterAll(() => stop(child, folder));
  const at = async <T>(user: string, work: (client: ImapFlow) => Promise<T>) => {
    const client = new ImapFlow({
      ...{ host: '127.0.0.1', port, secure: false, logger: false, auth: { user, pass: mailboxPassword } },
      tls: { ca: mailServerCertificate, servername: 'localhost' },
    });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.logout();
    }
  };
  await untilItAnswers(() => at('nobody', async () => undefined));
  const deliver = (user: string, letter: string | Buffer, to = 'INBOX') =>
    at(user, async (client) => {
      const appended = await client.append(to, Buffer.from(letter));
      return appended ? (appended.uid ?? 0) : 0;
    });
  return { port, deliver, at };
}

async function prepare(folder: string, port: number): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  const { uid, gid, username } = userInfo();
  await chmod(folder, 0o755);
  await writeFile(join(folder, 'key.pem'), mailServerKey, { mode: 0o600 });
  await writeFile(join(folder, 'certificate.pem'), mailServerCertificate);
  await mkdir(join(folder, 'mail'), { mode: 0o777 });
  // Programs of root hand mail over to nobody who is root.
  const owner = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : { uid, gid };
  await chown(join(folder, 'mail'), owner.uid, owner.gid);
  await writeFile(join(folder, 'dovecot.conf'), settings(folder, port, owner, isRoot ? null : username));
}

const idOf = (which: '-u' | '-g') => Number(execFileSync('id', [which, 'nobody']).toString());

function settings(folder: string, port: number, owner: { uid: number; gid: number }, user: string | null): string {
  return `
    protocols = imap
    listen = 127.0.0.1
    base_dir = ${folder}/run
    state_dir = ${folder}/state
    log_path = ${folder}/log
    ${user ? `default_internal_user = ${user}\n default_login_user = ${user}\n default_internal_group =` : ''}
    ssl = required
    ssl_cert = <${folder}/certificate.pem
    ssl_key = <${folder}/key.pem
    auth_mechanisms = plain
    auth_failure_delay = 0
    mail_location = maildir:${folder}/mail/%u
    first_valid_uid = 1
    passdb {
      driver = static
      args = password=${mailboxPassword}
    }
    userdb {
      driver = static
      args = uid=${owner.uid} gid=${owner.gid} home=${folder}/mail/%u
    }
    namespace inbox {
      inbox = yes
      mailbox Sent {
        auto = subscribe
        special_use = \\Sent
      }
    }
    service imap-login {
      ${user ? 'chroot =' : ''}
      inet_listener imap {
        port = ${port}
      }
      inet_listener imaps {
        port = 0
      }
    }
    service anvil {
      ${user ? 'chroot =' : ''}
    }
  `;
}

function findPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function untilItAnswers(ask: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await ask();
      return;
    } catch (error) {
      if (tries === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  await ended;
  await rm(folder, { recursive: true, force: true });
}
