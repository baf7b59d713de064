import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { recordParams } from '../../../shared/contract/record-queries.ts';

/** So many parts of a campaign are counted with it, and so many steps down are gone. */
export const campaignLimits = { parts: 200, depth: 5 } as const;

const money = z.strictObject({ amount: z.string(), currency: z.string() });
const amounts = z.array(money);
const count = z.int().min(0);

/** What a campaign and its parts brought, of what the actor may see; null for what they may not. */
const figures = z.strictObject({
  /** How many campaigns are added up: the one asked for and those below it. */
  campaigns: count,
  /** Contacts that answer it. */
  responses: count.nullable(),
  leads: z.strictObject({ all: count, converted: count }).nullable(),
  deals: z.strictObject({ all: count, open: count, won: count }).nullable(),
  /** In the workspace's currency at the rate of the day each was closed; what had no rate stands apart in its own. */
  won: amounts.nullable(),
  cost: amounts.nullable(),
  budget: amounts.nullable(),
  /** Cost by lead; null where there is none of either, or amounts of several currencies. */
  costPerLead: money.nullable(),
  /** What was won beyond the cost, in percent of the cost. */
  returnPercent: z.number().nullable(),
});
export type CampaignFigures = z.output<typeof figures>;

export const getCampaignFigures = defineEndpoint({
  name: 'campaigns.figures',
  summary: 'What a campaign and its parts brought: contacts, leads, deals, sums won, and what it cost',
  method: 'GET',
  path: '/campaigns/{id}/figures',
  params: recordParams,
  response: figures,
  errors: ['notFound'],
});
