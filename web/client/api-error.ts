import type { FieldError, Problem } from '../../shared/errors.ts';
import { noteRefusal } from './page-owner.ts';

/** An answer that refuses, as the server tells it. Of a request that never got an answer the code is `unreachable`. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(`${problem.status} ${problem.code}`, options);
    this.name = 'ApiError';
    this.problem = problem;
  }

  /** The HTTP status; 0 without an answer. */
  get status(): number {
    return this.problem.status;
  }

  /** The translation key in `errors`. */
  get code(): string {
    return this.problem.code;
  }

  get fields(): readonly FieldError[] {
    return this.problem.fields;
  }
}

const before: (() => Promise<void>)[] = [];

/** Has every refusal wait for this, so that whoever shows it has the words; if it fails, they are told without. */
export function beforeProblems(work: () => Promise<void>): void {
  before.push(work);
}

/** The problem of a failed answer, also where something between us and the server answered in words of its own. */
export async function readProblem(response: Response): Promise<Problem> {
  const [text] = await Promise.all([response.text(), Promise.allSettled(before.map((work) => work()))]);
  const problem =
    parseProblem(text) ?? problemOf(response.status, response.status >= 500 ? 'unavailable' : 'badRequest');
  noteRefusal(problem.code);
  return problem;
}

/** What went wrong before anything was asked of the server, as `errors` has words for it. */
export async function problemHere(code: string, cause: unknown): Promise<ApiError> {
  await Promise.allSettled(before.map((work) => work()));
  return new ApiError(problemOf(0, code), { cause });
}

/** The problem of a request that got no answer. */
export function unreachable(cause: unknown): ApiError {
  return new ApiError(problemOf(0, 'unreachable'), { cause });
}

function parseProblem(text: string): Problem | null {
  try {
    const value: unknown = JSON.parse(text);
    return isProblem(value) ? value : null;
  } catch {
    // A proxy's page of HTML: the caller makes a problem out of the status.
    return null;
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'status' in value && 'fields' in value;
}

function problemOf(status: number, code: string): Problem {
  return { type: `urn:rapport:problem:${code}`, title: code, status, code, params: {}, fields: [], requestId: '' };
}
