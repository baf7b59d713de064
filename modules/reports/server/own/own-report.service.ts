import { assertMay, reachOf } from '../../../../server/access/access.ts';
import { appendChange } from '../../../../server/changes/append.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../../server/context.ts';
import { newId } from '../../../../server/records/uuid.ts';
import { AppError, invalid, invalidField, notFound } from '../../../../shared/errors.ts';
import type { Noun } from '../../../../shared/nouns/noun.ts';
import { assertMayChange, mayChange, reachFaults, readerOf } from '../../../views/server/index.ts';
import type { ListedReport, OwnReport, ReportInput, ReportPatch } from '../../contract/own-reports.api.ts';
import { reportLimits } from '../../contract/report-shape.ts';
import { findReportFaults, isClosedTo } from './inspect-report.ts';
import {
  countReports,
  findReportRow,
  insertReport,
  keyReport,
  listReportRows,
  lockReport,
  markReport,
  type ReportContent,
  type ReportRow,
  updateReport,
} from './own-report.repository.ts';

/** The reports the actor finds, about what they may read; those in the bin that they may take out again with `deleted`. */
export async function listReports(ctx: Context, deleted = false): Promise<ListedReport[]> {
  const rows = await listReportRows(ctx.db, readerOf(ctx), deleted);
  return rows.flatMap((row) => {
    if (!findReadable(ctx, row) || (deleted && !mayChange(ctx, row))) return [];
    const { settings, ...report } = row;
    return [{ ...report, roles: [...report.roles], show: settings.show, mayChange: mayChange(ctx, row) }];
  });
}

/** Throws 404 for a report the actor does not find, or of records they may not read. */
export async function getReport(ctx: Context, id: string): Promise<OwnReport> {
  const row = await findReportRow(ctx.db, id, readerOf(ctx));
  const noun = row && findReadable(ctx, row);
  if (!row || !noun) throw notFound('ownReport', id);
  return answerOf(ctx, noun, row);
}

/** Keeps a new report. Throws 403 for one for others by who may not, 422 naming what of it can not be. */
export function createReport(ctx: Context, input: ReportInput): Promise<OwnReport> {
  const noun = ctx.registry.findNoun(input.noun);
  if (!noun || noun.internal) throw invalidField('noun', 'unknownNoun', { noun: input.noun });
  assertMay(ctx, noun, 'read');
  return inTransaction(ctx, async (tx) => {
    const report: ReportContent = { ...input, id: newId(), noun: noun.name, owner: tx.actor.memberId };
    assertMayChange(tx, report);
    assertSound(tx, noun, report, true);
    await assertRoom(tx, report);
    const row = await insertReport(tx.db, report);
    await logReport(tx, row, null);
    return answerOf(tx, noun, row);
  });
}

/** Changes a report. Throws 404, 403, 412 with the report as it is where it has changed since `version`, 422. */
export function changeReport(ctx: Context, id: string, patch: ReportPatch, version?: number): Promise<OwnReport> {
  return inTransaction(ctx, async (tx) => {
    const { row: before, noun } = await lockedReport(tx, id, false);
    assertMayChange(tx, before);
    if (version !== undefined && version !== before.version)
      throw new AppError(412, 'stale', { current: answerOf(tx, noun, before) });
    const report: ReportContent = { ...before, ...patch };
    assertMayChange(tx, report);
    assertSound(tx, noun, report, patch.settings !== undefined);
    if (report.visibility !== before.visibility) await assertRoom(tx, report);
    const row = await updateReport(tx.db, report);
    // What others knew by its key is nobody's any more: an undo makes it anew.
    if (row.visibility === 'private' && before.visibility !== 'private') await keyReport(tx.db, id, newId());
    await logReport(tx, row, before);
    return answerOf(tx, noun, row);
  });
}

/** Takes a report away or back. Throws 404, 403. */
export function markedReport(ctx: Context, id: string, deleted: boolean): Promise<OwnReport> {
  return inTransaction(ctx, async (tx) => {
    const { row, noun } = await lockedReport(tx, id, !deleted);
    assertMayChange(tx, row);
    if (!deleted) await assertRoom(tx, row);
    await markReport(tx.db, id, deleted);
    if (row.visibility !== 'private') await logMark(tx, id, deleted);
    return answerOf(tx, noun, { ...row, version: row.version + 1 });
  });
}

function findReadable(ctx: Context, { noun: name }: Pick<ReportRow, 'noun'>): Noun | null {
  const noun = ctx.registry.findNoun(name);
  return noun && reachOf(ctx, noun, 'read') !== 'none' ? noun : null;
}

async function lockedReport(tx: TransactionContext, id: string, deleted: boolean) {
  const row = await lockReport(tx.db, id, readerOf(tx), deleted);
  const noun = row && findReadable(tx, row);
  if (!row || !noun) throw notFound('ownReport', id);
  return { row, noun };
}

/** The `shape` is held against the noun only where it is given: a name can be changed though a field was retired. */
function assertSound(tx: TransactionContext, noun: Noun, report: ReportContent, shape: boolean): void {
  const faults = shape ? findReportFaults(tx, noun, report.settings) : [];
  const all = [
    ...faults.map((fault) => ({ ...fault, path: `settings.${fault.path}` })),
    ...reachFaults({ ...report, defaultFor: [] }),
  ];
  if (all.length > 0) throw invalid(all);
  if (shape && isClosedTo(tx, noun, report.settings)) throw new AppError(403, 'fieldsHidden', { noun: noun.name });
}

async function assertRoom(tx: TransactionContext, { visibility, owner }: ReportContent): Promise<void> {
  const isPrivate = visibility === 'private';
  const maximum = isPrivate ? reportLimits.private : reportLimits.shared;
  if ((await countReports(tx.db, isPrivate ? owner : null)) >= maximum)
    throw invalidField('visibility', 'tooMany', { maximum });
}

const logged = ['name', 'settings', 'visibility', 'roles', 'owner'] as const;

/** What somebody keeps for themselves is in no log that others read. */
export async function logReport(tx: TransactionContext, row: ReportRow, before: ReportRow | null): Promise<void> {
  const names = logged.filter((name) => JSON.stringify(row[name]) !== JSON.stringify(before?.[name]));
  const isPrivate = row.visibility === 'private' && (before?.visibility ?? 'private') === 'private';
  if (names.length === 0 || isPrivate) return;
  const fields = Object.fromEntries(
    names.map((name) => [name, { ...(before ? { from: before[name] ?? null } : {}), to: row[name] ?? null }]),
  );
  if (!before) Object.assign(fields, { noun: { to: row.noun } });
  await appendChange(tx, { noun: 'ownReport', recordId: row.id, kind: before ? 'updated' : 'created', fields });
}

export function logMark(tx: TransactionContext, id: string, deleted: boolean): Promise<void> {
  return appendChange(tx, { noun: 'ownReport', recordId: id, kind: deleted ? 'deleted' : 'restored', fields: {} });
}

/** To whom it is closed what it asks is not told, nor what of it is gone. */
function answerOf(ctx: Context, noun: Noun, row: ReportRow): OwnReport {
  const { settings, ...report } = row;
  const isClosed = isClosedTo(ctx, noun, settings);
  return {
    ...{ ...report, roles: [...report.roles], mayChange: mayChange(ctx, row) },
    settings: isClosed ? null : settings,
    faults: isClosed ? [] : findReportFaults(ctx, noun, settings),
  };
}
