import { z } from 'zod';
import { doors } from '../../../shared/contract/doors.ts';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { oversightSettings } from '../../../shared/contract/oversight-settings.ts';
import { integerParam, listParam } from '../../../shared/contract/query-params.ts';
import { listQuery } from '../../../shared/contract/record-queries.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';
import { languages } from '../../../shared/nouns/metadata.ts';

/** What an audit line tells of. */
export const auditSorts = ['changed', 'taken', 'read', 'signIn'] as const;
export type AuditSort = (typeof auditSorts)[number];

const alarmKinds = ['read', 'program', 'taken'] as const;

const byId = z.strictObject({ id: idInput });
const member = z.strictObject({ id: z.string(), name: z.string() });
const day = z.iso.date();

export const auditFilter = z.strictObject({
  member: idInput.optional(),
  noun: z.string().max(100).optional(),
  record: idInput.optional(),
  /** Only changes of this field. */
  field: z.string().max(100).optional(),
  door: z.enum([...doors, 'import', 'cli', 'system', 'process', 'portal']).optional(),
  address: z.string().max(100).optional(),
  sorts: listParam(auditSorts.length)
    .pipe(z.array(z.enum(auditSorts)))
    .optional(),
  /** The first and the last day, in the workspace's time zone. */
  from: day.optional(),
  to: day.optional(),
});
export type AuditFilter = z.output<typeof auditFilter>;

const auditLine = z.strictObject({
  id: z.string(),
  at: z.string(),
  sort: z.enum(auditSorts),
  member: member.nullable(),
  door: z.string(),
  address: z.string().nullable(),
  kind: z.string(),
  noun: z.string().nullable(),
  /** The record, where it is about one. */
  record: z.string().nullable(),
  /** The fields that were changed, or asked for. */
  fields: z.array(z.string()),
  /** How many records were read or taken. */
  records: z.int().nullable(),
  requests: z.int().nullable(),
});
export type AuditLine = z.output<typeof auditLine>;

export const listAudit = defineEndpoint({
  name: 'oversight.audit',
  summary: 'What was changed, taken out, read and who signed in, the newest first',
  method: 'GET',
  path: '/oversight/audit',
  query: auditFilter.extend({
    cursor: z.string().max(200).optional(),
    limit: integerParam({ min: 1, max: 200 }).default(60),
  }),
  response: z.strictObject({
    items: z.array(auditLine),
    /** Null on the last page. A page may be short, or empty, and have more behind it. */
    next: z.string().nullable(),
  }),
  errors: ['badCursor'],
});

export const exportAudit = defineEndpoint({
  name: 'oversight.auditFile',
  summary: 'The same as CSV, at most 100,000 lines; itself written down',
  method: 'GET',
  path: '/oversight/audit/file',
  query: auditFilter,
  download: true,
  response: z.unknown(),
});

export const getOversight = defineEndpoint({
  name: 'oversight.settings',
  summary: 'How reading and taking out is watched',
  method: 'GET',
  path: '/oversight/settings',
  response: oversightSettings,
});

export const setOversight = defineEndpoint({
  name: 'oversight.setSettings',
  summary: 'Changes how reading and taking out is watched',
  method: 'PUT',
  path: '/oversight/settings',
  body: oversightSettings,
  response: oversightSettings,
  errors: ['unknownNoun', 'unknownField'],
});

const alarm = z.strictObject({
  id: z.string(),
  at: z.string(),
  member,
  kind: z.enum(alarmKinds),
  /** Minutes of the window. */
  minutes: z.int(),
  /** Records in the window, and above how many it is unusual. */
  amount: z.int(),
  threshold: z.int(),
  /** Held against the person's own habit, their colleagues', or what holds for a beginning. */
  basis: z.enum(['own', 'peers', 'start']),
});
export type Alarm = z.output<typeof alarm>;

export const listAlarms = defineEndpoint({
  name: 'oversight.alarms',
  summary: 'Unusual amounts of the last 90 days, and who is stopped, by one or by the limit of the day',
  method: 'GET',
  path: '/oversight/alarms',
  response: z.strictObject({
    items: z.array(alarm),
    stopped: z.array(z.strictObject({ member, since: z.string() })),
    /** Who has read as much today as their role may. */
    limited: z.array(z.strictObject({ member, since: z.string() })),
  }),
});

export const releaseMember = defineEndpoint({
  name: 'oversight.release',
  summary: 'Lets somebody go on whom an alarm had stopped, or, for today, the limit of the day',
  method: 'POST',
  path: '/oversight/members/{id}/release',
  params: byId,
  response: z.strictObject({}),
});

const reportLine = z.strictObject({ noun: z.string(), records: z.int(), requests: z.int() });
const memberReport = z.strictObject({
  member,
  days: z.int(),
  from: z.string(),
  /** Records in lists and on cards, by noun: what a person saw, and what their programs read. */
  seen: z.array(reportLine),
  programs: z.array(reportLine),
  /** Exports, prints and downloads, the newest hundred. */
  taken: z.array(auditLine),
  changed: z.array(z.strictObject({ noun: z.string(), kind: z.string(), changes: z.int() })),
  addresses: z.array(z.string()),
});
export type MemberReport = z.output<typeof memberReport>;

export const getMemberReport = defineEndpoint({
  name: 'oversight.report',
  summary: 'What a member looked at, took and changed in the last 30 days',
  method: 'GET',
  path: '/oversight/members/{id}/report',
  params: byId,
  response: memberReport,
});

export const exportMemberReport = defineEndpoint({
  name: 'oversight.reportFile',
  summary: 'The same as CSV; itself written down',
  method: 'GET',
  path: '/oversight/members/{id}/report/file',
  params: byId,
  download: true,
  response: z.unknown(),
});

export const getChainHead = defineEndpoint({
  name: 'oversight.head',
  summary: 'The newest seal of the change log, to be kept elsewhere',
  method: 'GET',
  path: '/oversight/head',
  response: z.strictObject({
    head: z.strictObject({ number: z.string(), at: z.string(), hash: z.string() }).nullable(),
  }),
});

const backups = z.strictObject({
  /** When the newest was made. */
  last: z.string().nullable(),
  /** From one that the server makes by itself to the next; 0: it makes none. */
  hours: z.int(),
  /** How old the newest may be. */
  alarmHours: z.int(),
  isLate: z.boolean(),
  /** The last restore into a database of its own. */
  trial: z.strictObject({ at: z.string(), isWhole: z.boolean() }).nullable(),
});
export type Backups = z.output<typeof backups>;

export const getBackups = defineEndpoint({
  name: 'oversight.backups',
  summary: 'When the newest backup was made, and whether it could be restored',
  method: 'GET',
  path: '/oversight/backups',
  response: backups,
});

const { filter, search, deleted, sort, fields } = listQuery.shape;

const printRequest = z.strictObject({
  plural: z.string().max(100),
  /** One record's card; the list when absent. */
  id: idInput.optional(),
  query: z.strictObject({ filter, search, deleted, sort, fields }).optional(),
  language: z.enum(languages).optional(),
});
export type PrintRequest = z.output<typeof printRequest>;

const printedTable = z.strictObject({
  /** By which it is found in the log. */
  number: z.string(),
  at: z.string(),
  /** Who printed it. */
  by: z.string(),
  headings: z.array(z.string()),
  rows: z.array(z.array(z.string())),
});
export type PrintedTable = z.output<typeof printedTable>;

export const printRecords = defineEndpoint({
  name: 'oversight.print',
  summary:
    'The records that match as a table to be printed, at most 2,000; written down, and counted against the day’s limit',
  method: 'POST',
  path: '/prints',
  body: printRequest,
  response: printedTable,
  errors: ['unknownNoun', 'forbidden', 'stoppedByAlarm', 'dailyLimitReached', 'tooManyToPrint'],
});
