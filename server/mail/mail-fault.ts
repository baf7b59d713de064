import type { MailFault } from '../../shared/contract/error-codes.ts';
import { OutgoingError } from '../outgoing/outgoing-error.ts';
import { MailError } from './mail-error.ts';

/** What the mail library says of a failure. */
interface SmtpFailure {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly cause?: unknown;
}

/** Characters kept of a server's answer. */
const answerLength = 500;

/** What went wrong on the way to a mail server, in words of ours, with what the server itself said. */
export function mailErrorOf(error: unknown, password: string | null = null): MailError {
  if (error instanceof MailError) return error;
  if (error instanceof OutgoingError)
    return new MailError(error.code === 'outgoingPort' ? 'mailPort' : error.code, { cause: error });
  const failure = error as SmtpFailure;
  const answer = failure.response ? shownAnswer(failure.response, password) : null;
  const status = failure.responseCode ?? 0;
  const code = codeOf(failure, status);
  return new MailError(code, { answer, isFinal: isFinal(code, status), cause: error });
}

/** What a server said, without what could end a line or begin a sequence of a terminal, and without the password where it says that, too. */
export function shownAnswer(answer: string, password: string | null = null): string {
  const told = password ? answer.replaceAll(password, hidden).replaceAll(encoded(password), hidden) : answer;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return told.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').slice(0, answerLength);
}

const hidden = '••••';
const encoded = (password: string): string => Buffer.from(password).toString('base64');

function codeOf(failure: SmtpFailure, status: number): MailFault {
  const code = failure.code ?? '';
  if (code === 'EAUTH') return 'mailSignIn';
  if (/certificate|self.signed|altname/i.test(`${error(failure)}`)) return 'outgoingCertificate';
  if (code === 'ETLS') return 'mailNoEncryption';
  if (code === 'ETIMEDOUT' || code === 'EABORT') return 'outgoingTimeout';
  if (status >= 400 && status < 500) return 'mailPutOff';
  if (failure.command === 'RCPT TO') return 'mailRecipientRefused';
  if (status >= 500) return 'mailRefused';
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(`${error(failure)}`)) return 'outgoingUnreachable';
  return 'outgoingBroken';
}

function error(failure: SmtpFailure): string {
  const { cause } = failure;
  return [failure, cause]
    .map((one) => (one instanceof Error ? `${one.message} ${'code' in one ? String(one.code) : ''}` : ''))
    .join(' ');
}

/** Settings may be mended, and servers come back; a refusal of this very letter stays one. */
function isFinal(code: MailFault, status: number): boolean {
  return status >= 500 && (code === 'mailRecipientRefused' || code === 'mailRefused');
}
