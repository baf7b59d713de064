import type { TransactionContext } from '../../../../server/context.ts';
import type { Money } from '../../../../shared/nouns/value.ts';
import type { Random } from '../random.ts';

/** Where load data comes from and hangs together: what was made before is pointed at by what comes after. */
export interface LoadWorld {
  readonly ctx: TransactionContext;
  readonly random: Random;
  /** Three years, in milliseconds since 1970. */
  readonly start: number;
  readonly end: number;
  readonly owners: readonly string[];
  readonly pipeline: string;
  readonly stages: readonly LoadStage[];
  readonly products: readonly LoadProduct[];
  readonly companies: LoadCompany[];
  readonly people: LoadPerson[];
  readonly deals: LoadDeal[];
}

export interface LoadStage {
  readonly id: string;
  readonly name: string;
  readonly kind: 'open' | 'won' | 'lost';
}
export interface LoadProduct {
  readonly id: string;
  readonly name: string;
  readonly price: Money;
}
export interface LoadCompany {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
}
export interface LoadPerson {
  readonly id: string;
  readonly company: string | null;
}
export interface LoadDeal {
  readonly id: string;
  readonly company: string | null;
  readonly owner: string;
}

export const dayLength = 86_400_000;

/** A UUIDv7 of this moment; the same random numbers give the same id. */
export function idAt(random: Random, time: number): string {
  const digits = (count: number) =>
    random
      .below(16 ** count)
      .toString(16)
      .padStart(count, '0');
  const stamp = time.toString(16).padStart(12, '0');
  const variant = '89ab'[random.below(4)];
  return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${digits(3)}-${variant}${digits(3)}-${digits(6)}${digits(6)}`;
}

/** The moment of the `index`th of `count` records that come evenly over the three years, in rising order. */
export function timeOf(world: LoadWorld, index: number, count: number): number {
  return Math.floor(world.start + ((index + world.random.next()) / count) * (world.end - world.start));
}

export function isoTime(time: number): string {
  return new Date(time).toISOString();
}

export function isoDate(time: number): string {
  return isoTime(time).slice(0, 10);
}
