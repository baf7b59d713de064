import { type Context, inTransaction } from '../context.ts';
import { forgetLooseFiles, lockContent, unusedHashes } from './file.repository.ts';
import { keeperOf } from './file-keeper.ts';
import type { StoredObject } from './file-store.ts';

const dayMs = 86_400_000;

/** Clears away what no record has: uploads a day old, files given up a month ago, and content that no version has. */
export async function clearFiles(ctx: Context): Promise<{ readonly files: number; readonly contents: number }> {
  const { store } = keeperOf(ctx);
  const files = await forgetLooseFiles(ctx.db);
  const before = ctx.now().getTime() - dayMs;
  let contents = 0;
  let batch: StoredObject[] = [];
  const clear = async () => {
    contents += await clearUnused(ctx, batch);
    batch = [];
  };
  for await (const object of store.list(ctx.workspace.id)) {
    if (object.keptAt.getTime() < before) batch.push(object);
    if (batch.length === 500) await clear();
  }
  await clear();
  return { files, contents };
}

/** Asks first without holding anybody up, and once more alone. */
async function clearUnused(ctx: Context, objects: readonly StoredObject[]): Promise<number> {
  const byHash = new Map(objects.map(({ key }) => [key.split('/').at(-1) ?? '', key]));
  const unused = await unusedHashes(ctx.db, [...byHash.keys()]);
  if (unused.length === 0) return 0;
  return inTransaction(ctx, async (tx) => {
    await lockContent(tx.db, true);
    const gone = await unusedHashes(tx.db, unused);
    for (const hash of gone) await keeperOf(ctx).store.remove(byHash.get(hash) ?? '');
    return gone.length;
  });
}
