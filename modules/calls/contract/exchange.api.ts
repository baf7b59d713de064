import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { recordParams } from '../../../shared/contract/record-queries.ts';
import { plainText } from '../../../shared/contract/text-schemas.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';

/** A number that clients call: what comes in on it, and who answers. */
const line = z.strictObject({
  /** As the telephone system names it in its events. */
  number: plainText(40).min(1),
  name: plainText(100).min(1),
  /** By which source leads of this line came; an option of the lead's source. */
  source: plainText(100).nullable().default(null),
  /** Who is to call back where the client is nobody's; the first who is active. */
  members: z.array(idInput).max(50).default([]),
  /** Whoever calls from a number that nobody has becomes a lead by itself. */
  makesLeads: z.boolean().default(false),
  /** Minutes after which the head is told that nobody has called back. */
  callBackMinutes: z
    .int()
    .min(1)
    .max(7 * 24 * 60)
    .default(30),
});
export type Line = z.output<typeof line>;

/** The inner number of a member's telephone. */
const extension = z.strictObject({ number: plainText(20).min(1), member: idInput });
export type Extension = z.output<typeof extension>;

const changeable = {
  name: plainText(100).min(1),
  active: z.boolean(),
  /** Addresses and networks its events may come from; anywhere where there are none. */
  networks: z.array(z.string().trim().max(50)).max(50),
  /** Where it takes calls to be made, signed; null where it makes none. */
  dialUrl: z.string().trim().min(1).max(2000).nullable(),
  /** Days recordings are kept; null for as long as their calls. */
  keepDays: z.int().min(1).max(36_500).nullable(),
  lines: z.array(line).max(200),
  extensions: z.array(extension).max(2000),
};

const exchangeInput = z.strictObject({
  ...changeable,
  active: changeable.active.default(true),
  networks: changeable.networks.default([]),
  dialUrl: changeable.dialUrl.default(null),
  keepDays: changeable.keepDays.default(null),
  lines: changeable.lines.default([]),
  extensions: changeable.extensions.default([]),
});
export type ExchangeInput = z.output<typeof exchangeInput>;
const exchangePatch = z.strictObject(changeable).partial();
export type ExchangePatch = z.output<typeof exchangePatch>;

const exchangeAnswer = z.strictObject({
  id: z.guid(),
  ...changeable,
  lines: z.array(line),
  extensions: z.array(extension),
  /** What the members named here are called. */
  names: z.record(z.string(), z.string()),
  /** Where its events go, below the address of this installation. */
  path: z.string(),
  /** When it last told of a call; null when never. */
  lastEventAt: z.iso.datetime({ offset: true }).nullable(),
});
export type Exchange = z.output<typeof exchangeAnswer>;

const base = '/exchanges';

export const listExchanges = defineEndpoint({
  name: 'exchanges.list',
  summary: 'The telephone systems of the workspace; for owners',
  method: 'GET',
  path: base,
  response: z.strictObject({ items: z.array(exchangeAnswer) }),
});

export const createExchange = defineEndpoint({
  name: 'exchanges.create',
  summary: 'Connect a telephone system; its key is shown this once; for owners',
  method: 'POST',
  path: base,
  body: exchangeInput,
  response: z.strictObject({ exchange: exchangeAnswer, key: z.string() }),
  status: 201,
  secret: true,
  errors: ['tooManyExchanges'],
});

export const updateExchange = defineEndpoint({
  name: 'exchanges.update',
  summary: 'Change a telephone system, its lines and inner numbers; for owners',
  method: 'PATCH',
  path: `${base}/{id}`,
  params: recordParams,
  body: exchangePatch,
  response: exchangeAnswer,
  errors: ['notFound'],
});

export const deleteExchange = defineEndpoint({
  name: 'exchanges.delete',
  summary: 'Disconnect a telephone system: its key ends, its calls stay; for owners',
  method: 'DELETE',
  path: `${base}/{id}`,
  params: recordParams,
  response: z.strictObject({}),
  errors: ['notFound'],
});

export const renewExchangeKey = defineEndpoint({
  name: 'exchanges.renewKey',
  summary: 'Give a telephone system a new key, shown this once; the old one ends; for owners',
  method: 'POST',
  path: `${base}/{id}/key`,
  params: recordParams,
  response: z.strictObject({ key: z.string() }),
  secret: true,
  errors: ['notFound'],
});

export const testExchange = defineEndpoint({
  name: 'exchanges.test',
  summary: 'Let your own telephone ring here, as if somebody called; nothing is logged; for owners',
  method: 'POST',
  path: `${base}/{id}/test`,
  params: recordParams,
  response: z.strictObject({}),
  errors: ['notFound'],
});
