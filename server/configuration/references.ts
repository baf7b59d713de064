import type { Context } from '../context.ts';
import type { Configuration, ConfigurationPart } from './part.ts';

/**
 * Records that are configuration themselves (pipelines, stages) are spoken of by what they are known by everywhere,
 * `@<part>:<key>`, wherever another item holds their id: in a filter, as a default, as the kind a layout is for.
 */
export interface References {
  /** With keys for ids. */
  named<T>(value: T): T;
  /** With ids for keys; what is not there stays as it is. */
  resolved<T>(value: T): T;
}

export async function readReferences(ctx: Context, parts: readonly ConfigurationPart[]): Promise<References> {
  const names = new Map<string, string>();
  const ids = new Map<string, string>();
  for (const part of parts) {
    for (const { key, id } of (await part.records?.(ctx)) ?? []) {
      names.set(id, referenceTo(part.name, key));
      ids.set(referenceTo(part.name, key), id);
    }
  }
  return {
    named: (value) => withTexts(value, (text) => names.get(text) ?? text),
    resolved: (value) => withTexts(value, (text) => ids.get(text) ?? text),
  };
}

/** The configuration with keys for the ids in it; the records themselves are known by key already. */
export function namedConfiguration(
  { named }: References,
  parts: readonly ConfigurationPart[],
  configuration: Configuration,
): Configuration {
  const isRecords = (name: string) => parts.some((part) => part.name === name && part.records);
  return Object.fromEntries(
    Object.entries(configuration).map(([name, items]) => [name, isRecords(name) ? items : items.map(named)]),
  );
}

/** The references in an item, of the parts that are. */
export function referencesIn(value: unknown, parts: readonly ConfigurationPart[]): readonly Reference[] {
  const found: Reference[] = [];
  withTexts(value, (text) => {
    const reference = referenceOf(text, parts);
    if (reference) found.push(reference);
    return text;
  });
  return found;
}

export interface Reference {
  readonly part: string;
  readonly key: string;
}

/** The item with each reference as `change` wants it. */
export function withReferences<T>(
  value: T,
  parts: readonly ConfigurationPart[],
  change: (reference: Reference) => string,
): T {
  return withTexts(value, (text) => {
    const reference = referenceOf(text, parts);
    return reference ? change(reference) : text;
  });
}

export function referenceTo(part: string, key: string): string {
  return `@${part}:${key}`;
}

function referenceOf(text: string, parts: readonly ConfigurationPart[]): Reference | null {
  if (!text.startsWith('@')) return null;
  const part = parts.find(({ name, records }) => records && text.startsWith(`@${name}:`));
  return part ? { part: part.name, key: text.slice(part.name.length + 2) } : null;
}

function withTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((one) => withTexts(one, change)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withTexts(inner, change)])) as T;
}
