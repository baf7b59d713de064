import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { coded } from '../../../shared/contract/field-errors.ts';
import { booleanParam, jsonParam } from '../../../shared/contract/query-params.ts';
import { groupKey } from '../../../shared/contract/record-aggregate.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';
import { filterSchema } from '../../../shared/filter/filter.ts';
import { languages } from '../../../shared/nouns/metadata.ts';
import { visibilities } from '../../../shared/views/view.ts';
import { roleList } from '../../../shared/views/view-settings.ts';
import { reportSettings } from './own-report.ts';
import { reportLimits, reportShapes } from './report-shape.ts';

const nounName = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,79}$/);

const changeable = {
  name: z
    .partialRecord(z.enum(languages), plainText(reportLimits.name).min(1))
    .refine((texts) => Object.keys(texts).length > 0, coded('required')),
  settings: reportSettings,
  visibility: z.enum(visibilities),
  roles: roleList,
};

export const reportInput = z.strictObject({
  /** The noun whose records it is about, e.g. `deal`. */
  noun: nounName,
  name: changeable.name,
  settings: changeable.settings,
  visibility: changeable.visibility.default('private'),
  roles: changeable.roles.default([]),
});
export type ReportInput = z.output<typeof reportInput>;

export const reportPatch = z.strictObject(changeable).partial();
export type ReportPatch = z.output<typeof reportPatch>;

const listed = z.strictObject({
  id: z.guid(),
  version: z.int(),
  noun: z.string(),
  name: z.record(z.string(), z.string()),
  show: z.enum(reportShapes),
  visibility: z.enum(visibilities),
  roles: roleList,
  /** The member who made it; null for one that came with the workspace. */
  owner: z.guid().nullable(),
  updatedAt: z.string(),
  mayChange: z.boolean(),
});
export type ListedReport = z.output<typeof listed>;

const fault = z.strictObject({
  path: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.unknown()).optional(),
});

const report = listed
  .omit({ show: true })
  .extend({
    /** Null where the reader may not know what it is made of. */
    settings: reportSettings.nullable(),
    /** What it names that is no longer there. */
    faults: z.array(fault),
  })
  .meta({ title: 'OwnReport' });
export type OwnReport = z.output<typeof report>;

const money = z.strictObject({ amount: z.string(), currency: z.string() });

/** Null of no values. Amounts are in the workspace's currency; those that had no rate stand apart, a sum a currency. */
const figure = z.strictObject({
  value: z.union([z.number(), z.string(), z.null(), money]),
  apart: z.array(money).optional(),
});
export type ReportFigure = z.output<typeof figure>;

const group = z.strictObject({
  key: groupKey,
  /** Together with the report's own filter it lists the records of the group. */
  filter: filterSchema,
});

/** Groups that are not shown by themselves, and what they come to. No filter where it would be too long for a list. */
const others = z.strictObject({ count: z.int(), filter: filterSchema.nullable() });

const figures = z
  .strictObject({
    currency: z.string(),
    /** A figure a measure, of all records. */
    total: z.array(figure),
    /** `cells` are figures of the first measure by column, then of the other columns where there are; null where there is nothing to tell. */
    rows: z.array(group.extend({ figures: z.array(figure), cells: z.array(figure.nullable()) })),
    columns: z.array(group.extend({ total: figure })),
    otherRows: others.extend({ figures: z.array(figure), cells: z.array(figure.nullable()) }).nullable(),
    otherColumns: others.extend({ total: figure.nullable() }).nullable(),
    /** A record can stand in several groups, so the groups may come to more than the whole. */
    overlaps: z.boolean(),
  })
  .meta({ title: 'ReportFigures' });
export type ReportFigures = z.output<typeof figures>;

const params = z.strictObject({ id: z.guid() });

export const listReports = defineEndpoint({
  name: 'ownReports.list',
  summary: 'The own reports that the actor finds, by name; those in the bin with `deleted`',
  method: 'GET',
  path: '/reports',
  query: z.strictObject({ deleted: booleanParam().optional() }),
  response: z.strictObject({ items: z.array(listed) }),
});

export const getReport = defineEndpoint({
  name: 'ownReports.get',
  summary: 'An own report: what it asks and how it shows the answer',
  method: 'GET',
  path: '/reports/{id}',
  params,
  response: report,
  errors: ['notFound'],
});

export const workOutReport = defineEndpoint({
  name: 'ownReports.workOut',
  summary: 'Work out the figures of a report, kept or not, from the records the actor may read',
  method: 'GET',
  path: '/reports/figures',
  /** `noun` by its name or its plural. */
  query: z.strictObject({ noun: nounName, settings: jsonParam(reportSettings) }),
  response: figures,
  errors: ['unknownNoun'],
});

export const saveReportFile = defineEndpoint({
  name: 'ownReports.export',
  summary: 'The table of a report as CSV or as a workbook (XLSX), for who may export such records',
  method: 'GET',
  path: '/reports/file',
  /** `title` is what the file is called; `language` that of headings, options and numbers, the workspace's when absent. */
  query: z.strictObject({
    ...{ noun: nounName, settings: jsonParam(reportSettings) },
    title: plainText(reportLimits.name).optional(),
    language: z.enum(languages).optional(),
    format: z.enum(['csv', 'xlsx']).default('csv'),
  }),
  download: true,
  response: z.unknown(),
  errors: ['unknownNoun', 'forbidden', 'stoppedByAlarm', 'dailyLimitReached'],
});

export const createReport = defineEndpoint({
  name: 'ownReports.create',
  summary: 'Keep a report, for oneself or (managers and owners) for others',
  method: 'POST',
  path: '/reports',
  body: reportInput,
  response: report,
  status: 201,
});

export const changeReport = defineEndpoint({
  name: 'ownReports.change',
  summary: 'Change an own report; If-Match guards against changing what somebody has changed meanwhile',
  method: 'PATCH',
  path: '/reports/{id}',
  params,
  body: reportPatch,
  response: report,
  errors: ['notFound', 'stale'],
});

export const deleteReport = defineEndpoint({
  name: 'ownReports.delete',
  summary: 'Take an own report away; it can be restored',
  method: 'DELETE',
  path: '/reports/{id}',
  params,
  response: report,
  errors: ['notFound'],
});

export const restoreReport = defineEndpoint({
  name: 'ownReports.restore',
  summary: 'Take back the deletion of an own report',
  method: 'POST',
  path: '/reports/{id}/restore',
  params,
  response: report,
  errors: ['notFound'],
});
