import { loadRecords } from '../modules/demo/server/index.ts';
import { findAccountByEmail } from '../server/auth/account.repository.ts';
import { createApiKey } from '../server/auth/api-key.ts';
import { setUp } from '../server/auth/set-up.ts';
import { type Context, systemContext } from '../server/context.ts';
import type { Database } from '../server/db/database.ts';
import { keepIndexes } from '../server/indexes/keep-indexes.ts';
import { changeStructure } from '../server/metadata/change-structure.ts';
import { insertCustomField } from '../server/metadata/custom-field.repository.ts';
import { migrateWorkspace } from '../server/metadata/migrate.ts';
import { readRegistry } from '../server/metadata/registries.ts';
import { createRegistry } from '../server/metadata/registry.ts';
import { serverModules } from '../server/modules.ts';
import { newId } from '../server/records/uuid.ts';
import { multiplyRecords } from '../server/testing/multiply.ts';

/** A share of the full size, for trying the bench itself; figures count at 1 only. */
export const scale = Number(process.env.BENCH_SCALE ?? 1);
const invented = {
  people: 100_000 * scale,
  companies: 20_000 * scale,
  deals: 50_000 * scale,
  activities: 200_000 * scale,
};

/** At the large size each invented record is there so many times: inventing millions would take the better part of an hour. */
const wide = { company: 10, person: 10, deal: 4, dealLine: 4, stageVisit: 4, task: 25, note: 25 } as const;
const isWide = process.env.BENCH_SIZE === 'wide';
const times = (noun: string) => (isWide ? (wide[noun as keyof typeof wide] ?? 1) : 1);
export const size = {
  people: invented.people * times('person'),
  companies: invented.companies * times('company'),
  deals: invented.deals * times('deal'),
  activities: invented.activities * times('task'),
};
export const owner = { name: 'Alice Bennett', email: 'alice@bench.example', password: 'quiet mountain morning' };

/** The fields the workspace adds to people: one to filter by, one to sort by. */
export const tier = 'xTier';
export const score = 'xScore';
export const tiers = ['gold', 'silver', 'bronze'] as const;

/** Sets the workspace up and fills it; answers the owner's API key. */
export async function fill(database: Database, say: (line: string) => void): Promise<string> {
  const base = createRegistry(serverModules);
  const workspace = await setUp(
    { database, registry: base, migrate: (one) => migrateWorkspace(database, one, base) },
    { workspace: { name: 'Bench', language: 'en', currency: 'EUR', timeZone: 'Europe/London' }, owner },
  );
  const plain = systemContext(database, base, workspace);
  await addFields(plain);
  await keepIndexes(plain);
  const ctx = { ...plain, registry: await readRegistry(base, plain.db) };
  await loadRecords(ctx, { ...invented, addedToPerson }, say);
  if (isWide) {
    say('Multiplying');
    const nouns = Object.keys(wide).map(ctx.registry.getNoun);
    await multiplyRecords(ctx, nouns, ({ name }) => times(name));
  }
  const account = await findAccountByEmail(database.control, owner.email);
  if (!account) throw new Error('The owner has no account');
  const holder = { accountId: account.id, workspaceId: workspace.id };
  const { key } = await database.control.transaction((tx) => createApiKey(tx, holder, { name: 'bench', days: null }));
  return key;
}

async function addFields(ctx: Context): Promise<void> {
  const options = tiers.map((value) => ({ value, label: { en: value } }));
  const add = { noun: 'person' };
  await changeStructure(ctx, async ({ db }) => {
    await insertCustomField(db, {
      ...{ ...add, id: newId(), name: tier },
      definition: { kind: 'choice', label: { en: 'Tier' }, options },
    });
    await insertCustomField(db, {
      ...{ ...add, id: newId(), name: score },
      definition: { kind: 'number', label: { en: 'Score' } },
    });
  });
}

/** One person in a hundred is gold, nine are silver; scores lie as if at random and are hardly ever the same. */
function addedToPerson(index: number): Readonly<Record<string, unknown>> {
  const place = index % 100;
  const level = place === 0 ? 'gold' : place < 10 ? 'silver' : 'bronze';
  return { [tier]: level, [score]: (index * 7919) % 1_000_003 };
}
