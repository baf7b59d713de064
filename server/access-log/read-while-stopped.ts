import { AppError } from '../../shared/errors.ts';

/** Records that whoever is stopped may see in lists: so many at once, and as many again in an hour. Enough to go on working, too little to leaf through. */
const mostAtOnce = 600;
const hour = 3_600_000;

interface Left {
  records: number;
  at: number;
}

/**
 * What is left in lists to those whom an alarm stopped. They have the first page of each, and a question for each page would be another way of
 * leafing. Kept by each process for itself.
 */
export class ReadWhileStopped {
  readonly #left = new Map<string, Left>();

  /** Throws 403 `stoppedByAlarm` where nothing is left. */
  assertLeft(member: string, now: Date): void {
    if (this.#grown(member, now).records <= 0) throw new AppError(403, 'stoppedByAlarm');
  }

  /** Takes what was shown; a page under way is not cut. */
  take(member: string, records: number, now: Date): void {
    this.#grown(member, now).records -= records;
  }

  /** Forgets whoever goes on. */
  keepOnly(stopped: ReadonlySet<string>): void {
    for (const member of this.#left.keys()) if (!stopped.has(member)) this.#left.delete(member);
  }

  #grown(member: string, now: Date): Left {
    const at = now.getTime();
    const left = this.#left.get(member) ?? { records: mostAtOnce, at };
    left.records = Math.min(mostAtOnce, left.records + (Math.max(at - left.at, 0) / hour) * mostAtOnce);
    left.at = at;
    this.#left.set(member, left);
    return left;
  }
}
