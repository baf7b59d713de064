import { loadRecords } from '../modules/demo/server/index.ts';
import { findAccountByEmail } from '../server/auth/account.repository.ts';
import { createApiKey } from '../server/auth/api-key.ts';
import { setUp } from '../server/auth/set-up.ts';
import { type Context, systemContext } from '../server/context.ts';
import type { Database } from '../server/db/database.ts';
import { changeStructure } from '../server/metadata/change-structure.ts';
import { insertCustomField } from '../server/metadata/custom-field.repository.ts';
import { migrateWorkspace } from '../server/metadata/migrate.ts';
import { readRegistry } from '../server/metadata/registries.ts';
import { createRegistry } from '../server/metadata/registry.ts';
import { serverModules } from '../server/modules.ts';
import { newId } from '../server/records/uuid.ts';

const sizes = {
  usual: { people: 100_000, companies: 20_000, deals: 50_000, activities: 200_000 },
  wide: { people: 1_000_000, companies: 100_000, deals: 200_000, activities: 5_000_000 },
} as const;

/** A share of the full size, for trying the bench itself; figures count at 1 only. */
export const scale = Number(process.env.BENCH_SCALE ?? 1);
const full = process.env.BENCH_SIZE === 'wide' ? sizes.wide : sizes.usual;
export const size = {
  people: full.people * scale,
  companies: full.companies * scale,
  deals: full.deals * scale,
  activities: full.activities * scale,
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
  const ctx = { ...plain, registry: await readRegistry(base, plain.db) };
  await loadRecords(ctx, { ...size, addedToPerson }, say);
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
