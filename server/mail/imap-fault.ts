import type { MailFault } from '../../shared/contract/error-codes.ts';
import { OutgoingError } from '../outgoing/outgoing-error.ts';
import { MailError } from './mail-error.ts';
import { shownAnswer } from './mail-fault.ts';

/** What the library says of a failure at a mailbox. */
interface ImapFailure {
  readonly code?: string;
  readonly message?: string;
  readonly authenticationFailed?: boolean;
  readonly responseText?: string;
}

/** What went wrong on the way to a mailbox, in words of ours, with what the server itself said. */
export function imapErrorOf(error: unknown, password: string | null = null): MailError {
  if (error instanceof MailError) return error;
  if (error instanceof OutgoingError)
    return new MailError(error.code === 'outgoingPort' ? 'mailboxPort' : error.code, { cause: error });
  const failure = error as ImapFailure;
  const answer = failure.responseText ? shownAnswer(failure.responseText, password) : null;
  return new MailError(codeOf(failure), { answer, cause: error });
}

function codeOf({ authenticationFailed, code = '', message = '' }: ImapFailure): MailFault {
  const said = `${code} ${message}`;
  if (authenticationFailed) return 'mailSignIn';
  if (/certificate|self.signed|altname|CERT_/i.test(said)) return 'outgoingCertificate';
  if (/starttls/i.test(said)) return 'mailNoEncryption';
  if (/timeout|timed out/i.test(said)) return 'outgoingTimeout';
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(said)) return 'outgoingUnreachable';
  return 'outgoingBroken';
}
