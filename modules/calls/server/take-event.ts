import { type Context, inTransaction, systemActor, type TransactionContext } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { readCallNumber } from '../../../shared/phones/call-number.ts';
import { lead } from '../../leads/contract/index.ts';
import type { CallEvent, Line } from '../contract/index.ts';
import { type CallRow, lockNumber, takeIn } from './call.repository.ts';
import { type ExchangeRow, noteEvent } from './exchange.repository.ts';
import { type Client, findClient } from './find-client.ts';
import { logCall } from './log-call.ts';
import { assertFetchable, keepRecording, sealUrl } from './recording.service.ts';
import { tellPhones } from './tell-phones.ts';

/**
 * Takes in what a telephone system tells of a call; answers the activity it is logged as, once it has ended. The same event again does nothing.
 * Calls between two telephones of the house are nobody's business.
 */
export async function takeEvent(ctx: Context, exchange: ExchangeRow, event: CallEvent): Promise<string | null> {
  const [outside, inside] = event.direction === 'in' ? [event.caller, event.called] : [event.called, event.caller];
  const isInner = exchange.extensions.some(({ number }) => number === outside);
  if (isInner) return null;
  await assertFetchable(ctx, event);
  return inTransaction(ctx, async (tx) => {
    const line = lineOf(exchange.lines, inside);
    const member = memberOf(exchange, event.extension ?? inside);
    await noteEvent(tx.db, exchange.id);
    // One number a call, in whatever form its events write it: that of the client's card.
    const client = await findClient(tx, outside, member);
    const call = await takeIn(tx.db, {
      ...{ exchange: exchange.id, call: event.call, direction: event.direction, event: event.event },
      ...{ number: client?.number ?? readCallNumber(outside)?.text ?? outside, member, at: momentOf(tx, event.at) },
      ...{ line: line?.name ?? (event.direction === 'in' ? inside : null) },
      ...{ result: event.result ?? null, seconds: event.seconds ?? null },
      recordingUrl: event.url ? sealUrl(tx, event.url) : null,
    });
    await tellPhones(tx, call.members);
    if (call.endedAt === null) return null;
    // Two calls of one number wait for each other: nobody is made a lead twice.
    await lockNumber(tx.db, call.number);
    const by = talkerOf(call);
    const known = client ?? (await findClient(tx, call.number, by));
    const task = await logCall(tx, call, { client: known ?? (await newLead(tx, call, line, by)), by, line });
    await keepRecording(tx, call, task, by);
    return task;
  });
}

/** Who of us talked: who answered, who called, or the only one whose telephone rang where it was answered. */
function talkerOf({ answeredBy, answeredAt, result, direction, members }: CallRow): string | null {
  const isTaken = direction === 'out' || ((answeredAt !== null || result === 'answered') && members.length === 1);
  return answeredBy ?? (isTaken ? (members[0] ?? null) : null);
}

/** A line is named as the telephone system names it, or as a number written in another way. */
function lineOf(lines: readonly Line[], named: string): Line | null {
  const digits = (text: string) => readCallNumber(text)?.digits ?? text;
  return lines.find(({ number }) => number === named || digits(number) === digits(named)) ?? null;
}

function memberOf({ extensions }: ExchangeRow, number: string): string | null {
  return extensions.find((one) => one.number === number)?.member ?? null;
}

/** Clocks differ: what has not come yet has not happened. */
function momentOf(ctx: Context, at: string | undefined): string {
  const now = ctx.now();
  return (at && Date.parse(at) < now.getTime() ? new Date(at) : now).toISOString();
}

/** Makes a lead of whoever called and is nobody's, where the line says so. */
async function newLead(
  tx: TransactionContext,
  { direction, number, answeredAt, result }: CallRow,
  line: Line | null,
  by: string | null,
): Promise<Client | null> {
  const digits = readCallNumber(number);
  if (direction !== 'in' || !line?.makesLeads || !digits) return null;
  const isTaken = answeredAt !== null || result === 'answered';
  const owner = isTaken ? by : (line.members[0] ?? null);
  // In the name of whose lead it is: whoever has just talked with them needs no task to call them.
  const made = await createRecord({ ...tx, actor: { ...systemActor, memberId: owner } }, lead, {
    phones: [{ number: digits.text, original: digits.text }],
    ...{ channel: 'phone', owner },
    ...(line.source ? { source: line.source } : {}),
  });
  return { lead: made.id, owner, number };
}
