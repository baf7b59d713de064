/**
 * Errors a person can act on. `code` is also the translation key (`errors:<code>`), `params` fill its placeholders,
 * `fields` names the inputs at fault by path, each with a code of its own.
 */
export class AppError extends Error {
  readonly status: number;
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly fields: readonly FieldError[];

  constructor(status: number, code: string, params: Record<string, unknown> = {}, fields: readonly FieldError[] = []) {
    super(code);
    this.name = 'AppError';
    this.status = status;
    this.code = code;
    this.params = params;
    this.fields = fields;
  }
}

export interface FieldError {
  /** The path of the input, e.g. `amount.currency` or `0.name` in a batch. */
  readonly path: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** The body of an error answer, RFC 9457. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly fields: readonly FieldError[];
  readonly requestId: string;
}

export const notFound = (noun: string, id: string) => new AppError(404, 'notFound', { noun, id });
export const forbidden = (action: string, noun: string) => new AppError(403, 'forbidden', { action, noun });
export const invalid = (fields: readonly FieldError[]) => new AppError(422, 'invalid', {}, fields);
export const invalidField = (path: string, code: string, params?: Record<string, unknown>) =>
  invalid([{ path, code, ...(params ? { params } : {}) }]);

/**
 * The same refusal with its fields at fault named from further out, `next.title` instead of `title`; what names none, and
 * what is no refusal at all, as it is.
 */
export function underPath(path: string, error: unknown): unknown {
  if (!(error instanceof AppError) || error.fields.length === 0) return error;
  const fields = error.fields.map((field) => ({ ...field, path: `${path}.${field.path}` }));
  return new AppError(error.status, error.code, { ...error.params }, fields);
}
