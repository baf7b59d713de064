import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { Reference } from '../../../../shared/nouns/value.ts';
import { toInputValues } from '../../../../web/kit/data/record-values.ts';
import type { Conversion, ConversionProposal, ConversionTarget } from '../../contract/conversion.api.ts';

export const conversionTargets = ['company', 'person', 'deal'] as const;
export type TargetName = (typeof conversionTargets)[number];

/** What is chosen for one of the records a lead becomes. */
export interface TargetDraft {
  /** A new record, none, one that is chosen from all (`other`), or the id of one that was proposed. */
  readonly choice: 'new' | 'none' | 'other' | (string & {});
  /** What is typed for a new record. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly other: Reference | null;
}
export type ConversionDraft = Readonly<Record<TargetName, TargetDraft>>;

/** Who is there already goes before a new one; a new one before none. */
export function beginDraft(proposal: ConversionProposal): ConversionDraft {
  const begin = (name: TargetName): TargetDraft => {
    const { matches, create } = proposal[name];
    return { choice: matches[0]?.id ?? (create ? 'new' : 'none'), values: create ?? {}, other: null };
  };
  return { company: begin('company'), person: begin('person'), deal: begin('deal') };
}

/** The draft as the server takes it. `shown` are the fields of each that were offered: the rest the server knows itself. */
export function conversionOf(
  draft: ConversionDraft,
  nouns: Readonly<Record<TargetName, NounMetadata>>,
  shown: Readonly<Record<TargetName, readonly string[]>>,
): Conversion {
  const target = (name: TargetName): ConversionTarget => {
    const { choice, values, other } = draft[name];
    if (choice === 'none') return null;
    if (choice === 'other') return other ? { id: other.id } : null;
    if (choice !== 'new') return { id: choice };
    const typed = Object.fromEntries(shown[name].flatMap((field) => (field in values ? [[field, values[field]]] : [])));
    return { create: toInputValues(nouns[name], typed) };
  };
  const deal = target('deal');
  return { company: target('company'), person: target('person'), deal: deal && 'create' in deal ? deal : null };
}
