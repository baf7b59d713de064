import type { FastifyRequest } from 'fastify';
import type { AppError } from '../../shared/errors.ts';
import type { Log } from '../config/log.ts';

/** Milliseconds for which the same refusal of the same asker is one line. */
const windowMs = 60_000;
/** Refusals told apart within that time; more are told as a number alone, so that nobody fills the log. */
const mostKinds = 200;

/** Answers that say somebody tried what is not theirs; 404 and ordinary mistakes of input are no such thing. */
const statuses: ReadonlySet<number> = new Set([401, 403, 413, 414, 429, 431]);
/** And input that the product's own pages never send: columns that are not there or not to be written, JSON that is made to break. */
const codes: ReadonlySet<string> = new Set(['malformedJson', 'jsonTooDeep', 'unsupportedMediaType']);
const fieldCodes: ReadonlySet<string> = new Set(['unknownProperty', 'readOnly', 'unknownField']);

interface Refusal {
  readonly problem: string;
  readonly status: number;
  /** The method and the route's pattern: addresses name people. */
  readonly route: string;
  readonly workspace: string | null;
  readonly member: string | null;
  readonly key: string | null;
}

/** Tells the server's log who was refused what: at once the first time, and how often again when the minute is over. */
export class RefusalLog {
  readonly #log: Log;
  readonly #clock: () => number;
  #since = 0;
  #again = new Map<string, { readonly refusal: Refusal; times: number }>();
  #untold = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(log: Log, clock: () => number = Date.now) {
    this.#log = log;
    this.#clock = clock;
  }

  /** Takes an answer of the server; only what is a refusal is written. */
  take(error: AppError, request: FastifyRequest): void {
    if (!isRefusal(error)) return;
    if (this.#clock() - this.#since >= windowMs) this.flush();
    const refusal = describe(error, request);
    const key = JSON.stringify(refusal);
    const known = this.#again.get(key);
    if (known) known.times += 1;
    else if (this.#again.size >= mostKinds) this.#untold += 1;
    else {
      this.#again.set(key, { refusal, times: 0 });
      this.#log.warn({ ...refusal, requestId: request.id }, 'Refused');
    }
    this.#timer ??= setTimeout(() => this.flush(), windowMs).unref();
  }

  /** Writes how often the refusals of the last minute came again. */
  flush(): void {
    for (const { refusal, times } of this.#again.values())
      if (times > 0) this.#log.warn({ ...refusal, times }, 'Refused again');
    if (this.#untold > 0) this.#log.warn({ times: this.#untold }, 'Refused besides');
    if (this.#timer) clearTimeout(this.#timer);
    this.#again.clear();
    [this.#since, this.#untold, this.#timer] = [this.#clock(), 0, null];
  }
}

function isRefusal({ status, code, fields }: AppError): boolean {
  return statuses.has(status) || codes.has(code) || fields.some((field) => fieldCodes.has(field.code));
}

function describe({ code, status }: AppError, request: FastifyRequest): Refusal {
  const ctx = request.ctx ?? null;
  return {
    ...{ problem: code, status, route: `${request.method} ${request.routeOptions.url ?? 'unknown'}` },
    ...{ workspace: ctx?.workspace.id ?? null, member: ctx?.actor.memberId ?? null, key: ctx?.keyId ?? null },
  };
}
