import { AppError } from '../../shared/errors.ts';
import type { RateLimiter } from './rate-limit.ts';
import type { ResolveContext } from './request-facts.ts';

/** Counts by address whoever is refused before it is known whose the request is (a key used from elsewhere): finding that out costs, too. */
export function countRefused(resolve: ResolveContext, limiter: RateLimiter | null): ResolveContext {
  return async (facts, workspace) => {
    try {
      return await resolve(facts, workspace);
    } catch (error) {
      const seconds = limiter?.take(facts.ip) ?? 0;
      throw seconds ? new AppError(429, 'tooManyRequests', { seconds }) : error;
    }
  };
}
