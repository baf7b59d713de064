import { z } from 'zod';
import { coded } from './field-errors.ts';

/** Decimals an amount may have; what the database keeps. */
const decimals = 4;

/** An amount as decimal text or number, with its currency; yields `{amount:"10.00",currency:"EUR"}`. */
export function moneyInput(): z.ZodType {
  return z.strictObject({ amount: amountInput, currency: currencyInput });
}

const amountInput = z
  .union([z.string().max(30), z.number()])
  .transform((value) => (typeof value === 'string' ? value.trim() : decimalText(value)))
  .refine((text) => /^-?\d{1,15}(\.\d*)?$/.test(text), coded('notAnAmount'))
  .transform(normalAmount)
  .refine((text) => decimalsOf(text) <= decimals, coded('tooManyDecimals', { maximum: decimals }));

const currencyInput = z
  .string()
  .transform((code) => code.toUpperCase())
  .refine((code) => currencies.has(code), coded('notACurrency'));

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** A number is binary: 0.1 + 0.2 means 0.3, so it is read to the decimals we keep. */
function decimalText(value: number): string {
  return Math.abs(value) < 1e15 ? value.toFixed(decimals) : String(value);
}

/** One way to write an amount: no leading zeros, two decimals, more only where they say something. */
function normalAmount(text: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)0*(\d+)\.?(\d*?)0*$/.exec(text) ?? [];
  const amount = `${whole}.${fraction.padEnd(2, '0')}`;
  return /^[0.]+$/.test(amount) ? amount : sign + amount;
}

function decimalsOf(amount: string): number {
  return amount.length - amount.indexOf('.') - 1;
}
