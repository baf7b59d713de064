import type { TFunction } from 'i18next';
import type { FieldError, Problem } from '../../shared/errors.ts';

/** The sentence that tells a person what went wrong and, where they can, what to do. */
export function problemText(error: unknown, t: TFunction): string {
  const problem = findProblem(error);
  if (!problem) return t(isOffline(error) ? 'errors:unreachable' : 'errors:unexpected', { requestId: '' });
  const text = codeText(problem.code, problem.params, t);
  if (text) return text;
  return t('errors:unexpected', { requestId: problem.requestId });
}

/** The texts of the inputs at fault by path, for showing each beside its input. */
export function problemFields(error: unknown, t: TFunction): Readonly<Record<string, string>> {
  const fields = findProblem(error)?.fields ?? [];
  return Object.fromEntries(fields.map((field) => [field.path, fieldText(field, t)]));
}

/** The text of one input's error. */
export function fieldText(field: FieldError, t: TFunction): string {
  return codeText(field.code, field.params ?? {}, t) ?? t('errors:invalidValue');
}

/** The problem an error carries: itself, or in `problem` as the client throws it. */
export function findProblem(error: unknown): Problem | null {
  if (typeof error !== 'object' || error === null) return null;
  const held = 'problem' in error ? error.problem : error;
  if (typeof held !== 'object' || held === null || !('code' in held) || !('status' in held)) return null;
  const { code, status } = held;
  if (typeof code !== 'string' || typeof status !== 'number') return null;
  return { type: 'about:blank', title: code, params: {}, fields: [], requestId: '', ...held, code, status };
}

/** The HTTP status an error carries; null when no server answered. */
export const statusOf = (error: unknown): number | null => findProblem(error)?.status || null;

/** The server was not reached at all, by the client or, in each browser's own words, by a page still to be loaded. */
export const isOffline = (error: unknown): boolean =>
  findProblem(error)?.code === 'unreachable' ||
  (error instanceof TypeError && /fetch|network|load failed/i.test(error.message));

function codeText(code: string, params: Readonly<Record<string, unknown>>, t: TFunction): string | null {
  const shown: Record<string, unknown> = { ...params };
  if (typeof params.noun === 'string') shown.noun = t(`nouns:${params.noun}.one`, { defaultValue: params.noun });
  const text = t(`errors:${code}`, { ...shown, defaultValue: '' });
  return text === '' ? null : text;
}
