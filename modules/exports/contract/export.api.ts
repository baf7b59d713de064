import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { listQuery } from '../../../shared/contract/record-queries.ts';
import { languages } from '../../../shared/nouns/metadata.ts';

const { filter, search, deleted, sort, fields } = listQuery.shape;

export const exportRecords = defineEndpoint({
  name: 'exports.csv',
  summary: 'All records that match as CSV, as people read them',
  method: 'GET',
  path: '/exports/{plural}',
  params: z.strictObject({ plural: z.string().max(100) }),
  /**
   * `fields` are the columns in their order, all that a person sees when absent. `language` is that of headings, options and
   * of the numbers and separators a spreadsheet expects there; default: the workspace's.
   */
  query: z.strictObject({ filter, search, deleted, sort, fields, language: z.enum(languages).optional() }),
  download: true,
  response: z.unknown(),
  errors: ['unknownNoun', 'forbidden', 'stoppedByAlarm', 'dailyLimitReached'],
});
