import type { Configuration, CustomFetchOptions } from 'openid-client';
import type { OutgoingClient } from '../outgoing/outgoing-client.ts';

/** Read when somebody signs in by a provider. */
const library = () => import('openid-client');

export interface ProviderClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
}

/** What is kept by the browser between being sent away and coming back. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Somebody as the provider vouches for them. */
export interface Vouched {
  readonly subject: string;
  readonly email: string | null;
  readonly isEmailVerified: boolean;
  readonly name: string | null;
  /** `amr` and `acr`: how they signed in there. */
  readonly methods: readonly string[];
}

/**
 * Asks the provider who it is. Everything goes by the one guarded client; the ID token's signature is checked by the provider's keys,
 * although it comes straight from there. Throws OutgoingError, and what the library throws at an answer that is none.
 */
export async function discover(outgoing: OutgoingClient, client: ProviderClient): Promise<Configuration> {
  const { discovery, customFetch, ClientSecretBasic, allowInsecureRequests, enableNonRepudiationChecks } =
    await library();
  const issuer = new URL(client.issuer);
  const execute = isHere(issuer) ? [allowInsecureRequests, enableNonRepudiationChecks] : [enableNonRepudiationChecks];
  return discovery(issuer, client.clientId, {}, ClientSecretBasic(client.secret), {
    ...{ execute, timeout: 10, [customFetch]: fetchBy(outgoing) },
  });
}

/** Where to send the browser, and what it has to bring back. */
export async function sendAway(config: Configuration, redirectUri: string, email: string | null) {
  const lib = await library();
  const verifier = lib.randomPKCECodeVerifier();
  const attempt: Attempt = { state: lib.randomState(), nonce: lib.randomNonce(), verifier };
  const url = lib.buildAuthorizationUrl(config, {
    ...{ redirect_uri: redirectUri, scope: 'openid email profile', response_type: 'code' },
    ...{ code_challenge: await lib.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
    ...{ state: attempt.state, nonce: attempt.nonce },
    ...(email ? { login_hint: email } : {}),
  });
  return { url: url.href, attempt };
}

/** For whom the provider vouches with what the browser brought back. Throws what the library throws at what is not right. */
export async function takeBack(config: Configuration, url: string, attempt: Attempt): Promise<Vouched> {
  const lib = await library();
  const tokens = await lib.authorizationCodeGrant(config, new URL(url), {
    ...{ expectedState: attempt.state, expectedNonce: attempt.nonce, pkceCodeVerifier: attempt.verifier },
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new lib.ClientError('no ID token');
  const isWhole = typeof claims.email === 'string';
  const more = isWhole ? claims : await lib.fetchUserInfo(config, tokens.access_token, claims.sub);
  return {
    subject: claims.sub,
    email: typeof more.email === 'string' ? more.email.trim().toLowerCase() : null,
    isEmailVerified: more.email_verified === true,
    name: typeof more.name === 'string' && more.name.trim() !== '' ? more.name.trim().slice(0, 200) : null,
    methods: [claims.acr, ...(Array.isArray(claims.amr) ? claims.amr : [])].filter((one) => typeof one === 'string'),
  };
}

/** Whether the provider's answer was not what it has to be: no fault of ours, and nothing is told of it but that. */
export async function isRefusal(error: unknown): Promise<boolean> {
  const { ClientError, AuthorizationResponseError, ResponseBodyError, WWWAuthenticateChallengeError } = await library();
  return [ClientError, AuthorizationResponseError, ResponseBodyError, WWWAuthenticateChallengeError].some(
    (known) => error instanceof known,
  );
}

/** Only a provider on this very machine may be spoken to in the open; the operator has to allow even that. */
function isHere({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function fetchBy(outgoing: OutgoingClient) {
  return async (url: string, { method, headers, body }: CustomFetchOptions): Promise<Response> => {
    const text = body === undefined || body === null ? {} : { body: String(body) };
    const answer = await outgoing.send({
      ...{ url, method: method as 'GET' | 'POST', headers: Object.fromEntries(new Headers(headers)), ...text },
    });
    const type = answer.headers['content-type'];
    const shown = new Headers(typeof type === 'string' ? { 'content-type': type } : {});
    return new Response(new Uint8Array(answer.body), { status: answer.status, headers: shown });
  };
}
