import { findMemberAccount } from '../../../server/auth/membership.repository.ts';
import { updateWorkspace } from '../../../server/auth/workspace.repository.ts';
import { followRates } from '../../../server/computed/rates.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { getRecord } from '../../../server/records/read.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Session, WorkspaceSettings } from '../../../shared/nouns/metadata.ts';
import { member } from '../contract/member.object.ts';

/** Who is signed in, and where. */
export async function readSession(ctx: Context): Promise<Session> {
  const { memberId, role } = ctx.actor;
  if (memberId === null || role === 'system') throw new AppError(401, 'notSignedIn');
  const { name } = await getRecord(ctx, member, memberId);
  const account = await inTransaction(ctx, (tx) =>
    tx.db.asControl((control) => findMemberAccount(control, ctx.workspace.id, memberId)),
  );
  if (!account) throw new AppError(401, 'notSignedIn');
  const sandbox = ctx.workspace.sandboxOf ? { sandbox: true } : {};
  return { account, workspace: settingsOf(ctx.workspace), ...sandbox, member: { id: memberId, name }, role };
}

/** Changes the settings given. */
export async function changeSettings(
  ctx: Context,
  patch: Partial<Omit<WorkspaceSettings, 'id'>>,
): Promise<WorkspaceSettings> {
  return inTransaction(ctx, async (tx) => {
    const workspace = await tx.db.asControl((control) => updateWorkspace(control, ctx.workspace.id, patch));
    if (workspace.currency !== ctx.workspace.currency) await followRates(tx);
    return settingsOf(workspace);
  });
}

/** Without what is the server's alone (the schema). */
function settingsOf({ id, name, language, currency, timeZone }: WorkspaceSettings): WorkspaceSettings {
  return { id, name, language, currency, timeZone };
}
