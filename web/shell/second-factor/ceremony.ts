import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import type { PasskeyAssertion, PasskeyAttestation } from '../../../shared/contract/passkey.ts';
import { problemHere } from '../../client/api-error.ts';

/** What the server has the browser asked. */
export interface Asked {
  readonly options: object;
}

/** Whether passkeys can be used here at all: they are of a name, and of a page that nobody on the way could have changed. */
export function allowsPasskeys(): boolean {
  const isNumber = /^[\d.]+$|:/.test(window.location.hostname);
  return window.isSecureContext && 'PublicKeyCredential' in window && !isNumber;
}

/** Has a device make a passkey. Throws ApiError `passkeyNotGiven`, `passkeyThere`. */
export async function makePasskey({ options }: Asked): Promise<PasskeyAttestation> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const optionsJSON = options as PublicKeyCredentialCreationOptionsJSON;
  const { id, response } = await told(() => startRegistration({ optionsJSON }));
  const { clientDataJSON: clientData, attestationObject: attestation, transports = [] } = response;
  return { id, clientData, attestation, transports };
}

/** Has a device sign by a passkey it holds. Throws ApiError `passkeyNotGiven`. */
export async function showPasskey({ options }: Asked): Promise<PasskeyAssertion> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const optionsJSON = options as PublicKeyCredentialRequestOptionsJSON;
  const { id, response } = await told(() => startAuthentication({ optionsJSON }));
  const { clientDataJSON: clientData, authenticatorData, signature } = response;
  return { id, clientData, authenticatorData, signature };
}

/** Browsers tell little, on purpose: that somebody thought better of it looks as if there were no passkey. */
async function told<T>(ceremony: () => Promise<T>): Promise<T> {
  try {
    return await ceremony();
  } catch (error) {
    const isThere = error instanceof Error && error.name === 'InvalidStateError';
    throw await problemHere(isThere ? 'passkeyThere' : 'passkeyNotGiven', error);
  }
}
