import { compareAmounts } from '../../../../shared/money/amount.ts';
import type { Money } from '../../../../shared/nouns/value.ts';
import type { StatementDocument } from './read-statement.ts';

/** An invoice that is still to be paid. */
export interface OpenInvoice {
  readonly id: string;
  readonly number: string;
  readonly company: string | null;
  readonly balance: Money;
}

export interface Match {
  readonly invoice: OpenInvoice;
  /** By what it was found: its number in the purpose, or the sum alone. */
  readonly by: 'number' | 'sum';
}

/**
 * The open invoice that a document most likely pays: of the payer, else of anybody, the one whose number its purpose names, the longest
 * first; else the payer's only one over exactly the sum. Whoever brings it in confirms it.
 */
export function matchDocument(
  document: Pick<StatementDocument, 'amount' | 'purpose'> & {
    readonly currency: string;
    readonly company: string | null;
  },
  invoices: readonly OpenInvoice[],
): Match | null {
  const fitting = invoices.filter(
    ({ balance, company }) =>
      balance.currency === document.currency && (!document.company || !company || company === document.company),
  );
  const named = fitting
    .filter(({ number }) => isNamed(number, document.purpose))
    .toSorted((one, other) => other.number.length - one.number.length);
  if (named[0]) return { invoice: named[0], by: 'number' };
  if (!document.company) return null;
  const exact = fitting.filter(({ balance }) => compareAmounts(balance.amount, document.amount) === 0);
  return exact.length === 1 && exact[0] ? { invoice: exact[0], by: 'sum' } : null;
}

/** Whether the text has the number by itself, not as a part of a longer one. */
function isNamed(number: string, text: string): boolean {
  // Thousands of invoices are looked for in thousands of purposes: most are not there at all.
  if (number === '' || !text.toLowerCase().includes(number.toLowerCase())) return false;
  const escaped = number.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const [before, after] = ['(?<![\\p{L}\\d])(?<![\\p{L}\\d][-/.])', '(?![\\p{L}\\d])(?![-/.][\\p{L}\\d])'];
  return new RegExp(`${before}${escaped}${after}`, 'iu').test(text);
}
