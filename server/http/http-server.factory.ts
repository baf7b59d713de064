import type { Role } from '../../shared/nouns/metadata.ts';
import type { Context } from '../context.ts';
import type { Queryable } from '../db/database.ts';
import { createRegistry } from '../metadata/registry.ts';
import { createHttpServer, type HttpServer } from './http-server.ts';
import type { HttpSettings } from './http-settings.ts';

/** A server without sockets and database: Anahit of Ararat Trade is signed in unless the test says otherwise. */
export function buildHttpServer(settings: Partial<HttpSettings> = {}): HttpServer {
  return createHttpServer({
    routes: [],
    resolveContext: async () => contextOf('seller'),
    authHandler: async () => new Response(null, { status: 404 }),
    publicUrl: 'http://localhost:3000',
    log: silent,
    isReady: async () => true,
    checkAnswers: true,
    ...settings,
  });
}

/** Anahit in this role. Without a database of the test's own, every statement fails. */
export function contextOf(role: Role, db: Queryable = noDatabase): Context {
  return {
    workspace: {
      ...{ id: '0190b6f0-0000-7000-8000-000000000001', schema: 'ws_ararat', name: 'Ararat Trade' },
      ...{ language: 'en', currency: 'USD', timeZone: 'Asia/Yerevan', metadataVersion: 0 },
    },
    actor: { accountId: 'anahit@ararat.am', memberId: anahit, role, teamMemberIds: [anahit] },
    through: 'web',
    db,
    registry: createRegistry([]),
    language: 'en',
    requestId: 'test',
    now: () => new Date(),
  };
}

export const anahit = '0190b6f0-0000-7000-8000-00000000000a';

/** A log that keeps what it is told. */
export function recordingLog(): HttpSettings['log'] & { readonly entries: [details: unknown, message?: string][] } {
  const entries: [details: unknown, message?: string][] = [];
  const keep = (details: unknown, message?: string) => void entries.push([details, message]);
  return { entries, info: keep, warn: keep, error: keep };
}

const silent = recordingLog();

const noDatabase: Queryable = {
  query: () => Promise.reject(new Error('This test has no database')),
  transaction: () => Promise.reject(new Error('This test has no database')),
};
