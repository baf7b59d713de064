import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { jsonParam } from '../../../shared/contract/query-params.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';
import { type Filter, filterSchema } from '../../../shared/filter/filter.ts';
import { categoryParam, categoryValue } from './client-category.ts';

/** The spans that the picture counts by. */
export const activityUnits = ['day', 'week', 'month', 'quarter'] as const;

const filter = z
  .custom<Filter>((value) => filterSchema.safeParse(value).success)
  .meta({ type: 'object', description: 'What the list of the noun takes to show exactly what the column counts' });

const money = z.strictObject({ amount: z.string(), currency: z.string() });

/** What is counted: records of a noun, by the member field that says whose they are. */
const column = z.strictObject({
  ...{ name: z.string(), noun: z.string(), by: z.string(), filter },
  /** The filter of all that the report counts in it, whosever it is. */
  whole: filter,
});
const figures = z.record(z.string(), z.int());

const report = z
  .strictObject({
    from: z.iso.date(),
    to: z.iso.date(),
    columns: z.array(column),
    /** Everybody of the scope, also who did nothing; without a member, what is nobody's. */
    people: z.array(
      z.strictObject({
        member: z.strictObject({ id: z.guid(), label: z.string().nullable() }).nullable(),
        figures,
        /** What was won, one amount a currency. */
        won: z.array(money),
      }),
    ),
    /** The same by what the clients hold in the field asked for as `category`; of which nouns' records that is told. */
    category: z
      .strictObject({
        nouns: z.array(z.string()),
        groups: z.array(z.strictObject({ ...categoryValue, filter, figures, won: z.array(money) })),
      })
      .nullable(),
    /** What was done with clients in each span of the period that has any, by the columns of activities. */
    periods: z.array(z.strictObject({ from: z.iso.date(), figures })),
  })
  .meta({ title: 'ActivityReport' });
export type ActivityReport = z.output<typeof report>;

const query = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  by: z.enum(activityUnits).default('week'),
  team: idInput.optional(),
  member: idInput.optional(),
  /** Only what was done with clients like these: filters of companies and of people, as their lists take them. */
  company: jsonParam(filterSchema).optional(),
  person: jsonParam(filterSchema).optional(),
  /** What of the client the figures are grouped by too. */
  category: categoryParam.optional(),
});
export type ActivityQuestion = z.output<typeof query>;

export const getActivityReport = defineEndpoint({
  name: 'activityReport.get',
  summary:
    'What each person did within a span of days, counted from what was logged: heads see their teams, sellers themselves',
  method: 'GET',
  path: '/reports/activity',
  query,
  response: report,
});

export const exportActivityReport = defineEndpoint({
  name: 'activityReport.export',
  summary: 'The activity report as a CSV file',
  method: 'GET',
  path: '/reports/activity/csv',
  query,
  response: z.unknown(),
  download: true,
});
