import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import type { AnyRecord } from '../shared/nouns/value.ts';
import { checkLabels } from '../tools/checks/labels.ts';
import type { ModuleAccess } from './access/expected-access.factory.ts';
import type { Context } from './context.ts';
import { serverPlugins } from './testing/server-plugins.ts';
import { applyEdit, type Edit, type Request, readTutorial, translateMissing } from './testing/tutorial.ts';
import { useWorkspace } from './testing/workspace.ts';

/** Each goes on where those before it ended, in one copy of the sources and one database. */
const names = ['add-a-field', 'add-a-noun', 'add-a-verb', 'add-a-listener', 'add-a-module'];
const root = resolve(import.meta.dirname, '..');
const tutorials = names.map((name) => ({
  name,
  ...readTutorial(readFileSync(join(root, 'docs/tutorials', `${name}.md`), 'utf8')),
}));

const copy = mkdtempSync(join(tmpdir(), 'rapport-tutorial-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));
for (const name of ['server', 'shared', 'modules', 'web', 'package.json', 'tsconfig.json', 'tools/checks'])
  cpSync(join(root, name), join(copy, name), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

const edits = tutorials.flatMap((tutorial) => tutorial.edits);
for (const edit of edits) applyEdit(copy, edit);
const untranslated = await checkLabels(copy);
for (const module of ['products', 'complaints'])
  for (const language of ['ru', 'bg', 'hy', 'ka']) translateMissing(copy, module, language);

/** The copy's own code, bundled beside it: what is imported from here would be this server's. */
const own = {
  ...{ listen: 'server/changes/drain-listeners.ts', http: 'server/http/http-server.ts' },
  ...{ migrate: 'server/metadata/migrate.ts', registry: 'server/metadata/registry.ts' },
  ...{ modules: 'server/modules.ts', words: 'server/texts/noun-labels.ts', records: 'server/records/record-routes.ts' },
};
const outdir = join(copy, 'built', 'server');
await build({
  ...{
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    loader: { '.sql': 'text' },
    plugins: serverPlugins,
  },
  ...{ absWorkingDir: copy, entryPoints: [...Object.values(own), ...accessFiles(edits)], outdir, outbase: copy },
});
const load = <T>(file: string): Promise<T> => import(pathToFileURL(join(outdir, file.replace(/ts$/, 'js'))).href);
const { drainListeners } = await load<typeof import('./changes/drain-listeners.ts')>(own.listen);
const { createHttpServer } = await load<typeof import('./http/http-server.ts')>(own.http);
const { migrateWorkspace } = await load<typeof import('./metadata/migrate.ts')>(own.migrate);
const { createRegistry } = await load<typeof import('./metadata/registry.ts')>(own.registry);
const { serverModules } = await load<typeof import('./modules.ts')>(own.modules);
const { recordRoutes } = await load<typeof import('./records/record-routes.ts')>(own.records);
const { nounLabel } = await load<typeof import('./texts/noun-labels.ts')>(own.words);
const accesses: ModuleAccess[] = [];
for (const file of accessFiles(edits)) accesses.push((await load<{ access: ModuleAccess }>(file)).access);

function accessFiles(some: readonly Edit[]): string[] {
  return [...new Set(some.map(({ file }) => file).filter((file) => file.endsWith('access.factory.ts')))];
}

/** The workspace of an installation from before, as the copy's server finds it at its next start. */
const { database, workspace, join: hire } = await useWorkspace();
const registry = createRegistry(serverModules);
await migrateWorkspace(database, workspace, registry);
const members: Readonly<Record<string, Context>> = Object.fromEntries(
  (
    await Promise.all([
      hire('Nino', 'manager'),
      hire('Anahit', 'seller'),
      hire('Boris', 'seller'),
      hire('Vera', 'viewer'),
    ])
  ).map((member, index) => [['manager', 'seller', 'other seller', 'viewer'][index] as string, { ...member, registry }]),
);
let caller: Context | undefined;
const routes = [...registry.nouns.flatMap(recordRoutes), ...serverModules.flatMap((module) => module.routes ?? [])];
const server = createHttpServer({
  routes,
  resolveContext: async () => caller ?? null,
  authHandler: async () => new Response(null, { status: 404 }),
  publicUrl: 'http://localhost:3000',
  log: { info: () => undefined, warn: () => undefined, error: console.error },
  isReady: async () => true,
  checkAnswers: true,
});
afterAll(() => server.close());
const listeners = serverModules.flatMap((module) => module.listeners ?? []);
const system = {
  ...(members.manager as Context),
  actor: { accountId: null, memberId: null, role: 'system', teamMemberIds: [] },
} as const;
await drainListeners(system, listeners);

/** Sends what the tutorial sends; `{machine}` stands for what an earlier answer was called. */
async function send({ as, method, url, body }: Request, known: ReadonlyMap<string, string>) {
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (all, name: string) => known.get(name) ?? all);
  caller = members[as];
  if (!caller) throw new Error(`Nobody here is a ${as}`);
  const [path = '', query] = filled(url).split('?');
  const asked = query ? `?${query.split('&').map(encodeValue).join('&')}` : '';
  const answer = await server.inject({
    method,
    url: path + asked,
    ...(body ? { payload: JSON.parse(filled(body)) } : {}),
  });
  await drainListeners(system, listeners);
  return answer;
}

function encodeValue(pair: string): string {
  const at = pair.indexOf('=') + 1;
  return pair.slice(0, at) + encodeURIComponent(pair.slice(at));
}

describe.each(tutorials.map((tutorial) => [tutorial.name, tutorial] as const))('the tutorial %s', (_, { requests }) => {
  it('promises what comes true, to whom it says', async () => {
    expect(requests.length).toBeGreaterThan(2);
    const known = new Map<string, string>();
    for (const request of requests) {
      const answer = await send(request, known);
      const asked = `${request.as}: ${request.method} ${request.url}`;
      expect([asked, answer.statusCode, answer.body]).toEqual([asked, request.status, expect.any(String)]);
      const wanted = request.answer.replace(/"\{(\w+)\}"/g, (all, name: string) =>
        known.has(name) ? JSON.stringify(known.get(name)) : all,
      );
      expect(answer.json()).toMatchObject(JSON.parse(wanted) as object);
      if (request.name) known.set(request.name, answer.json<AnyRecord>().id);
    }
  });
});

describe('what the tutorials have one write', () => {
  it('is named in English, and the check of labels names all that is missing in the others', () => {
    const told = untranslated.join('\n');
    for (const label of ['warrantyMonths', 'nouns.demoMachine.options.condition.worn', 'errors.machineLent'])
      for (const language of ['ru', 'bg', 'hy', 'ka']) expect(told).toMatch(new RegExp(`${label}.*\\b${language}\\b`));
    expect(told).not.toMatch(/ in .*\ben\b/);
  });

  it('is called by its words without the module saying where they are', () => {
    const complaint = registry.getNoun('complaint');
    expect([nounLabel(registry, complaint, 'en'), nounLabel(registry, complaint, 'ru')]).toEqual([
      'Complaints',
      'Слово',
    ]);
  });

  it('says of every route of the modules it touches what each caller gets', () => {
    const touched = ['products', 'complaints'].map((name) => serverModules.find((module) => module.name === name));
    const offered = touched.flatMap((module) => [
      ...(module?.nouns ?? []).flatMap((noun) => recordRoutes(noun)),
      ...(module?.routes ?? []),
    ]);
    const said = accesses.flatMap(({ nouns = {}, routes: others = {} }) => [
      ...Object.entries(nouns).flatMap(([plural, { expected }]) =>
        Object.keys(expected).map((verb) => `${plural}.${verb}`),
      ),
      ...Object.keys(others),
    ]);
    expect(offered.map(({ endpoint }) => endpoint.name).sort()).toEqual(said.sort());
  });

  it('pleases the compiler', { timeout: 120_000 }, () => {
    const files = [...new Set(edits.map(({ file }) => file))].filter((file) => /^modules\/.*\.ts$/.test(file));
    const config = { extends: './tsconfig.json', compilerOptions: { incremental: false }, include: [], files };
    writeFileSync(join(copy, 'tsconfig.tutorials.json'), JSON.stringify(config));
    const compiler = join(root, 'node_modules/@typescript/native/bin/tsc');
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [compiler, '--noEmit', '--singleThreaded', '-p', 'tsconfig.tutorials.json'],
      {
        cwd: copy,
        encoding: 'utf8',
      },
    );
    expect(stdout + stderr).toBe('');
  });
});
