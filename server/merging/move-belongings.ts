import { AppError } from '../../shared/errors.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { SharedAccess } from '../../shared/nouns/sharing.ts';
import type { AnyRecord, FileReference } from '../../shared/nouns/value.ts';
import { appendChanges } from '../changes/append.ts';
import type { TransactionContext } from '../context.ts';
import { fileFieldsIn, referenceTo } from '../files/attach-files.ts';
import { lockFiles } from '../files/file.repository.ts';
import { writeFields } from '../records/update.ts';
import { allowedTo } from '../sharing/allowed-to.ts';
import { isRestricted, writeRestriction } from '../sharing/share.repository.ts';
import type { Move } from './move-pointers.ts';

/** What is written down of a record beside its noun's table, as items of a merge by these names. */
const item = { file: '#file', share: '#share', ended: '#ended', restriction: '#restriction' } as const;

/**
 * Hands over what is kept of a record beside its own table: files go with the fields that hold them; the stricter of two restrictions stays, and
 * ends the shares of the one that was open, as closing a record does; else what is shared is, where the actor may share. What is shared with the
 * same member or team of both stays as it is with the one that stays.
 * @throws AppError 409 `ownerless` where the one that stays would be restricted and is nobody's.
 */
export async function moveBelongings(tx: TransactionContext, move: Move, winner: AnyRecord): Promise<void> {
  const { merge, noun, from, to } = move;
  await tx.db.query({
    text: `with moved as (update stored_file set record = $4 where noun = $2 and record = $3 and detached_at is null returning id)
      insert into record_merge_item (merge, noun, field, record) select $1, '${item.file}', '', id from moved`,
    values: [merge, noun.name, from, to],
  });
  const [wasClosed, isClosed] = [
    await isRestricted(tx.db, recordOf(move, from)),
    await isRestricted(tx.db, recordOf(move, to)),
  ];
  if (wasClosed && !isClosed) await close(tx, move, winner);
  if ((wasClosed || !isClosed) && (await allowedTo(tx, noun, to, 'share'))) await moveShares(tx, move);
}

const recordOf = ({ noun }: Move, id: string) => ({ noun: noun.name, id });

interface Shared {
  readonly member: string | null;
  readonly team: string | null;
  readonly access: SharedAccess;
  readonly until: string | null;
}
const shared = 'member, team, access, until::text';

async function close(tx: TransactionContext, move: Move, winner: AnyRecord): Promise<void> {
  const { merge, noun, to } = move;
  const { ownerField } = tx.registry.getPolicy(noun);
  if (!ownerField || !winner[ownerField]) throw new AppError(409, 'ownerless');
  await writeRestriction(tx.db, recordOf(move, to), true, tx.actor.memberId);
  await tx.db.query({
    text: `insert into record_merge_item (merge, noun, field, record) values ($1, '${item.restriction}', '', $2)`,
    values: [merge, to],
  });
  const ended = await tx.db.query<Shared>({
    text: `with ended as (delete from record_share where noun = $2 and record = $3 returning *),
        items as (insert into record_merge_item (merge, noun, field, record, was) select $1, '${item.ended}', '', id, to_jsonb(ended) from ended)
      select ${shared} from ended`,
    values: [merge, noun.name, to],
  });
  await tell(tx, move, to, 'restricted', []);
  await tell(tx, move, to, 'unshared', ended);
}

async function moveShares(tx: TransactionContext, move: Move): Promise<void> {
  const moved = await tx.db.query<Shared>({
    text: `with moved as (update record_share s set record = $4 where noun = $2 and record = $3 and not exists (
            select from record_share o where o.noun = $2 and o.record = $4 and o.member is not distinct from s.member
              and o.team is not distinct from s.team) returning *),
        items as (insert into record_merge_item (merge, noun, field, record) select $1, '${item.share}', '', id from moved)
      select ${shared} from moved`,
    values: [move.merge, move.noun.name, move.from, move.to],
  });
  await tell(tx, move, move.to, 'shared', moved);
}

/** Gives back what a merge handed over and is still where it was put. */
export async function returnBelongings(tx: TransactionContext, move: Move): Promise<void> {
  const { merge, noun, from, to } = move;
  const place = [merge, noun.name, from, to];
  const ours = (what: string) =>
    `id in (select record from record_merge_item where merge = $1 and noun = '${what}') and noun = $2 and record = $3`;
  const isFree = (s: string) =>
    `not exists (select from record_share o where o.noun = ${s}.noun and o.record = $4 and o.member is not distinct from ${s}.member
      and o.team is not distinct from ${s}.team)`;
  // What was taken off the one that stayed is the other's still.
  await tx.db.query({
    text: `update stored_file set record = $4, detached_at = null where ${ours(item.file)}`,
    values: place,
  });
  const back = await tx.db.query<Shared>({
    text: `update record_share s set record = $4 where ${ours(item.share)} and ${isFree('s')} returning ${shared}`,
    values: place,
  });
  await tell(tx, move, from, 'unshared', back);
  const opened = await tx.db.query({
    text: `delete from record_restriction where noun = $2 and record = $3
      and exists (select from record_merge_item where merge = $1 and noun = '${item.restriction}') returning record`,
    values: [merge, noun.name, from],
  });
  if (opened.length === 0) return;
  const again = await tx.db.query<Shared>({
    text: `insert into record_share select w.* from record_merge_item i, jsonb_populate_record(null::record_share, i.was) w
      where i.merge = $1 and i.noun = '${item.ended}' and w.noun = $2 and w.record = $3 on conflict do nothing returning ${shared}`,
    values: [merge, noun.name, from],
  });
  await tell(tx, move, from, 'unrestricted', []);
  await tell(tx, move, from, 'shared', again);
}

/** Lets a record that is back tell its files as they are now: others may have put newer versions in place while it was part of another. */
export async function refreshFiles(tx: TransactionContext, noun: Noun, record: AnyRecord): Promise<void> {
  const fresh: Record<string, readonly FileReference[]> = {};
  for (const name of fileFieldsIn(noun, record)) {
    const held = (record[name] ?? []) as readonly FileReference[];
    if (held.length === 0) continue;
    const known = new Map(
      (
        await lockFiles(
          tx.db,
          held.map(({ id }) => id),
        )
      ).map((file) => [file.id, file.current]),
    );
    fresh[name] = held.flatMap(({ id }) => (known.get(id) ? [referenceTo(id, known.get(id))] : []));
  }
  await writeFields(tx, noun, record, fresh);
}

/** As sharing itself is told; once, or of each share. */
function tell(
  tx: TransactionContext,
  { noun }: Move,
  recordId: string,
  kind: 'shared' | 'unshared' | 'restricted' | 'unrestricted',
  shares: readonly Shared[],
): Promise<void> {
  const change = { noun: noun.name, recordId, kind };
  if (kind === 'restricted' || kind === 'unrestricted') return appendChanges(tx, [{ ...change, fields: {} }]);
  const side = kind === 'shared' ? 'to' : 'from';
  return appendChanges(
    tx,
    shares.map((share) => ({ ...change, fields: { sharedWith: { [side]: share } } })),
  );
}
