import { applyConfiguration, type Intent, partsOf, readConfiguration } from '../../../server/configuration/apply.ts';
import { patchConfiguration } from '../../../server/configuration/patch.ts';
import { recordVersion } from '../../../server/configuration/record-version.ts';
import { forgetVersions } from '../../../server/configuration/version.repository.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { copyMembers, copySample } from '../../../server/sandbox/copy-sample.ts';
import type { Sandbox, SandboxKeeper } from '../../../server/sandbox/sandbox-keeper.ts';
import { notFound } from '../../../shared/errors.ts';
import { getState } from './configuration-state.ts';

/** The version a sandbox begins with: what was changed there is what differs from it. */
const beginning = 1;

export function findSandbox(ctx: Context): Promise<Sandbox | null> {
  return keeperOf(ctx).find(ctx);
}

/**
 * Makes a sandbox with this configuration and, of each noun, so many of its newest records.
 * @throws AppError 409 `sandboxThere`, `sandboxInSandbox`.
 */
export async function makeSandbox(ctx: Context, sample: number): Promise<Sandbox | null> {
  const keeper = keeperOf(ctx);
  await keeper.make(ctx, async (sandbox) => {
    await copyMembers(ctx, sandbox);
    await applyConfiguration(sandbox, await readConfiguration(ctx), 'given');
    if (sample > 0) await copySample(ctx, sandbox, sample);
    await inTransaction(sandbox, async (tx) => {
      await forgetVersions(tx.db);
      await recordVersion(tx, { at: ctx.now().toISOString(), member: null, through: 'system' });
    });
  });
  return keeper.find(ctx);
}

export function removeSandbox(ctx: Context): Promise<void> {
  return keeperOf(ctx).remove(ctx);
}

/** What was changed in the sandbox since its beginning, to be made here. Throws 404 where there is none. */
export async function sandboxIntent(ctx: Context): Promise<Pick<Intent, 'target' | 'mode' | 'conflicts'>> {
  const sandbox = await keeperOf(ctx).open(ctx);
  if (!sandbox) throw notFound('sandbox', ctx.workspace.id);
  const [base, now] = [await getState(sandbox, beginning), await readConfiguration(sandbox)];
  return { ...patchConfiguration(partsOf(ctx), base, now, await readConfiguration(ctx)), mode: 'given' };
}

function keeperOf({ sandboxes }: Context): SandboxKeeper {
  if (!sandboxes) throw new Error('There is no way to sandboxes from here');
  return sandboxes;
}
