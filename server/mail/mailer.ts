import { createSealer, type Sealer } from '../config/sealer.ts';
import type { Settings } from '../config/settings.ts';
import type { Context } from '../context.ts';
import type { Allowance } from '../outgoing/allowance.ts';
import { findMailboxServer, findRelay, type RelayAddress } from '../outgoing/mail-relay.ts';
import { OutgoingError } from '../outgoing/outgoing-error.ts';
import { atMailbox, type MailboxAccount, type OpenMailbox } from './at-mailbox.ts';
import { handOver } from './hand-over.ts';
import { imapErrorOf } from './imap-fault.ts';
import { mailErrorOf } from './mail-fault.ts';
import type { MailServer, OutgoingLetter } from './mail-server.ts';

/** What an installation sends letters with. */
export interface Mailer {
  /** Where people reach Rapport: what links in letters begin with. */
  readonly publicUrl: string;
  /** The mail server of the environment, for workspaces that name none. */
  readonly server: MailServer | null;
  readonly sealer: Sealer;
  /** Throws OutgoingError when letters to a server that somebody names would be refused as things are now. */
  check(address: RelayAddress): Promise<void>;
  /** Hands a letter over; answers what the server said. Throws MailError. */
  hand(server: MailServer, letter: OutgoingLetter): Promise<string>;
  /** As `check`, of a server with mailboxes. Throws MailError. */
  checkMailbox(address: RelayAddress): Promise<void>;
  /** Signs in at a mailbox and does the work there; it is only read. Throws MailError, and whatever the work throws. */
  atMailbox<T>(account: MailboxAccount, work: (mailbox: OpenMailbox) => Promise<T>): Promise<T>;
}

export interface MailerSettings {
  readonly publicUrl: string;
  readonly secret: string;
  readonly server: MailServer | null;
  readonly allowance: Allowance;
  /** Certificates of mail servers besides the usual ones. */
  readonly certificates?: string;
  /** Milliseconds a server may take in all; some minutes when absent. */
  readonly longest?: number;
}

export function createMailer(settings: MailerSettings): Mailer {
  const { publicUrl, secret, server: own, allowance, certificates, longest } = settings;
  const more = { ...(certificates ? { certificates } : {}), ...(longest ? { longest } : {}) };
  const wayTo = async (server: MailServer) => {
    const addresses = await findRelay({ allowance }, server, server === own);
    return { server, addresses, ...more };
  };
  const addressesOf = (address: RelayAddress) =>
    findMailboxServer({ allowance }, address).catch((error: unknown) => {
      throw imapErrorOf(error);
    });
  return {
    ...{ publicUrl, server: own, sealer: createSealer(secret, 'mail') },
    async check(address) {
      await findRelay({ allowance }, address, false);
    },
    async hand(server, letter) {
      try {
        return await handOver(await wayTo(server), letter);
      } catch (error) {
        throw mailErrorOf(error);
      }
    },
    async checkMailbox(address) {
      await addressesOf(address);
    },
    async atMailbox(account, work) {
      const addresses = await addressesOf(account);
      return atMailbox({ account, addresses, ...more }, work);
    },
  };
}

/** The mail server the environment names. */
export function mailServerOf(settings: Settings): MailServer | null {
  const { SMTP_HOST: host, SMTP_PORT: port, SMTP_SECURITY: security, SMTP_FROM: from } = settings;
  if (!host || !from) return null;
  return { host, port, security, user: settings.SMTP_USER ?? null, password: settings.SMTP_PASSWORD ?? null, from };
}

/** How this context sends letters; requests and jobs of a server always can. Throws OutgoingError in a sandbox. */
export function mailerOf({ mailer, workspace }: Context): Mailer {
  if (workspace.sandboxOf) throw new OutgoingError('outgoingSandbox');
  if (!mailer) throw new Error('Nothing sends letters here');
  return mailer;
}
