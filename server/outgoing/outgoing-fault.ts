import { errors } from 'undici';
import type { OutgoingFault } from '../../shared/contract/error-codes.ts';
import { OutgoingError } from './outgoing-error.ts';

/** What went wrong on the way, in words of ours; the cause stays with it. */
export function faultOf(error: unknown, deadline: AbortSignal): OutgoingError {
  if (error instanceof OutgoingError) return error;
  const cause = { cause: error };
  if (deadline.aborted || isTimeout(error)) return new OutgoingError('outgoingTimeout', cause);
  return new OutgoingError(
    codes[codeOf(error)] ?? (isCertificate(codeOf(error)) ? 'outgoingCertificate' : 'outgoingBroken'),
    cause,
  );
}

const codes: Readonly<Record<string, OutgoingFault>> = {
  ECONNREFUSED: 'outgoingUnreachable',
  EHOSTUNREACH: 'outgoingUnreachable',
  ENETUNREACH: 'outgoingUnreachable',
  EADDRNOTAVAIL: 'outgoingUnreachable',
  ENOTFOUND: 'outgoingUnknownHost',
  ETIMEDOUT: 'outgoingTimeout',
};

function isTimeout(error: unknown): boolean {
  return (
    error instanceof errors.ConnectTimeoutError ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError
  );
}

function isCertificate(code: string): boolean {
  return /^(CERT_|DEPTH_ZERO_|SELF_SIGNED|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/.test(code);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
