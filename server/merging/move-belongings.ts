import { AppError } from '../../shared/errors.ts';
import type { AnyRecord } from '../../shared/nouns/value.ts';
import type { TransactionContext } from '../context.ts';
import { allowedTo } from '../sharing/allowed-to.ts';
import type { Move } from './move-pointers.ts';

/** What is written down of a record beside its noun's table, as items of a merge by these names. */
const item = { file: '#file', share: '#share', restriction: '#restriction' } as const;

/**
 * Hands over what is kept of a record beside its own table: files go with the fields that hold them, shares where the actor may share, and the
 * stricter of two restrictions stays. What is shared with the same member or team of both stays as it is with the one that stays.
 * @throws AppError 409 `ownerless` where the one that stays would be restricted and is nobody's.
 */
export async function moveBelongings(tx: TransactionContext, move: Move, winner: AnyRecord): Promise<void> {
  const { merge, noun, from, to } = move;
  const place = [merge, noun.name, from, to];
  await tx.db.query({
    text: `with moved as (update stored_file set record = $4 where noun = $2 and record = $3 and detached_at is null returning id)
      insert into record_merge_item (merge, noun, field, record) select $1, '${item.file}', '', id from moved`,
    values: place,
  });
  if (await allowedTo(tx, noun, to, 'share')) {
    await tx.db.query({
      text: `with moved as (update record_share s set record = $4 where noun = $2 and record = $3 and not exists (
            select from record_share o where o.noun = $2 and o.record = $4 and o.member is not distinct from s.member
              and o.team is not distinct from s.team) returning id)
        insert into record_merge_item (merge, noun, field, record) select $1, '${item.share}', '', id from moved`,
      values: place,
    });
  }
  await restrict(tx, move, winner);
}

async function restrict(tx: TransactionContext, { merge, noun, from, to }: Move, winner: AnyRecord): Promise<void> {
  const restricted = await tx.db.query({
    text: `with added as (insert into record_restriction (noun, record, restricted_by)
          select noun, $4, restricted_by from record_restriction where noun = $2 and record = $3 on conflict do nothing returning record)
      insert into record_merge_item (merge, noun, field, record) select $1, '${item.restriction}', '', record from added returning record`,
    values: [merge, noun.name, from, to],
  });
  const { ownerField } = tx.registry.getPolicy(noun);
  if (restricted.length > 0 && !(ownerField && winner[ownerField])) throw new AppError(409, 'ownerless');
}

/** Gives back what a merge handed over and is still where it was put. */
export async function returnBelongings(tx: TransactionContext, { merge, noun, from, to }: Move): Promise<void> {
  const place = [merge, noun.name, from, to];
  const ours = (what: string) =>
    `id in (select record from record_merge_item where merge = $1 and noun = '${what}') and noun = $2 and record = $3`;
  await tx.db.query({ text: `update stored_file set record = $4 where ${ours(item.file)}`, values: place });
  await tx.db.query({
    text: `update record_share s set record = $4 where ${ours(item.share)} and not exists (select from record_share o
      where o.noun = $2 and o.record = $4 and o.member is not distinct from s.member and o.team is not distinct from s.team)`,
    values: place,
  });
  await tx.db.query({
    text: `delete from record_restriction where noun = $2 and record = $3
      and exists (select from record_merge_item where merge = $1 and noun = '${item.restriction}')`,
    values: place.slice(0, 3),
  });
}
