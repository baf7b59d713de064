import type { CustomField } from '../../shared/nouns/custom-field.ts';
import type { CustomNoun } from '../../shared/nouns/custom-noun.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { createApiKey } from '../auth/api-key.ts';
import { setUp } from '../auth/set-up.ts';
import { startSignIn } from '../auth/sign-in.ts';
import { drainListeners } from '../changes/drain-listeners.ts';
import { type Context, inTransaction } from '../context.ts';
import type { Database } from '../db/database.ts';
import { enqueueJob } from '../jobs/enqueue.ts';
import { prepareJobs } from '../jobs/worker-schema.ts';
import { changeStructure } from '../metadata/change-structure.ts';
import { insertCustomField } from '../metadata/custom-field.repository.ts';
import { insertCustomNoun } from '../metadata/custom-noun.repository.ts';
import { migrateWorkspace } from '../metadata/migrate.ts';
import { readRegistry } from '../metadata/registries.ts';
import { createRegistry } from '../metadata/registry.ts';
import { serverModules } from '../modules.ts';
import { createRecord } from '../records/create.ts';
import { deleteRecord } from '../records/remove.ts';
import { updateRecord } from '../records/update.ts';
import type { TestDatabase } from './database.ts';
import { systemContextOf } from './empty-workspace.ts';
import { slowJob } from './killed-job.ts';
import { notingListener } from './noting-listener.ts';

export const owner = { name: 'Հայկ Պետրոսյան', email: 'hayk@ararat.am', password: 'seven apricots' };
export const secret = 'a secret of the tests, long enough to sign';
export const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const registry = createRegistry(serverModules);
const [company, person, note] = ['company', 'person', 'note'].map(registry.getNoun) as [Noun, Noun, Noun];

export interface LivelyInstallation {
  readonly ctx: Context;
  readonly key: string;
  readonly personId: string;
}

/** An installation set up and worked in: an owner with an API key, records in four scripts, history, a job that waits. */
export async function makeLively(database: TestDatabase): Promise<LivelyInstallation> {
  await prepareJobs(database, quiet);
  const migrate = (address: { id: string; schema: string }) => migrateWorkspace(database, address, registry);
  const workspace = await setUp(
    { database, registry, migrate },
    { workspace: { name: 'Ararat Trade', language: 'hy', currency: 'AMD', timeZone: 'Asia/Yerevan' }, owner },
  );
  const bare = { ...systemContextOf(database, workspace), registry };
  await changeStructure(bare, async (tx) => {
    await insertCustomNoun(tx.db, visit);
    await insertCustomField(tx.db, contract);
    await insertCustomField(tx.db, visitor);
  });
  const ctx = { ...bare, registry: await readRegistry(registry, bare.db) };
  const personId = await work(ctx);
  await drainListeners(ctx, [notingListener([])]);
  await createRecord(ctx, company, { name: 'Unheard & Sons' });
  await inTransaction(ctx, (tx) => enqueueJob(tx, slowJob, { milliseconds: 1, by: 'Ani' }, { key: 'only' }));
  const [account] = await database.control.query<{ id: string }>({ text: 'select id from auth_user' });
  const keyOwner = { accountId: account?.id ?? '', workspaceId: workspace.id };
  const { key } = await createApiKey(database.control, keyOwner, { name: 'sync', days: null });
  return { ctx, key, personId };
}

/** A noun the workspace has added, with a field of its own. */
const visit: CustomNoun = {
  id: '0190b6f0-0000-7000-8000-00000000beef',
  ...{ name: 'xVisit', plural: 'x-visits', version: 1 },
  definition: { one: { hy: 'Այց' }, many: { hy: 'Այցեր' }, icon: 'map-pin', rights: 'work' },
};
const visitor: Omit<CustomField, 'version'> = {
  id: '0190b6f0-0000-7000-8000-00000000cafe',
  noun: 'xVisit',
  name: 'xCompany',
  definition: { kind: 'relation', to: 'company', label: { hy: 'Ընկերություն' } },
};

/** A field the workspace has added. */
const contract: Omit<CustomField, 'version'> = {
  id: '0190b6f0-0000-7000-8000-00000000c0de',
  noun: 'company',
  name: 'xContract',
  definition: { kind: 'text', label: { hy: 'Պայմանագիր' }, search: true },
};

async function work(ctx: Context): Promise<string> {
  const parent = await createRecord(ctx, company, {
    name: 'Чай и Кофе "Восток"\t\\N\n',
    kinds: ['customer', 'partner'],
  });
  const acme = await createRecord(ctx, company, {
    name: 'Acme, Inc.',
    xContract: 'Ա-17',
    parent: parent.id,
    annualRevenue: { amount: '1100.0004', currency: 'USD' },
  });
  await createRecord(ctx, ctx.registry.getNoun('xVisit'), { name: 'Առաջին այց', xCompany: acme.id });
  const giorgi = await createRecord(ctx, person, {
    name: { given: 'გიორგი', family: 'Lomidze' },
    company: acme.id,
    affiliations: [{ id: parent.id, role: 'director' }],
    phones: ['+37410123456'],
    emails: ['giorgi@acme.example'],
  });
  await updateRecord(ctx, person, giorgi.id, { jobTitle: 'Buyer' });
  await deleteRecord(ctx, company, (await createRecord(ctx, company, { name: 'Gone' })).id);
  const large = JSON.stringify(Array.from({ length: 20_000 }, (_, row) => [`cell ${row}`, '"\\t"']));
  await ctx.db.query({
    text: `insert into import_source values (gen_random_uuid(), '["A","B"]', $1)`,
    values: [large],
  });
  await createRecord(ctx, note, { body: 'a long story '.repeat(500), person: giorgi.id });
  return giorgi.id;
}

/** Signing in on a database as its server would. */
export function signInOn(database: Database, connection: TestDatabase['connection']) {
  const migrate = (address: { id: string; schema: string }) => migrateWorkspace(database, address, registry);
  const publicUrl = 'http://localhost:3000';
  return startSignIn({ database, registry, migrate, connection, secret, publicUrl, log: quiet });
}
