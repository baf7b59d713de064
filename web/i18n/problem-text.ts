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

/**
 * What went wrong, told where no input can be marked: every objection in a line of its own, after the name of the field it
 * is about. `noun` is the noun of the record that was refused.
 */
export function problemLines(error: unknown, t: TFunction, noun?: string): string {
  const problem = findProblem(error);
  if (!problem || problem.fields.length === 0) return problemText(error, t);
  const lines = problem.fields.map((field) => {
    const label = fieldLabel(field.path, t, noun);
    return label === '' ? fieldText(field, t) : `${label}: ${fieldText(field, t)}`;
  });
  return [...new Set(problem.code === 'invalid' ? lines : [problemText(error, t), ...lines])].join('\n');
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

/** The name of the field that a path (`0.amount.currency`) leads through; '' when it has none. */
function fieldLabel(path: string, t: TFunction, noun?: string): string {
  for (const part of path.split('.')) {
    const label = t([...(noun ? [`nouns:${noun}.fields.${part}`] : []), `kit:system.${part}`], { defaultValue: '' });
    if (label !== '') return label;
  }
  return '';
}

function codeText(code: string, params: Readonly<Record<string, unknown>>, t: TFunction): string | null {
  const shown: Record<string, unknown> = { ...params };
  if (typeof params.noun === 'string') {
    shown.noun = t(`nouns:${params.noun}.one`, { defaultValue: params.noun });
    if (typeof params.field === 'string') shown.field = fieldLabel(params.field, t, params.noun) || params.field;
  }
  const text = t(`errors:${code}`, { ...shown, defaultValue: '' });
  return text === '' ? null : text;
}
