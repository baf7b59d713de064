import { takeOut } from '../../../server/access-log/take-out.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import { listVersions } from '../../../server/files/file.repository.ts';
import { keeperOf, keyOf } from '../../../server/files/file-keeper.ts';
import type { ByteRange } from '../../../server/files/file-store.ts';
import { Reply } from '../../../server/http/route.ts';
import { getRecord } from '../../../server/records/read.ts';
import { AppError } from '../../../shared/errors.ts';
import { recording } from '../contract/index.ts';
import { beginsHearing } from './recording.repository.ts';

/**
 * The sound of a recording that the actor may hear, or the part of it that their player asks for. A hearing is written down and counted
 * against the limit of the day before its first byte leaves. Throws 404, 404 `noSound`, 416 `badRange`, and what `takeOut` throws.
 */
export async function hear(ctx: Context, id: string, asked: string | undefined): Promise<Reply> {
  const { sound } = await getRecord(ctx, recording, id, { fields: ['sound'] });
  const [file] = sound ?? [];
  const [version] = file ? await listVersions(ctx.db, file.id) : [];
  if (!version) throw new AppError(404, 'noSound');
  const range = readRange(asked, version.size);
  await noteHearing(ctx, id);
  const content = await keeperOf(ctx).store.open(keyOf(ctx, version.hash), range ?? undefined);
  if (!content) throw new Error(`The sound of recording ${id} is gone`);
  const { start, end } = range ?? { start: 0, end: version.size - 1 };
  return new Reply(content, {
    status: range ? 206 : 200,
    headers: {
      ...{ 'content-type': soundType(version.type), 'accept-ranges': 'bytes', 'content-disposition': 'attachment' },
      'content-length': String(end - start + 1),
      ...(range ? { 'content-range': `bytes ${start}-${end}/${version.size}` } : {}),
    },
  });
}

async function noteHearing(ctx: Context, id: string): Promise<void> {
  const { memberId } = ctx.actor;
  if (!memberId) throw new AppError(401, 'notSignedIn');
  await inTransaction(ctx, async (tx) => {
    if (!(await beginsHearing(tx.db, id, memberId))) return;
    await takeOut(tx, { kind: 'hearing', noun: recording.name, records: 1, ids: [id], details: {} });
  });
}

/** What can do nothing but sound keeps its type. */
const soundType = (type: string): string => (/^audio\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream');

/** One range of bytes, as players ask; null for all of it. Throws 416 for one that is not there. */
function readRange(asked: string | undefined, size: number): ByteRange | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(asked ?? '') ?? [];
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start > end) throw new AppError(416, 'badRange', { size });
  return { start, end };
}
