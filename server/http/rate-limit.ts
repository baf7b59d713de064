/** How many requests one account (or address, when nobody is signed in) may make. */
export interface RateLimit {
  /** What is granted anew each second. */
  readonly perSecond: number;
  /** What may be saved up for a burst. */
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  /** Milliseconds of the monotonic clock. */
  at: number;
}

/** Token buckets in memory, one for each caller; those that are full again are forgotten. */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #clock: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(limit: RateLimit, clock: () => number = () => performance.now()) {
    this.#limit = limit;
    this.#clock = clock;
  }

  /** Takes a token, or as many as given: 0 when there was one, else the seconds until there is. More than there are leave a debt. */
  take(caller: string, tokens = 1): number {
    const now = this.#clock();
    const bucket = this.#buckets.get(caller) ?? this.#open(caller, now);
    bucket.tokens = Math.min(this.#limit.burst, bucket.tokens + ((now - bucket.at) / 1000) * this.#limit.perSecond);
    bucket.at = now;
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / this.#limit.perSecond));
    bucket.tokens -= tokens;
    return 0;
  }

  #open(caller: string, now: number): Bucket {
    if (this.#buckets.size >= mostBuckets) this.#forget(now);
    const bucket = { tokens: this.#limit.burst, at: now };
    this.#buckets.set(caller, bucket);
    return bucket;
  }

  /** Drops the full ones; when all are in use, the longest unused half, so that memory stays bounded whatever comes. */
  #forget(now: number): void {
    const fillMs = (this.#limit.burst / this.#limit.perSecond) * 1000;
    for (const [caller, bucket] of this.#buckets) if (now - bucket.at > fillMs) this.#buckets.delete(caller);
    if (this.#buckets.size < mostBuckets) return;
    const oldest = [...this.#buckets].sort(([, one], [, other]) => one.at - other.at).slice(0, mostBuckets / 2);
    for (const [caller] of oldest) this.#buckets.delete(caller);
  }
}

const mostBuckets = 20_000;
