import type { Registry } from '../../../server/metadata/registry.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { addressed } from '../../mail/contract/index.ts';
import type { LetterTo } from '../contract/index.ts';

/** A record that letters can go to. */
export interface LetterReader {
  readonly noun: (typeof addressed)[number];
  readonly id: string;
}

/** Whether letters can go to what is meant: members, and what has addresses of its own. */
export function isAddressed(registry: Registry, noun: Noun, to: LetterTo): boolean {
  if (to.who !== 'record' && to.who !== 'pointed') return true;
  const name = to.who === 'record' ? noun.name : pointedBy(noun, to.field);
  return isOne(name) && registry.findNoun(name) !== null;
}

/** The record meant; null where the field points at nothing. */
export function readerOf(
  noun: Noun,
  record: AnyRecord,
  to: Extract<LetterTo, { who: 'record' | 'pointed' }>,
): LetterReader | null {
  const name = to.who === 'record' ? noun.name : pointedBy(noun, to.field);
  const id = to.who === 'record' ? record.id : firstOf(record[to.field])?.id;
  return isOne(name) && id ? { noun: name, id } : null;
}

function pointedBy({ fields }: Noun, name: string): string | null {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return (field?.kind === 'relation' || field?.kind === 'links') && !field.masked ? field.to : null;
}

/** Of several the first. */
function firstOf(value: unknown): { readonly id: string } | null {
  return ((Array.isArray(value) ? value[0] : value) as { id: string } | null | undefined) ?? null;
}

function isOne(name: string | null): name is LetterReader['noun'] {
  return addressed.some((one) => one === name);
}
