import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { company } from '../../modules/companies/contract/index.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import { createHttpServer } from '../http/http-server.ts';
import { serverModules } from '../modules.ts';
import { createRecord } from '../records/create.ts';
import { recordRoutes } from '../records/record-routes.ts';
import { useWorkspace } from '../testing/workspace.ts';
import { nounsOf } from './registry.ts';

const root = resolve(import.meta.dirname, '../..');
const tutorial = await readFile(join(root, 'docs/tutorials/add-a-noun.md'), 'utf8');
const block = (kind: string) => new RegExp(`\`\`\`${kind}\\n([^]*?)\`\`\``).exec(tutorial)?.[1] ?? '';

/** The tutorial's file, put where the tutorial puts it, under a name of its own. */
const folder = await mkdtemp(join(root, 'modules/products/tutorial-'));
const file = join(folder, 'demo-machine.object.ts');
await writeFile(file, block('ts'));
afterAll(() => rm(folder, { recursive: true }));
const door = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
const [demoMachine] = nounsOf(door) as [Noun];

const modules = serverModules.map((module) =>
  module.name === 'products' ? { ...module, nouns: [...(module.nouns ?? []), demoMachine] } : module,
);
const { registry, join: joinAs } = await useWorkspace(modules);
const ann = await joinAs('Ann Seller', 'seller');
const boris = await joinAs('Boris Seller', 'seller');

function serverFor(ctx: typeof ann) {
  return createHttpServer({
    routes: registry.nouns.flatMap(recordRoutes),
    resolveContext: async () => ctx,
    authHandler: async () => new Response(null, { status: 404 }),
    publicUrl: 'http://localhost:3000',
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    isReady: async () => true,
    checkAnswers: true,
  });
}

describe('the tutorial "Add a plain noun"', () => {
  it('declares one noun and names it and each of its fields and options', () => {
    expect(block('ts door')).toContain(demoMachine.name);
    const labels = JSON.parse(block('json en')) as Record<string, { fields: object; options: { condition: object } }>;
    expect(Object.keys(labels[demoMachine.name]?.fields ?? {})).toEqual(Object.keys(demoMachine.fields));
    expect(Object.keys(labels[demoMachine.name]?.options.condition ?? {})).toEqual(['good', 'worn', 'broken']);
  });

  it('gives a REST interface that creates, lists, searches, changes and keeps history', async () => {
    const acme = await createRecord(ann, company, { name: 'Acme' });
    const server = serverFor(ann);
    const payload = {
      name: 'Пресс 40 т',
      serialNumber: 'PR-40',
      lentTo: acme.id,
      worth: { amount: '900', currency: 'EUR' },
    };
    const created = await server.inject({ method: 'POST', url: '/api/v1/demo-machines', payload });
    expect(created.statusCode).toBe(201);
    const machine = created.json<AnyRecord>();
    expect(machine).toMatchObject({ condition: 'good', owner: { id: ann.actor.memberId }, lentTo: { id: acme.id } });
    const found = await server.inject({ url: '/api/v1/demo-machines?search=press&expand=lentTo&sort=-worth' });
    expect(found.json()).toMatchObject({ items: [{ id: machine.id, lentTo: { label: 'Acme' } }] });
    const url = `/api/v1/demo-machines/${machine.id}`;
    const changed = await server.inject({ method: 'PATCH', url, payload: { condition: 'worn' } });
    expect(changed.json()).toMatchObject({ version: 2, condition: 'worn' });
    const history = await server.inject({ url: `${url}/changes` });
    expect(history.json()).toMatchObject({
      items: [{ fields: { condition: { from: 'good', to: 'worn' } } }, { kind: 'created' }],
    });
  });

  it('keeps the rights it declares', async () => {
    const machine = await createRecord(ann, demoMachine, { name: 'Hers' });
    const refused = await serverFor(boris).inject({
      method: 'PATCH',
      url: `/api/v1/demo-machines/${machine.id}`,
      payload: { name: 'His' },
    });
    expect(refused.statusCode).toBe(403);
  });

  it('keeps values apart that it declares unique, whatever their case', async () => {
    await createRecord(ann, demoMachine, { name: 'One', serialNumber: 'X-1' });
    const payload = { name: 'Two', serialNumber: 'x-1' };
    const answer = await serverFor(ann).inject({ method: 'POST', url: '/api/v1/demo-machines', payload });
    expect(answer.statusCode).toBe(409);
  });
});
