import type { z } from 'zod';
import type { Context } from '../context.ts';

/** Long work done in the background; survives a crash by running again, so `run` must be idempotent. */
export interface Job<P extends z.ZodType = z.ZodType> {
  /** Unique and stable, `<module>.<verb>`. */
  readonly name: string;
  readonly payload: P;
  /** Runs as the system in the workspace that asked. `signal` aborts at shutdown. */
  run(ctx: Context, payload: z.output<P>, signal: AbortSignal): Promise<void>;
}

export function defineJob<P extends z.ZodType>(job: Job<P>): Job<P> {
  return job;
}
