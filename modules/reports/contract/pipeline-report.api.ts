import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { jsonParam, listParam } from '../../../shared/contract/query-params.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';
import { type Filter, filterSchema } from '../../../shared/filter/filter.ts';
import { categoryParam, categoryValue } from './client-category.ts';

/** The breakdowns a report may have besides its totals. */
export const breakdowns = ['stage', 'month', 'quarter', 'owner', 'team', 'product', 'lostReason'] as const;
export type Breakdown = (typeof breakdowns)[number];

const money = z.strictObject({ amount: z.string(), currency: z.string() });
const reference = z.strictObject({ id: z.guid(), label: z.string().optional() });
/** Selects exactly the deals a figure counts. Checked as a whole: spelled out, the recursive schema has no name to refer to. */
const filter = z
  .custom<Filter>((value) => filterSchema.safeParse(value).success)
  .meta({ type: 'object', description: 'What `GET /deals?filter=` takes to list exactly these deals' });

const counted = z.strictObject({ count: z.int(), filter }).meta({ title: 'CountedDeals' });
/** What could not be converted for want of an exchange rate: in its own currency, never added. */
const unconverted = counted.extend({ value: money });
const valued = counted.extend({ value: money, unconverted: z.array(unconverted) }).meta({ title: 'ValuedDeals' });
/** A share between 0 and 1 of the deals selected; null when there are none. */
const rate = z.strictObject({ rate: z.number().nullable(), filter }).meta({ title: 'DealRate' });
/** Whole days from opening to closing on average, to two decimals, of those that have both dates. */
const cycle = counted.extend({ days: z.number().nullable() }).meta({ title: 'DealCycle' });

const outcome = { won: valued, lost: valued, winRate: rate };
const group = { ...outcome, open: valued, wonCycle: cycle };
const period = z
  .strictObject({ from: z.iso.date().nullable(), to: z.iso.date().nullable(), ...outcome })
  .meta({ title: 'ReportPeriod' });

const stage = valued
  .extend({
    stage: reference,
    kind: z.enum(['open', 'won', 'lost']),
    color: z.string().nullable(),
    probability: z.number(),
    weighted: money,
    /** From the stage history: deals that ever stood in the stage, those that left it, those of them that went further. */
    entered: counted,
    left: counted,
    advanced: counted,
    /** Of those that left, the share that went to a later stage other than lost. */
    conversion: z.number().nullable(),
    /** How long those that left stood in the stage, on average, all their stays together. */
    daysInStage: z.number().nullable(),
  })
  .meta({ title: 'ReportStage' });

const report = z
  .strictObject({
    currency: z.string(),
    /** The day open deals are reported as of. */
    today: z.iso.date(),
    totals: z.strictObject({
      ...outcome,
      open: valued,
      /** Open deals by the probability of their stages. */
      weighted: money,
      meanWon: counted.extend({ value: money.nullable() }),
      wonCycle: cycle,
      lostCycle: cycle,
    }),
    pipelines: z.array(z.strictObject({ pipeline: reference, stages: z.array(stage) })),
    /** Without gaps; deals closed on no known day come last, in a period without bounds. */
    quarters: z.array(period),
    months: z.array(period),
    owners: z.array(z.strictObject({ owner: reference.nullable(), ...group })),
    teams: z.array(z.strictObject({ team: reference.nullable(), ...group })),
    /** Won deals by product are valued by their lines; deals without a product by their amount. */
    products: z.array(z.strictObject({ product: reference.nullable(), ...group })),
    /** By what was asked for as `category`; a deal whose clients have several values stands with each. */
    categories: z.array(z.strictObject({ ...categoryValue, ...group })),
    lostReasons: z.array(z.strictObject({ reason: z.string().nullable(), lost: valued })),
  })
  .meta({ title: 'PipelineReport' });

export const getPipelineReport = defineEndpoint({
  name: 'pipelineReport.get',
  summary: 'Open, won and lost deals as figures, each with the filter that lists its deals',
  method: 'GET',
  path: '/reports/pipeline',
  query: z.strictObject({
    /** The first and last closing day of won and lost deals; open deals are as of today. */
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    pipeline: idInput.optional(),
    owner: idInput.optional(),
    /** The team of the deal's owner. */
    team: idInput.optional(),
    /** Deals with a line of this product. */
    product: idInput.optional(),
    /** Deals that match, as their list takes it: `company.category` and the like among the fields. */
    filter: jsonParam(filterSchema).optional(),
    /** What of the client the deals are grouped by too. */
    category: categoryParam.optional(),
    /** The breakdowns wanted; all when absent. The others are answered empty. */
    groupBy: listParam(breakdowns.length)
      .pipe(z.array(z.enum(breakdowns)))
      .optional(),
  }),
  response: report,
});

export type PipelineReport = z.output<typeof report>;
export type ReportStage = z.output<typeof stage>;
export type ReportPeriod = z.output<typeof period>;
export type ReportGroup = Omit<PipelineReport['owners'][number], 'owner'>;
export type ValuedDeals = z.output<typeof valued>;
export type DealCycle = z.output<typeof cycle>;
