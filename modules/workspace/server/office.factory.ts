import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { ReadCounter } from '../../../server/access-log/read-counter.ts';
import { type SignIn, startSignIn } from '../../../server/auth/sign-in.ts';
import { createSystemContexts } from '../../../server/auth/system-context.ts';
import { createSealer } from '../../../server/config/sealer.ts';
import type { FileKeeper } from '../../../server/files/file-store.ts';
import { createFolderStore } from '../../../server/files/folder-store.ts';
import { createHttpServer, type HttpServer } from '../../../server/http/http-server.ts';
import type { HttpSettings } from '../../../server/http/http-settings.ts';
import type { Route } from '../../../server/http/route.ts';
import { createMailer } from '../../../server/mail/mailer.ts';
import { migrateWorkspace } from '../../../server/metadata/migrate.ts';
import { createRegistry, type Registry } from '../../../server/metadata/registry.ts';
import type { ServerModule } from '../../../server/module.ts';
import { noAllowance } from '../../../server/outgoing/allowance.ts';
import type { OutgoingClient } from '../../../server/outgoing/outgoing-client.ts';
import { platformRoutes } from '../../../server/platform-routes.ts';
import { recordRoutes } from '../../../server/records/record-routes.ts';
import { startStreams } from '../../../server/stream/start-streams.ts';
import type { StreamLimits } from '../../../server/stream/stream-hub.ts';
import { type TestDatabase, useDatabase } from '../../../server/testing/database.ts';
import workspaceModule from './index.ts';

export const publicUrl = 'https://crm.example.org';
export const armen = { name: 'Armen Petrosyan', email: 'armen@ararat.am', password: 'seven apricots' };

/** A server process of an installation. */
export interface Office {
  readonly database: TestDatabase;
  readonly registry: Registry;
  /** Every route under `/api/v1`. */
  readonly routes: readonly Route[];
  /** Somebody at a browser of their own, from this address. */
  browser(address?: string): Browser;
  /** A program with an API key. */
  program(key: string): Browser;
  /** Listens on a port of its own choice; answers the address. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

export interface Browser {
  /** The cookies held, by name. */
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  send(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  signIn(email: string, password: string): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  /** As it came. */
  readonly text: string;
  readonly setCookies: readonly string[];
  readonly headers: Readonly<Record<string, unknown>>;
}

/** An installation nobody has set up yet, in a database of the test file's own. */
export async function openOffice(modules: readonly ServerModule[] = [workspaceModule]): Promise<Office> {
  return addProcess(await useDatabase(), modules);
}

/** A further server process on the same database. */
export async function addProcess(
  database: TestDatabase,
  modules: readonly ServerModule[] = [workspaceModule],
  limits?: Partial<StreamLimits>,
  outgoing?: OutgoingClient,
  reads?: ReadCounter,
): Promise<Office> {
  const registry = createRegistry(modules);
  const signIn = await startSignIn({
    database,
    registry,
    migrate: (address) => migrateWorkspace(database, address, registry),
    connection: database.connection,
    secret,
    publicUrl,
    ...{ log: quiet, files, mailer },
    ...(outgoing ? { outgoing } : {}),
    ...(reads ? { reads } : {}),
  });
  const records = registry.nouns.flatMap(recordRoutes);
  const { connection } = database;
  const streams = startStreams({ database, registry, connection, signIn, log: quiet, ...(limits ? { limits } : {}) });
  const common = [...signIn.routes, ...platformRoutes, ...streams.routes];
  const routes = [...common, ...records, ...ownRoutes(registry)];
  const tools = { files, mailer, sealers: (purpose: string) => createSealer(secret, purpose) };
  const server = serve(signIn, routes, {
    pages: registry.modules.flatMap((module) => module.pages ?? []),
    contextIn: createSystemContexts(database, registry, tools),
  });
  const close = async () => {
    await streams.close();
    await server.close();
    await signIn.close();
  };
  afterAll(close);
  return {
    database,
    registry,
    routes,
    browser: (address = '198.51.100.7') => open(server, address, {}),
    listen: () => server.listen({ port: 0, host: '127.0.0.1' }),
    program: (key) => open(server, '198.51.100.8', { authorization: `Bearer ${key}` }),
    close,
  };
}

/** Sets the installation up with Armen as its owner; answers his browser. */
export async function setUpByArmen(office: Office): Promise<Browser> {
  const browser = office.browser();
  const workspace = { name: 'Ararat Trade', language: 'hy', currency: 'AMD', timeZone: 'Asia/Yerevan' };
  const answer = await browser.send('POST', '/api/v1/setup', { workspace, owner: armen });
  if (answer.status !== 201) throw new Error(`Set-up answered ${answer.status} ${answer.code}`);
  return browser;
}

/** Has an owner take somebody in with an account; answers the member's id. */
export async function takeIn(owner: Browser, name: string, role: string, email: string): Promise<string> {
  const created = await owner.send('POST', '/api/v1/members', { name });
  const { id } = created.body as unknown as { id: string };
  const answer = await owner.send('POST', `/api/v1/members/${id}/account`, {
    email,
    role,
    password: `${email} plum 1`,
  });
  if (answer.status !== 201) throw new Error(`Giving an account answered ${answer.status} ${answer.code}`);
  return id;
}

/** The key of an authenticator app, as it is shown to be typed. */
export function fromBase32(text: string): Buffer {
  const bits = [...text]
    .map((one) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** One folder for all processes of a test file. */
const folder = mkdtempSync(join(tmpdir(), 'rapport-office-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
export const files: FileKeeper = {
  store: createFolderStore(join(folder, 'files')),
  stagingFolder: join(folder, 'uploads'),
  maxBytes: 1_000_000,
};

export const secret = randomBytes(32).toString('base64url');
export const mailer = createMailer({ publicUrl, secret, server: null, allowance: noAllowance });
const quiet = { info: () => undefined, warn: () => undefined, error: console.error };

function ownRoutes(registry: Registry): readonly Route[] {
  return registry.modules.flatMap((module) => module.routes ?? []);
}

function serve(signIn: SignIn, routes: readonly Route[], open: Pick<HttpSettings, 'pages' | 'contextIn'>): HttpServer {
  return createHttpServer({
    ...open,
    routes,
    resolveContext: signIn.resolveContext,
    authHandler: signIn.authHandler,
    publicUrl,
    log: quiet,
    isReady: async () => true,
    checkAnswers: true,
    rateLimit: null,
  });
}

function open(server: HttpServer, address: string, fixed: Record<string, string>): Browser {
  const cookies = new Map<string, string>();
  const ask = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    headers = {},
  ) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await server.inject({
      method,
      url: path,
      remoteAddress: address,
      headers: { origin: publicUrl, host: 'crm.example.org', ...(cookie ? { cookie } : {}), ...fixed, ...headers },
      ...(body ? { payload: body } : {}),
    });
    const setCookies = [response.headers['set-cookie'] ?? []].flat();
    for (const one of setCookies) keep(cookies, one);
    const isJson = response.body !== '' && /json/.test(String(response.headers['content-type']));
    const parsed = isJson ? JSON.parse(response.body) : {};
    return {
      ...{ status: response.statusCode, code: parsed?.code, body: parsed, text: response.body },
      ...{ setCookies, headers: response.headers },
    };
  };
  return {
    cookies,
    get: (path, headers) => ask('GET', path, undefined, headers),
    send: ask,
    signIn: (email, password) => ask('POST', '/api/auth/sign-in/email', { email, password }),
  };
}

function keep(cookies: Map<string, string>, setCookie: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(setCookie) ?? [];
  if (/Max-Age=0/i.test(setCookie)) cookies.delete(name);
  else cookies.set(name, value);
}
