import type { z } from 'zod';
import { type FieldError, invalid } from '../errors.ts';
import type { FieldCode } from './error-codes.ts';

type Issue = z.core.$ZodIssue;
type Found = Omit<FieldError, 'path'> & { readonly code: FieldCode };

/** Parses outside data, strictly. Throws `AppError` 422 `invalid` with a field error for each fault. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input, reporting);
  if (!result.success) throw invalid(fieldErrorsOf(result.error));
  return result.data;
}

/** The inputs at fault in words of ours: stable codes, zod's own never leave the house. */
export function fieldErrorsOf(error: z.core.$ZodError): FieldError[] {
  return error.issues.flatMap((issue) => errorsOfIssue(issue, ''));
}

/** Refuses a value with a code of ours: `schema.refine(isCurrency, coded('notACurrency'))`. */
export function coded(code: FieldCode, params: Record<string, unknown> = {}): { params: Record<string, unknown> } {
  return { params: { ...params, code } };
}

/** Missing inputs are told from wrong ones by the input in the issue. */
const reporting = { reportInput: true } as const;

function errorsOfIssue(issue: Issue, base: string): FieldError[] {
  const path = joinPath(base, issue.path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: joinPath(path, [key]), code: 'unknownProperty' satisfies FieldCode }));
  if (issue.code === 'invalid_union') return errorsOfUnion(issue, path);
  return [{ path, ...codeOf(issue) }];
}

/** Of the shapes a value may take, the errors of the one it was most likely meant to be: the right type, fewest faults. */
function errorsOfUnion(issue: z.core.$ZodIssueInvalidUnion, path: string): FieldError[] {
  const meant = issue.errors.filter((issues) => !issues.some((one) => one.code === 'invalid_type' && !one.path.length));
  const [closest] = meant.toSorted((one, other) => one.length - other.length);
  if (closest) return closest.flatMap((one) => errorsOfIssue(one, path));
  return [{ path, code: isMissing(issue) ? 'required' : 'wrongType' }];
}

function codeOf(issue: Exclude<Issue, z.core.$ZodIssueUnrecognizedKeys | z.core.$ZodIssueInvalidUnion>): Found {
  if (issue.code === 'invalid_type' && issue.expected === 'never') return { code: 'readOnly' };
  if (isMissing(issue)) return { code: 'required' };
  switch (issue.code) {
    case 'invalid_type':
      return { code: typeCodes[issue.expected] ?? 'wrongType' };
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return { code: bigCodes[issue.origin] ?? 'tooLarge', params: { maximum: Number(issue.maximum) } };
    case 'invalid_format':
      return { code: formatCodes[issue.format] ?? 'wrongFormat' };
    case 'invalid_value':
      return { code: 'notAnOption', params: { options: issue.values.map(String) } };
    case 'not_multiple_of':
      return { code: 'notAMultiple', params: { step: issue.divisor } };
    case 'custom':
      return customCode(issue);
    default:
      return { code: 'wrongValue' };
  }
}

function tooSmall(issue: z.core.$ZodIssueTooSmall): Found {
  if (issue.origin === 'string' && issue.minimum === 1) return { code: 'required' };
  return { code: smallCodes[issue.origin] ?? 'tooSmall', params: { minimum: Number(issue.minimum) } };
}

function customCode(issue: z.core.$ZodIssueCustom): Found {
  const { code, ...params } = issue.params ?? {};
  if (typeof code !== 'string') return { code: 'wrongValue' };
  return Object.keys(params).length ? { code: code as FieldCode, params } : { code: code as FieldCode };
}

function isMissing(issue: Issue): boolean {
  if (issue.code === 'custom') return false;
  if ('input' in issue) return issue.input === undefined || issue.input === null;
  return issue.code === 'invalid_type' && /received (undefined|null)$/.test(issue.message);
}

function joinPath(base: string, path: readonly PropertyKey[]): string {
  const rest = path.map(String).join('.');
  return base && rest ? `${base}.${rest}` : base || rest;
}

const typeCodes: Readonly<Record<string, FieldCode>> = {
  string: 'notAText',
  number: 'notANumber',
  int: 'notAnInteger',
  boolean: 'notABoolean',
  array: 'notAList',
  object: 'notAnObject',
  record: 'notAnObject',
  date: 'notADate',
};
const formatCodes: Readonly<Record<string, FieldCode>> = {
  uuid: 'notAnId',
  guid: 'notAnId',
  email: 'notAnEmail',
  url: 'notAUrl',
  date: 'notADate',
  datetime: 'notADatetime',
  safeint: 'notAnInteger',
};
const smallCodes: Readonly<Record<string, FieldCode>> = { string: 'tooShort', array: 'tooFew', set: 'tooFew' };
const bigCodes: Readonly<Record<string, FieldCode>> = { string: 'tooLong', array: 'tooMany', set: 'tooMany' };
