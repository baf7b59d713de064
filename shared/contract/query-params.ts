import { z } from 'zod';
import { coded } from './field-errors.ts';
import { isDeeperThan, jsonDepthLimit } from './json-depth.ts';

/**
 * Query parameters: outside they are text, inside values. A typed client gives the values and the server the text;
 * both are accepted here.
 */

/** A whole number between two bounds. */
export function integerParam(bounds: { readonly min?: number; readonly max?: number } = {}) {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = bounds;
  return z
    .union([z.number(), z.string().regex(/^-?\d{1,15}$/)])
    .transform(Number)
    .pipe(z.int().min(min).max(max))
    .meta({ type: 'integer', ...bounded(bounds) });
}

/** `true` or `false`. */
export function booleanParam() {
  return z
    .union([z.boolean(), z.enum(['true', 'false'])])
    .transform((value) => value === true || value === 'true')
    .meta({ type: 'boolean' });
}

/** Names separated by commas. */
export function listParam(maximum = 100) {
  return z
    .union([z.string().max(8000), z.array(z.string().max(200)).readonly()])
    .transform((value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : [...value]))
    .refine((names) => names.length <= maximum, coded('tooMany', { maximum }))
    .meta({ type: 'string', description: 'Names separated by commas' });
}

/** A value of the schema written as JSON text. */
export function jsonParam<S extends z.ZodType>(schema: S): z.ZodType<z.output<S>, z.input<S> | string> {
  const parsed = z
    .union([z.string().max(12_000), z.json()])
    .transform((value, issues) => (typeof value === 'string' ? parseJson(value, issues) : value))
    .pipe(schema as z.ZodType)
    .meta({ type: 'string', contentMediaType: 'application/json' });
  contents.set(parsed, schema);
  return parsed as unknown as z.ZodType<z.output<S>, z.input<S> | string>;
}

/** The schema inside a `jsonParam`; null for any other parameter. */
export function findJsonContent(param: z.ZodType): z.ZodType | null {
  return contents.get(param) ?? null;
}

const contents = new WeakMap<z.ZodType, z.ZodType>();

function parseJson(text: string, issues: z.RefinementCtx): unknown {
  try {
    if (!isDeeperThan(text, jsonDepthLimit)) return JSON.parse(text);
    issues.addIssue({ code: 'custom', ...coded('wrongValue') });
    return z.NEVER;
  } catch {
    issues.addIssue({ code: 'custom', ...coded('notJson') });
    return z.NEVER;
  }
}

function bounded({ min, max }: { readonly min?: number; readonly max?: number }) {
  return { ...(min === undefined ? {} : { minimum: min }), ...(max === undefined ? {} : { maximum: max }) };
}
