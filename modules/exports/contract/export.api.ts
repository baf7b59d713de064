import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { listQuery } from '../../../shared/contract/record-queries.ts';
import { languages } from '../../../shared/nouns/metadata.ts';

export const exportFormats = ['csv', 'xlsx'] as const;

const { filter, search, deleted, sort, fields } = listQuery.shape;

export const exportRecords = defineEndpoint({
  name: 'exports.csv',
  summary: 'All records that match as CSV or as a workbook (XLSX), as people read them',
  method: 'GET',
  path: '/exports/{plural}',
  params: z.strictObject({ plural: z.string().max(100) }),
  /**
   * `fields` are the columns in their order, all that a person sees when absent. `language` is that of headings, options and
   * of the numbers and separators a spreadsheet expects there; default: the workspace's. A workbook has numbers, days and
   * moments as such and holds up to 1,048,575 records.
   */
  query: z.strictObject({
    ...{ filter, search, deleted, sort, fields },
    language: z.enum(languages).optional(),
    format: z.enum(exportFormats).default('csv'),
  }),
  download: true,
  response: z.unknown(),
  errors: ['unknownNoun', 'forbidden', 'stoppedByAlarm', 'dailyLimitReached'],
});
