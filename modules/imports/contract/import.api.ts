import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { dateFormats } from '../../../shared/import/date-format.ts';
import { languages } from '../../../shared/nouns/metadata.ts';
import { importMapping } from './mapping.ts';

const params = z.strictObject({ id: z.guid() });

const fault = z.strictObject({
  path: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.unknown()).optional(),
});

/** A name in the file that is spelt unlike the record or choice it means, or that nothing is known by. */
const nameQuestion = z.strictObject({
  header: z.string(),
  value: z.string(),
  /**
   * `normalised` and `near` are taken as meaning `name`, as is `chosen` by the mapping; `new` is created; `unknown` has its
   * rows rejected.
   */
  kind: z.enum(['normalised', 'near', 'chosen', 'new', 'unknown']),
  name: z.string().nullable(),
  suggestions: z.array(z.string()),
  rows: z.int(),
});
export type NameQuestion = z.output<typeof nameQuestion>;

const column = z.strictObject({
  header: z.string(),
  samples: z.array(z.string()),
  path: z.string().nullable(),
  confidence: z.number(),
  dateFormat: z.enum(dateFormats).nullable(),
  dateAlternatives: z.array(z.enum(dateFormats)),
});

const table = z.strictObject({
  id: z.guid(),
  fileName: z.string(),
  /** The name of the noun the rows become records of. */
  target: z.string(),
  rows: z.int(),
  columns: z.array(column),
  /** Every path a column may be given. */
  paths: z.array(z.string()),
});
export type ImportTable = z.output<typeof table>;

export const uploadImport = defineEndpoint({
  name: 'imports.upload',
  summary: 'Send a CSV or XLSX file and learn what its columns seem to be',
  method: 'POST',
  path: '/imports',
  upload: { maxBytes: 50 * 1024 * 1024 },
  query: z.strictObject({ target: z.string().max(100) }),
  status: 201,
  response: table,
  errors: ['unreadableFile', 'emptyFile', 'tooManyRows'],
});

export const getImportTable = defineEndpoint({
  name: 'imports.table',
  summary: 'What the columns of a file that was sent before seem to be',
  method: 'GET',
  path: '/imports/{id}/table',
  params,
  response: table,
});

const faultyRow = z.strictObject({ row: z.int(), faults: z.array(fault) });

export const checkImport = defineEndpoint({
  name: 'imports.check',
  summary: 'Try a mapping without writing: faults by row, names that need a decision',
  method: 'POST',
  path: '/imports/{id}/check',
  params,
  body: importMapping,
  response: z.strictObject({
    /** Rows that would be rejected, the first fifty with their faults. */
    rejected: z.int(),
    faults: z.array(faultyRow),
    names: z.array(nameQuestion),
    /** The first rows as they would be read: column header → value of its field, null where it is empty or at fault. */
    preview: z.array(z.record(z.string(), z.unknown())),
  }),
});

const state = z.strictObject({
  id: z.guid(),
  fileName: z.string(),
  target: z.string(),
  status: z.enum(['ready', 'running', 'done', 'cancelled', 'failed']),
  rows: z.int(),
  processed: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  names: z.array(nameQuestion),
});
export type ImportState = z.output<typeof state>;

export const startImport = defineEndpoint({
  name: 'imports.start',
  summary: 'Bring the file in, in the background',
  method: 'POST',
  path: '/imports/{id}/start',
  params,
  body: importMapping,
  response: state,
  errors: ['importStarted'],
});

export const getImportState = defineEndpoint({
  name: 'imports.state',
  summary: 'How far an import is',
  method: 'GET',
  path: '/imports/{id}/state',
  params,
  response: state,
});

export const cancelImport = defineEndpoint({
  name: 'imports.cancel',
  summary: 'Stop an import after the rows under way; what is written stays',
  method: 'POST',
  path: '/imports/{id}/cancel',
  params,
  response: state,
});

export const listRejectedRows = defineEndpoint({
  name: 'imports.rejectedRows',
  summary: 'The first fifty rejected rows with their reasons',
  method: 'GET',
  path: '/imports/{id}/rejected-rows',
  params,
  response: z.strictObject({ rows: z.array(faultyRow) }),
});

export const downloadRejected = defineEndpoint({
  name: 'imports.rejected',
  summary: 'The rejected rows as CSV, with the reasons in a column of their own, and their codes in another',
  method: 'GET',
  path: '/imports/{id}/rejected',
  params,
  /** The language of the reasons; default: the workspace's. */
  query: z.strictObject({ language: z.enum(languages).optional() }),
  download: true,
  response: z.unknown(),
});
