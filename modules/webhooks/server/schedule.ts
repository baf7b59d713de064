const minute = 60;
const hour = 60 * minute;
/** Seconds to wait after each failed attempt, as Standard Webhooks recommends: ten attempts in some three days. */
const pauses = [5, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour] as const;

/**
 * Seconds until a delivery is tried again after its `made`th attempt failed; null when that was the last one. A tenth more
 * or less, so that what failed together does not come back together; longer where the other side asked for it.
 */
export function pauseAfter(made: number, retryAfter: number | null, random: () => number = Math.random): number | null {
  const pause = pauses[made - 1];
  if (pause === undefined) return null;
  const spread = pause * (0.9 + random() * 0.2);
  return Math.max(spread, Math.min(retryAfter ?? 0, 24 * hour));
}

/** `Retry-After` in seconds; null when it is absent or a date nobody can read. */
export function readRetryAfter(header: string | string[] | undefined, now: Date): number | null {
  if (typeof header !== 'string') return null;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, (at - now.getTime()) / 1000);
}
