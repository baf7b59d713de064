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

/** A letter as it is handed over. */
export interface OutgoingLetter {
  /** Stays the same at each attempt: by it a mailbox knows a letter that came twice. */
  readonly id: string;
  readonly at: Date;
  readonly to: Mailbox;
  /** Who wrote it, and gets the answer; absent for what Rapport itself writes. */
  readonly replyTo?: Mailbox;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}
