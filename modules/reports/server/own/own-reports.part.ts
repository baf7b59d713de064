import { z } from 'zod';
import { defineConfigurationPart, type ItemChange, type Problem } from '../../../../server/configuration/part.ts';
import type { TransactionContext } from '../../../../server/context.ts';
import { newId } from '../../../../server/records/uuid.ts';
import { wantedRegistry } from '../../../customisation/server/index.ts';
import { reachFaults } from '../../../views/server/index.ts';
import type { ReportSettings } from '../../contract/own-report.ts';
import { reportInput } from '../../contract/own-reports.api.ts';
import { reportLimits } from '../../contract/report-shape.ts';
import { findReportFaults } from './inspect-report.ts';
import {
  insertReport,
  keyReport,
  listSharedReports,
  lockSharedReport,
  markReport,
  updateReport,
} from './own-report.repository.ts';
import { logMark, logReport } from './own-report.service.ts';

const item = reportInput.extend({
  /** The same wherever the report goes. */
  key: z.string().min(1).max(200),
  visibility: z.enum(['shared', 'roles']).default('shared'),
  /** Given up: in the bin, to be restored. */
  retired: z.literal(true).optional(),
});
type ReportItem = z.output<typeof item>;

/** The reports for others in a workspace's configuration; what people keep for themselves is in none. */
export const ownReportsPart = defineConfigurationPart<ReportItem>({
  ...{ name: 'reports', item, heardOf: ['ownReport'] },
  keyOf: ({ key }) => key,
  labelOf: ({ name }) => name,
  async read({ db }) {
    const rows = await listSharedReports(db);
    return rows.map(
      ({ key, noun, name, settings, visibility, roles }) =>
        ({ key, noun, name, settings, visibility, roles }) as ReportItem,
    );
  },
  isSame: (one, other) =>
    one.noun === other.noun &&
    Object.entries(one.name).some(
      ([language, text]) => (other.name as Record<string, string>)[language]?.toLowerCase() === text?.toLowerCase(),
    ),
  merge: (before, after) => ({ ...before, settings: after.settings, name: { ...before.name, ...after.name } }),
  retire: (report) => ({ ...report, retired: true }),
  async problemOf(ctx, { before, after }, wanted): Promise<Problem | null> {
    if (after.retired) return null;
    const noun = wantedRegistry(ctx, wanted).findNoun(after.noun);
    if (!noun || noun.internal) return { code: 'unknownNoun', params: { noun: after.noun } };
    if (before && before.noun !== after.noun) return { code: 'fixedProperty', params: { property: 'noun' } };
    const kept = (wanted('reports') as readonly ReportItem[]).filter(({ retired }) => !retired);
    if (kept.length > reportLimits.shared) return { code: 'tooMany', params: { maximum: reportLimits.shared } };
    const within = { ...ctx, registry: wantedRegistry(ctx, wanted) };
    const faults = findReportFaults(within, noun, after.settings as ReportSettings);
    // What was retired since can be gone back to: the report says so wherever it is read.
    const all = [...faults, ...reachFaults({ ...after, defaultFor: [] })];
    const fault = all.find(({ code }) => code !== 'retiredField');
    return fault ? { code: fault.code, params: { ...fault.params, path: fault.path } } : null;
  },
  async write(tx, changes) {
    for (const change of changes) await writeReport(tx, change);
  },
});

async function writeReport(tx: TransactionContext, { key, after }: ItemChange<ReportItem>): Promise<void> {
  const { key: _, retired = false, ...said } = after;
  const found = await lockSharedReport(tx.db, key);
  if (retired && (!found || found.deleted)) return;
  if (found && retired !== found.deleted) {
    await markReport(tx.db, found.id, retired);
    await logMark(tx, found.id, retired);
  }
  if (retired) return;
  const given = { ...said, settings: said.settings as ReportSettings };
  if (found) {
    await logReport(tx, await updateReport(tx.db, { ...found, ...given }), found);
    return;
  }
  const row = await insertReport(tx.db, { ...given, id: newId(), owner: tx.actor.memberId });
  await keyReport(tx.db, row.id, key);
  await logReport(tx, row, null);
}
