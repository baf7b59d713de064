import { findMemberAccount } from '../../../server/auth/membership.repository.ts';
import { updateWorkspace } from '../../../server/auth/workspace.repository.ts';
import { followRates } from '../../../server/computed/rates.ts';
import { asSystem, type Context, inTransaction } from '../../../server/context.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { writeCursor } from '../../../server/stream/cursor.ts';
import { readPosition } from '../../../server/stream/read-changes.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Session, WorkspaceSettings } from '../../../shared/nouns/metadata.ts';
import { member } from '../contract/member.object.ts';

/** Who is signed in, and where. */
export async function readSession(ctx: Context): Promise<Session> {
  const { memberId, role } = ctx.actor;
  if (memberId === null || role === 'system') throw new AppError(401, 'notSignedIn');
  const { name } = await getRecord(asSystem(ctx), member, memberId);
  const account = await inTransaction(ctx, (tx) =>
    tx.db.asControl((control) => findMemberAccount(control, ctx.workspace.id, ctx.seenBy ?? memberId)),
  );
  // A service has none; whoever has lost theirs is nobody.
  if (!account && ctx.actor.accountId !== null) throw new AppError(401, 'notSignedIn');
  const cursor = writeCursor(await readPosition(ctx.db));
  const sandbox = ctx.workspace.sandboxOf ? { sandbox: true } : {};
  const alone = (await hasColleagues(ctx)) ? {} : { alone: true };
  const needed = ctx.lacksSecondFactor ? { secondFactorNeeded: true } : {};
  const seeing = ctx.seenBy ? { seeing: true } : {};
  const marks = { ...sandbox, ...alone, ...needed, ...seeing };
  return { account, workspace: settingsOf(ctx.workspace), ...marks, member: { id: memberId, name }, role, cursor };
}

/** Whether somebody else is an active member: one who owns records counts, with or without an account; no service does. */
async function hasColleagues(ctx: Context): Promise<boolean> {
  const people = { field: 'service', op: 'isNot', value: true } as const;
  const filter = { all: [{ field: 'active', op: 'is', value: true } as const, people] };
  const page = await listRecords(asSystem(ctx), member, { filter, limit: 1, fields: ['name'] });
  return (JSON.parse(page) as { next: string | null }).next !== null;
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
