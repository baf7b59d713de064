import type { MailSecurity } from '../../shared/mail/mail-server.ts';

/** Somebody letters come from or go to. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** The server letters are handed to, and whom they come from. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  readonly user: string | null;
  readonly password: string | null;
  readonly from: Mailbox;
}

/** The letters a letter answers, as its headers say it. */
export interface Thread {
  /** The Message-ID of the one it answers. */
  readonly inReplyTo: string;
  /** Those before it, oldest first, the answered one last. */
  readonly references: readonly string[];
}

/** A letter as it is handed over. */
export interface OutgoingLetter {
  /** Stays the same at each attempt: by it a mailbox knows a letter that came twice. */
  readonly id: string;
  readonly at: Date;
  readonly to: Mailbox;
  /** Who wrote it, and gets the answer; absent for what Rapport itself writes. */
  readonly replyTo?: Mailbox;
  readonly thread?: Thread;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}
