import type { Context } from '../../../server/context.ts';
import { localDayRange } from '../../../shared/dates/time-zone.ts';
import { invalidField } from '../../../shared/errors.ts';
import { type AuditFilter, type AuditLine, type AuditSort, auditSorts } from '../contract/index.ts';
import { type AuditPlace, type AuditRow, searchLogs } from './audit.repository.ts';
import { listNames } from './member-names.repository.ts';

interface AuditPage {
  readonly items: readonly AuditLine[];
  readonly next: string | null;
}

/**
 * A page of what was changed, taken, read and signed in by, the newest first. Throws 422 `badCursor`.
 */
export async function pageOfAudit(
  ctx: Context,
  { cursor, limit, ...filter }: AuditFilter & { readonly cursor?: string | undefined; readonly limit: number },
): Promise<AuditPage> {
  const after = cursor === undefined ? null : readPlace(cursor);
  const found = await searchLogs(ctx.db, { ...questionOf(ctx, filter), after, limit: limit + 1 });
  // Where a log was not looked through to its end, nothing older may be told yet: it may have something in between.
  const horizon = latest(found.flatMap((one) => one.horizon ?? []));
  const rows = found
    .flatMap((one) => one.rows)
    .filter(({ at }) => horizon === null || at > horizon)
    .sort(newestFirst);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const place = rows.length > limit && last ? last : horizon === null ? null : { at: horizon, rank: topmost, id: '0' };
  const names = await listNames(
    ctx.db,
    shown.flatMap(({ member }) => member ?? []),
  );
  return { items: shown.map((row) => lineOf(row, names)), next: place && writePlace(place) };
}

/** Above every log: after it comes all of that moment, and what is older. */
const topmost = 9;

function questionOf(ctx: Context, { sorts, from, to, ...filter }: AuditFilter) {
  const { timeZone } = ctx.workspace;
  return {
    ...{ member: filter.member ?? null, noun: filter.noun ?? null, record: filter.record ?? null },
    ...{ field: filter.field ?? null, door: filter.door ?? null, address: filter.address ?? null },
    sorts: sorts?.length ? sorts : auditSorts,
    from: from ? localDayRange(timeZone, from).start.toISOString() : null,
    until: to ? localDayRange(timeZone, to).end.toISOString() : null,
  };
}

function newestFirst(one: AuditRow, other: AuditRow): number {
  if (one.at !== other.at) return one.at < other.at ? 1 : -1;
  return other.rank - one.rank || (BigInt(one.id) < BigInt(other.id) ? 1 : -1);
}

function latest(moments: readonly string[]): string | null {
  return moments.reduce<string | null>((found, one) => (found === null || one > found ? one : found), null);
}

export function lineOf(row: AuditRow, names: ReadonlyMap<string, string>): AuditLine {
  const { at, rank, id, member, door, address, kind, noun, record, fields, records, requests } = row;
  return {
    ...{ id: `${rank}-${id}`, at, sort: sortOf(row), door, address, kind, noun, record, records, requests },
    member: member === null ? null : { id: member, name: names.get(member) ?? '' },
    fields: [...(fields ?? [])],
  };
}

function sortOf({ rank, kind }: AuditRow): AuditSort {
  if (rank === 2) return 'changed';
  if (kind === 'signIn' || kind === 'signInFailed') return 'signIn';
  return ['listed', 'opened', 'figures', 'read'].includes(kind) ? 'read' : 'taken';
}

function writePlace({ at, rank, id }: AuditPlace): string {
  return Buffer.from(`${at} ${rank} ${id}`).toString('base64url');
}

function readPlace(cursor: string): AuditPlace {
  const [, at, rank, id] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (\d) (\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString()) ??
    [];
  if (!at || !rank || !id) throw invalidField('cursor', 'badCursor');
  return { at, rank: Number(rank), id };
}
