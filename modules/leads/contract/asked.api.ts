import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';

/** On what occasion somebody asked, before they are anybody's client. */
export const occasions = ['showroom', 'phone', 'visit', 'campaign', 'event'] as const;
export type Occasion = (typeof occasions)[number];

const asked = z.strictObject({
  occasion: z.enum(occasions),
  /** What is known of them, by the fields of a lead. */
  lead: z.record(z.string(), z.unknown()),
  /** What is to be done next, by the fields of a task; its title may be left out. */
  nextStep: z.record(z.string(), z.unknown()).nullable().optional(),
});
export type Asked = z.output<typeof asked>;

const taken = z.strictObject({
  /** Where it was written down: a lead, or whoever is known already. */
  noun: z.enum(['lead', 'person', 'company']),
  id: z.guid(),
  /** Whether the lead was made for it. */
  isNew: z.boolean(),
});
export type Taken = z.output<typeof taken>;

export const takeAsked = defineEndpoint({
  name: 'leads.asked',
  summary:
    'Writes down that somebody asked: a contact and a next step with the open lead, person or company that has the number or address already, else with a new lead',
  method: 'POST',
  path: '/leads/asked',
  body: asked,
  response: taken,
  status: 201,
  errors: ['forbidden'],
});
