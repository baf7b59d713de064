import type { RecordSharing } from '../../shared/contract/sharing.api.ts';
import { AppError, forbidden, invalid, invalidField } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { SharedAccess } from '../../shared/nouns/sharing.ts';
import type { AnyReference } from '../../shared/nouns/value.ts';
import { assertMay, reachOf } from '../access/access.ts';
import { appendChange } from '../changes/append.ts';
import { type Context, filterContextOf, inTransaction, type TransactionContext } from '../context.ts';
import { announceMetadata } from '../metadata/change-structure.ts';
import { getRecordText, lockRecord } from '../records/read.ts';
import { newId } from '../records/uuid.ts';
import { allowedTo } from './allowed-to.ts';
import {
  deleteShare,
  isRestricted,
  listSharesOf,
  type RecordName,
  writeRestriction,
  writeShare,
} from './share.repository.ts';

export interface AskedShare {
  readonly member?: string | undefined;
  readonly team?: string | undefined;
  readonly access: SharedAccess;
  readonly until: string | null;
  readonly note: string | null;
}

/** How a record the actor may read is shared. Throws 404. */
export async function getSharing(ctx: Context, noun: Noun, id: string): Promise<RecordSharing> {
  await getRecordText(ctx, noun, id);
  const record = { noun: noun.name, id };
  return {
    items: await listSharesOf(ctx.db, record),
    restricted: await isRestricted(ctx.db, record),
    mayShare: !noun.parent && !ctx.readOnly && (await allowedTo(ctx, noun, id, 'share')),
  };
}

/**
 * Shares a record with a member or a team and those below it. Nobody gives what is not theirs: to let somebody change it one has
 * to be able to. What a role may not do at all, sharing does not open.
 * @throws AppError 403, 404, 409 `inBin` and `goesWithParent`, 422 for whom there is not.
 */
export async function shareRecord(ctx: Context, noun: Noun, id: string, asked: AskedShare): Promise<RecordSharing> {
  const { member = null, team = null, access, until, note } = asked;
  if ((member === null) === (team === null)) throw invalidField('member', 'memberOrTeam');
  if (until !== null && until < filterContextOf(ctx).today) throw invalidField('until', 'pastDay');
  return inTransaction(ctx, async (tx) => {
    await assertShareable(tx, noun, id, access);
    const given = { noun: noun.name, id, share: newId(), member, team, access, until, note, by: ctx.actor.memberId };
    if (!(await writeShare(tx.db, given)))
      throw invalid([
        { path: member ? 'member' : 'team', code: 'unknownReference', params: { noun: member ? 'member' : 'team' } },
      ]);
    await tell(tx, { noun: noun.name, id }, 'shared', { sharedWith: { to: { member, team, access, until, note } } });
    if (!ctx.registry.sharing.shared.has(noun.name)) await announceMetadata(tx);
    return getSharing(tx, noun, id);
  });
}

/** Takes a share back. Throws 403, and 404 where there is none. */
export function unshareRecord(ctx: Context, noun: Noun, id: string, share: string): Promise<RecordSharing> {
  return inTransaction(ctx, async (tx) => {
    await assertShareable(tx, noun, id, 'read');
    await endShare(tx, { noun: noun.name, id }, share);
    return getSharing(tx, noun, id);
  });
}

/**
 * Closes a record, or opens it again. What it was shared for while it was open ends with closing it, but for what is to be kept.
 * @throws AppError 403, 404, 409 `ownerless` where it would be closed to all, 422 for a share to keep that there is not.
 */
export function restrictRecord(
  ctx: Context,
  noun: Noun,
  id: string,
  { restricted, keep = [] }: { readonly restricted: boolean; readonly keep?: readonly string[] },
): Promise<RecordSharing> {
  return inTransaction(ctx, async (tx) => {
    const { ownerField } = tx.registry.getPolicy(noun);
    const record = await assertShareable(tx, noun, id, 'read');
    if (restricted && (!ownerField || !(record[ownerField] as AnyReference | null)))
      throw new AppError(409, 'ownerless');
    if (await writeRestriction(tx.db, { noun: noun.name, id }, restricted, ctx.actor.memberId)) {
      await tell(tx, { noun: noun.name, id }, restricted ? 'restricted' : 'unrestricted', {});
      if (restricted) await endShares(tx, { noun: noun.name, id }, keep);
      if (restricted && !ctx.registry.sharing.restricted.has(noun.name)) await announceMetadata(tx);
    }
    return sharingAfter(tx, noun, id);
  });
}

/** Ends the shares of the record but these. */
async function endShares(tx: TransactionContext, record: RecordName, keep: readonly string[]): Promise<void> {
  const shares = await listSharesOf(tx.db, record);
  const known = new Set(shares.map(({ id }) => id));
  const unknown = keep.findIndex((one) => !known.has(one));
  if (unknown >= 0) throw invalid([{ path: `keep.${unknown}`, code: 'unknownReference', params: { noun: 'share' } }]);
  for (const { id } of shares.filter((share) => !keep.includes(share.id))) await endShare(tx, record, id);
}

async function endShare(tx: TransactionContext, record: RecordName, share: string): Promise<void> {
  const was = await deleteShare(tx.db, record, share);
  if (!was) throw new AppError(404, 'notFound', { noun: 'share', id: share });
  const { member, team, access, until } = was;
  await tell(tx, record, 'unshared', { sharedWith: { from: { member, team, access, until } } });
}

/** Who closes what is another's does not see it any more. */
async function sharingAfter(ctx: TransactionContext, noun: Noun, id: string): Promise<RecordSharing> {
  const record = { noun: noun.name, id };
  return { items: await listSharesOf(ctx.db, record), restricted: await isRestricted(ctx.db, record), mayShare: true };
}

async function assertShareable(ctx: TransactionContext, noun: Noun, id: string, access: SharedAccess) {
  // Who may read no further on does not let somebody else do it.
  ctx.reads?.assertNotStopped(ctx);
  assertMay(ctx, noun, 'share');
  if (noun.parent) throw new AppError(409, 'goesWithParent', { noun: noun.name });
  if (noun.internal) throw forbidden('share', noun.name);
  const { record, allowed } = await lockRecord(ctx, noun, id, 'share');
  if (!allowed) throw forbidden('share', noun.name);
  if (record.deletedAt) throw new AppError(409, 'inBin', { noun: noun.name, id });
  const mayGive =
    access === 'read' || reachOf(ctx, noun, 'update') === 'all' || (await allowedTo(ctx, noun, id, 'update'));
  if (!mayGive) throw forbidden('update', noun.name);
  return record;
}

function tell(
  ctx: TransactionContext,
  { noun, id }: RecordName,
  kind: string,
  fields: Readonly<Record<string, { readonly from?: unknown; readonly to?: unknown }>>,
): Promise<void> {
  return appendChange(ctx, { noun, recordId: id, kind, fields });
}
