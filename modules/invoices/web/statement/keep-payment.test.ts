import { afterEach, expect, test, vi } from 'vitest';
import { keepPayment, type StatementRow } from './keep-payment.ts';

const payment = { name: 'payment', plural: 'payments', fields: [], title: 'name' } as never;
const row: StatementRow = {
  document: {
    key: 'bank-17',
    number: '17',
    date: '2026-03-03',
    amount: '60',
    payer: 'Wool',
    purpose: 'For wool',
  } as never,
  ...{ amount: { amount: '60', currency: 'EUR' }, company: { id: 'payer', label: 'Wool' }, isKept: false },
  match: {
    by: 'number',
    invoice: { id: 'inv', number: '1', company: 'client', balance: { amount: '60', currency: 'EUR' } },
  },
};

afterEach(() => vi.unstubAllGlobals());

/** A server that answers one request after another so; null is one that does not answer. Tells what it was asked. */
function answers(...statuses: readonly (number | null)[]) {
  const asked: string[] = [];
  const left = [...statuses];
  vi.stubGlobal('fetch', async (path: string, { method, body }: RequestInit) => {
    asked.push(`${method} ${String(path).replace(/^.*\/api\/v1/, '')} ${JSON.parse(String(body)).externalId}`);
    const status = left.shift();
    if (!status) throw new TypeError('Failed to fetch');
    const problem = { type: '', title: '', status, code: 'nothingLeft', params: {}, fields: [], requestId: 'r' };
    return Response.json(status < 400 ? { payment: 'p', id: 'p', version: 1 } : problem, { status });
  });
  return asked;
}
const act = 'POST /invoices/inv/payment bank-17';

test('a payment of a statement is kept and put in one act', async () => {
  const asked = answers(201);
  expect(await keepPayment(payment, row)).toEqual({ done: 'put' });
  expect(asked).toEqual([act]);
});

test('it is kept alone where no invoice is matched, or the invoice takes nothing any more', async () => {
  const alone = answers(201);
  expect(await keepPayment(payment, { ...row, match: null })).toEqual({ done: 'kept' });
  const refused = answers(422, 201);
  expect(await keepPayment(payment, row)).toMatchObject({ done: 'kept', error: expect.any(Error) });
  expect([alone, refused]).toEqual([['POST /payments bank-17'], [act, 'POST /payments bank-17']]);
});

test('nothing more is asked where nobody answered: it may have been kept', async () => {
  for (const lost of [null, 503]) {
    const asked = answers(lost);
    await expect(keepPayment(payment, row)).rejects.toThrow();
    expect(asked).toEqual([act]);
  }
});
