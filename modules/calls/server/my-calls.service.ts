import { Webhook as Signer } from 'standardwebhooks';
import type { Context } from '../../../server/context.ts';
import { OutgoingError } from '../../../server/outgoing/outgoing-error.ts';
import { outgoingOf } from '../../../server/outgoing/outgoing-of.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError } from '../../../shared/errors.ts';
import { readCallNumber } from '../../../shared/phones/call-number.ts';
import type { MyCall } from '../contract/index.ts';
import { listCallsOf } from './call.repository.ts';
import { type ExchangeRow, listExchangeRows } from './exchange.repository.ts';
import { openKey } from './exchange-key.ts';

/** What rings, is talked or has just ended on the actor's telephone. */
export async function listMine(ctx: Context): Promise<{ items: readonly MyCall[]; canDial: boolean }> {
  const { memberId } = ctx.actor;
  if (!memberId) return { items: [], canDial: false };
  const exchanges = await listExchangeRows(ctx.db);
  if (exchanges.length === 0) return { items: [], canDial: false };
  const lines = exchanges.flatMap((exchange) => exchange.lines);
  const calls = await listCallsOf(ctx.db, memberId);
  const items = calls.map((call) => ({
    ...call,
    source: lines.find(({ name }) => name === call.line)?.source ?? null,
  }));
  return { items, canDial: findDialling(exchanges, memberId) !== null };
}

/** Milliseconds a telephone system has to say that it will call. */
const timeout = 10_000;

/**
 * Has the telephone system call the actor's telephone and then the number. Throws 409 `noTelephone` for who has none that can be asked,
 * 409 `dialRefused` where it does not take it, 422 for what is no number.
 */
export async function dial(ctx: Context, given: string): Promise<void> {
  const number = readCallNumber(given);
  if (!number) throw new AppError(422, 'invalid', {}, [{ path: 'number', code: 'wrongValue' }]);
  const found = findDialling(await listExchangeRows(ctx.db), ctx.actor.memberId ?? '');
  const key = found && openKey(ctx, found.exchange);
  if (!found || !key) throw new AppError(409, 'noTelephone');
  const body = JSON.stringify({ event: 'dial', extension: found.extension, number: number.text });
  const [id, at] = [`msg_${newId()}`, ctx.now()];
  const headers = {
    ...{ 'content-type': 'application/json', 'webhook-id': id },
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Signer(key).sign(id, at, body),
  };
  const status = await send(ctx, { url: found.url, headers, body });
  if (status < 200 || status > 299) throw new AppError(409, 'dialRefused', { reason: String(status) });
}

async function send(
  ctx: Context,
  request: { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string },
): Promise<number> {
  try {
    return (await outgoingOf(ctx).send({ ...request, method: 'POST', timeout, cut: true })).status;
  } catch (error) {
    if (error instanceof OutgoingError) throw new AppError(409, 'dialRefused', { reason: error.code });
    throw error;
  }
}

interface Dialling {
  readonly exchange: ExchangeRow;
  readonly url: string;
  readonly extension: string;
}

/** The telephone system that makes calls for a member. */
function findDialling(exchanges: readonly ExchangeRow[], member: string): Dialling | null {
  for (const exchange of exchanges) {
    const extension = exchange.extensions.find((one) => one.member === member)?.number;
    if (exchange.active && exchange.dialUrl && extension) return { exchange, url: exchange.dialUrl, extension };
  }
  return null;
}
