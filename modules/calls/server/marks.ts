import { asSystem, type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { getRecord, lockRecord } from '../../../server/records/read.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError, forbidden, notFound } from '../../../shared/errors.ts';
import { type Mark, recording } from '../contract/index.ts';

/** More is a text of its own. */
const most = 200;

/** Remarks something at a second of a recording the actor may hear; answers all remarks, in their order. Throws 404, 409 `tooManyMarks`. */
export function addMark(ctx: Context, id: string, { at, text }: Pick<Mark, 'at' | 'text'>): Promise<readonly Mark[]> {
  return change(ctx, id, async (tx, marks) => {
    const by = memberOf(ctx);
    if (marks.length >= most) throw new AppError(409, 'tooManyMarks');
    const { name } = await getRecord(asSystem(tx), tx.registry.whole.getNoun('member'), by);
    return [...marks, { id: newId(), at, text, by, name: String(name) }];
  });
}

/** Takes a remark off: one's own, owners any. Throws 403, 404. */
export function removeMark(ctx: Context, id: string, mark: string): Promise<readonly Mark[]> {
  return change(ctx, id, async (_tx, marks) => {
    const found = marks.find((one) => one.id === mark);
    if (!found) throw notFound('mark', mark);
    if (found.by !== memberOf(ctx) && ctx.actor.role !== 'owner') throw forbidden('delete', recording.name);
    return marks.filter((one) => one !== found);
  });
}

function change(
  ctx: Context,
  id: string,
  act: (tx: TransactionContext, marks: readonly Mark[]) => Promise<readonly Mark[]>,
): Promise<readonly Mark[]> {
  return inTransaction(ctx, async (tx) => {
    await getRecord(tx, recording, id, { fields: [] });
    const { record } = await lockRecord(asSystem(tx), tx.registry.whole.getNoun(recording.name), id, 'update');
    const marks = [...(await act(tx, (record.marks ?? []) as readonly Mark[]))].sort((one, other) => one.at - other.at);
    // In the name of whoever remarks it, past the rights that nobody has.
    const acting = { ...asSystem(tx), through: tx.through, actor: { ...asSystem(tx).actor, memberId: memberOf(tx) } };
    await updateRecord(acting, recording, id, { marks });
    return marks;
  });
}

function memberOf({ actor }: Context): string {
  if (!actor.memberId) throw new AppError(401, 'notSignedIn');
  return actor.memberId;
}
