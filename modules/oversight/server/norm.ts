/** How somebody's amount in a window is judged. */
export interface Norm {
  /** Above this many records it is unusual. */
  readonly threshold: number;
  readonly basis: 'own' | 'peers' | 'start';
}

export interface Scale {
  /** Nothing below this is worth an alarm, however little somebody usually reads. */
  readonly floor: number;
  /** What is unusual as long as nobody's habit is known. */
  readonly start: number;
  /** What nobody's work needs, however much they usually read. */
  readonly ceiling: number;
}

/** Windows of work that make a habit. */
const enough = 15;
/** Robust deviations from the middle, on a logarithmic scale: amounts of work vary by factors, not by sums. */
const distance = 4.5;
/** Somebody who always reads the same amount may still read half as much more. */
const leastSpread = 0.45;
/** So many colleagues' windows at most; more say nothing new. */
const mostPeers = 2_000;

/**
 * The norm out of what somebody read in earlier windows of the same length in which they worked at all, else out of their colleagues' of the same
 * role, else what holds for a beginning: median and median absolute deviation of the logarithms.
 */
export function normOf(own: readonly number[], peers: () => readonly number[], scale: Scale): Norm {
  const { floor, start, ceiling } = scale;
  const within = (amounts: readonly number[]) => Math.min(ceiling, Math.max(floor, robustTop(amounts)));
  const mine = own.filter((amount) => amount > 0);
  if (mine.length >= enough) return { threshold: within(mine), basis: 'own' };
  const theirs = peers()
    .filter((amount) => amount > 0)
    .slice(0, mostPeers);
  if (theirs.length >= enough) return { threshold: within(theirs), basis: 'peers' };
  return { threshold: start, basis: 'start' };
}

function robustTop(amounts: readonly number[]): number {
  const logs = amounts.map((amount) => Math.log1p(amount));
  const middle = medianOf(logs);
  const spread = 1.4826 * medianOf(logs.map((one) => Math.abs(one - middle)));
  return Math.ceil(Math.expm1(middle + distance * Math.max(spread, leastSpread)));
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}

/** A window that is looked at. */
export interface Watch {
  readonly kind: 'read' | 'program' | 'taken';
  readonly minutes: number;
  readonly scale: Scale;
}

/** An hour catches a program that reads the base, a day somebody who leafs through it. */
export const watches: readonly Watch[] = [
  { kind: 'read', minutes: 60, scale: { floor: 2_000, start: 8_000, ceiling: 60_000 } },
  { kind: 'read', minutes: 1_440, scale: { floor: 6_000, start: 30_000, ceiling: 200_000 } },
  { kind: 'program', minutes: 60, scale: { floor: 5_000, start: 20_000, ceiling: 500_000 } },
  { kind: 'program', minutes: 1_440, scale: { floor: 20_000, start: 100_000, ceiling: 2_000_000 } },
  { kind: 'taken', minutes: 1_440, scale: { floor: 300, start: 2_000, ceiling: 100_000 } },
];
