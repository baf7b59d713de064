import { z } from 'zod';
import { coded } from './field-errors.ts';
import { isStorable } from './text-schemas.ts';

/** What a document may hold at most: levels of nesting, and characters as it is written. */
export const jsonLimits = { depth: 16, length: 100_000 } as const;

/** An object or a list, or the text of one. */
export function jsonInput(): z.ZodType {
  return z.unknown().transform((given, context) => {
    const document = typeof given === 'string' ? parsed(given) : given;
    if (document === null || (typeof given === 'string' && given.trim() === '')) return null;
    const fault = faultOf(document);
    if (!fault) return document;
    context.addIssue({ code: 'custom', ...fault });
    return z.NEVER;
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Told below as anything that is no document.
    return undefined;
  }
}

function faultOf(document: unknown) {
  if (typeof document !== 'object' || document === null) return coded('notJson');
  if (!isWithin(document, jsonLimits.depth)) return coded('tooDeep', { maximum: jsonLimits.depth });
  if (JSON.stringify(document).length > jsonLimits.length) return coded('tooLong', { maximum: jsonLimits.length });
  return isKeepable(document) ? null : coded('invalidCharacter');
}

function isWithin(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((part) => isWithin(part, depth - 1));
}

/** Texts a database can keep, as names too, and numbers that are some. */
function isKeepable(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, part]) => isStorable(name) && isKeepable(part));
}
