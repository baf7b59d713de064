import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { afterAll } from 'vitest';
import { listWorkspaces } from '../../../server/auth/workspace.repository.ts';
import type { WorkspaceAddress } from '../../../server/db/database.ts';
import type { OutgoingAnswer } from '../../../server/outgoing/outgoing-client.ts';
import type { DomainProof } from '../../../shared/contract/identity-provider.ts';
import type { Browser, Office } from './office.factory.ts';

/** Somebody the provider knows. */
export interface Known {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly name?: string;
}

/** A real OpenID provider, in this process on loopback. Whoever comes is who `next` says. */
export interface TestProvider {
  readonly issuer: string;
  /** Where it sends people back to; `rotate` tells it of another. */
  redirectUri: string;
  readonly clients: readonly { readonly client_id: string; readonly client_secret: string }[];
  /** Who signs in there the next times, and by what methods. */
  next: Known;
  methods: readonly string[];
  /** An ID token as it would sign one with these claims. */
  sign(claims: object): string;
  /** Signs with another key from now on, and knows the old one no more. */
  rotate(): void;
  /** Goes where the installation sent the browser, and answers the address it is sent back to. */
  visit(url: string): Promise<string>;
}

export async function openProvider(redirectUri: string): Promise<TestProvider> {
  const people = new Map<string, Known>();
  let handle: ReturnType<typeof makeProvider>;
  const server = createServer((request, response) => handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => void server.close());
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients = ['rapport', 'another'].map((id) => ({ client_id: id, client_secret: `${id} ${randomUUID()}` }));
  const opened: TestProvider = {
    ...{ issuer, redirectUri, clients, methods: ['pwd'], visit: (url) => visit(url, opened.redirectUri) },
    next: { sub: 'nobody', email: 'nobody@example.org', email_verified: false },
    sign: () => '',
    rotate: () => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const kid = randomUUID();
      handle = makeProvider(opened, people, { ...privateKey.export({ format: 'jwk' }), kid });
      opened.sign = (claims) => {
        const signed = [{ alg: 'RS256', kid }, claims].map((part) => base64url(JSON.stringify(part))).join('.');
        return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
      };
    },
  };
  opened.rotate();
  return opened;
}

/** Browsers that come by the provider, each from an address of its own. */
export function visitorsOf(office: Office, provider: TestProvider) {
  let addresses = 0;
  const fresh = () => office.browser(`203.0.113.${++addresses}`);
  /** A browser with the cookies of another. */
  const carrying = (cookies: ReadonlyMap<string, string>) => {
    const browser = fresh();
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    return browser;
  };
  const start = async (browser: Browser) =>
    String((await browser.send('POST', '/api/auth/provider', { next: '/deals' })).body.url);
  const comeBack = async (browser: Browser, url: string) => {
    const { pathname, search } = new URL(url);
    const { status, headers, text } = await browser.get(pathname + search);
    if (status !== 303) throw new Error(`Coming back was answered ${status}: ${text}`);
    return String(headers.location);
  };
  /** Goes to the provider and back; answers where one ends up. */
  const enter = async (who: Known, browser = fresh(), methods: readonly string[] = ['pwd']) => {
    Object.assign(provider, { next: who, methods });
    return { browser, at: await comeBack(browser, await provider.visit(await start(browser))) };
  };
  return { fresh, carrying, start, comeBack, enter };
}

/** Where somebody ends up who was let in. */
export const inside = '/sign-in/done?next=%2Fdeals';
/** Once more by one's own means, before the provider opens an account that is there. */
export const toLink = '/sign-in?next=%2Fdeals&problem=providerLink';
export const refused = (code: string) => `/sign-in?problem=${code}`;

/** As an owner names it. */
export const settingsOf = ({ issuer, clients: [client] }: TestProvider) => ({
  ...{ label: 'Ararat ID', issuer, clientId: client?.client_id, secret: client?.client_secret },
  ...{ domains: ['ararat.am', 'ararat.example'], makesMembers: true, role: 'seller' },
  ...{ isRequired: false, strongMethods: ['mfa'] },
});

/** How one of its domains stands, as an owner is told. */
export async function findProof(who: Browser, domain: string): Promise<DomainProof> {
  const { proofs } = (await who.get('/api/v1/identity-provider')).body as { readonly proofs: readonly DomainProof[] };
  const found = proofs.find((one) => one.domain === domain);
  if (!found) throw new Error(`Nobody named ${domain}`);
  return found;
}

/** Somebody of the company's domain. */
export const someone = (name: string, more: Partial<Known> = {}): Known => ({
  ...{ sub: `sub of ${name}`, email: `${name}@ararat.am`, email_verified: true, name },
  ...more,
});

/** An answer to a code with other claims in its ID token, signed as said; any other answer as it came. */
export function withClaims(answer: OutgoingAnswer, change: object, sign: (claims: object) => string): OutgoingAnswer {
  const tokens = JSON.parse(answer.body.toString()) as { id_token?: unknown };
  if (typeof tokens.id_token !== 'string') return answer;
  const claims = JSON.parse(Buffer.from(String(tokens.id_token.split('.')[1]), 'base64url').toString());
  const body = JSON.stringify({ ...tokens, id_token: sign({ ...claims, ...change }) });
  return { ...answer, body: Buffer.from(body) };
}

/** The names in the lines of sign-ins by a provider that were refused, null for nobody's. */
export async function listRefused({ database }: Office): Promise<readonly (string | null)[]> {
  const [workspace] = await listWorkspaces(database.control);
  const rows = await database.workspace(workspace as WorkspaceAddress).query<{ name: string | null }>({
    text: `select m.name from access_log a left join members m on m.id = a.member
      where a.kind = 'signInFailed' and a.details ->> 'by' = 'provider' order by a.id`,
  });
  return rows.map(({ name }) => name);
}

const base64url = (text: string) => Buffer.from(text).toString('base64url');

function makeProvider(opened: TestProvider, people: Map<string, Known>, key: object) {
  const provider = new Provider(opened.issuer, {
    clients: opened.clients.map((client) => ({ ...client, redirect_uris: [opened.redirectUri] })),
    jwks: { keys: [{ ...key, use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['only for a test'] },
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => '/interaction' },
    findAccount: (_ctx: unknown, sub: string) => ({ accountId: sub, claims: () => people.get(sub) ?? { sub } }),
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    pkce: { required: () => true },
  });
  const callback = provider.callback();
  return async (...[request, response]: Parameters<typeof callback>) => {
    if (request.url !== '/interaction') return callback(request, response);
    const { sub } = opened.next;
    people.set(sub, opened.next);
    const { prompt, params } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login')
      return provider.interactionFinished(request, response, { login: { accountId: sub, amr: opened.methods } });
    const grant = new provider.Grant({ accountId: sub, clientId: params.client_id });
    grant.addOIDCScope('openid email profile');
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  };
}

/** Follows a browser without a memory of earlier visits through the provider's own pages. */
async function visit(url: string, redirectUri: string): Promise<string> {
  const cookies = new Map<string, string>();
  for (let at = url, turn = 0; turn < 10; turn++) {
    if (at.startsWith(redirectUri)) return at;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const one of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (!location) throw new Error(`The provider answered ${answer.status}: ${await answer.text()}`);
    at = new URL(location, at).href;
  }
  throw new Error('The provider sends the browser round and round');
}
