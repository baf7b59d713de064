import type { CustomKind } from '../../../shared/nouns/custom-field.ts';
import { localText } from '../../../web/i18n/local-text.ts';
import type { CustomField, FieldPatch, NewField } from './custom-fields.queries.ts';

/** What the form of a field holds while it is being filled in. */
export interface FieldDraft {
  readonly kind: CustomKind;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly unique: boolean;
  readonly search: boolean;
  readonly min: number | null;
  readonly max: number | null;
  readonly options: readonly OptionDraft[];
  readonly to: string | null;
  readonly roles: readonly string[];
  readonly numbering: string;
}

export interface OptionDraft {
  /** Keeps the line's place while it is typed into. */
  readonly key: string;
  /** Null while the option is new. */
  readonly value: string | null;
  readonly text: string;
}

export function draftOf(field: CustomField | null, language: string): FieldDraft {
  return {
    kind: field?.kind ?? 'text',
    label: localText(field?.label, language) ?? '',
    help: localText(field?.help, language) ?? '',
    ...{ required: field?.required ?? false, unique: field?.unique ?? false, search: field?.search ?? false },
    ...{ min: field?.min ?? null, max: field?.max ?? null, to: field?.to ?? null },
    ...{ roles: field?.roles ?? [], numbering: field?.numbering ?? 'INV-{YYYY}-{0000}' },
    options: field?.options?.map(({ value, label }) => ({
      ...{ key: value, value },
      text: localText(label, language) ?? value,
    })) ?? [newOption(), newOption()],
  };
}

export function newOption(): OptionDraft {
  return { key: crypto.randomUUID(), value: null, text: '' };
}

export const hasOptions = (kind: CustomKind): boolean => kind === 'choice' || kind === 'choices';
export const pointsAtNoun = (kind: CustomKind): boolean => kind === 'relation' || kind === 'links';
export const canBeUnique = (kind: CustomKind): boolean => kind === 'text' || kind === 'number';
const searchedKinds: ReadonlySet<CustomKind> = new Set(['text', 'longText', 'richText', 'urls', 'files']);
export const canBeSearched = (kind: CustomKind): boolean => searchedKinds.has(kind);
export const hasBounds = (kind: CustomKind): boolean => kind === 'number' || kind === 'percent';

/** What is sent for a new field. Texts are in the language of the page. */
export function newField(noun: string, draft: FieldDraft, language: string): NewField {
  const { kind, search, to } = draft;
  return {
    ...{ noun, kind, ...saidOf(draft, null, language), label: { [language]: draft.label } },
    ...(canBeSearched(kind) ? { search } : {}),
    ...(pointsAtNoun(kind) && to ? { to } : {}),
    ...(kind === 'autonumber' ? { numbering: draft.numbering } : {}),
  };
}

/** What is sent for a field that is there: texts in other languages stay. */
export function fieldPatch(field: CustomField, draft: FieldDraft, language: string): FieldPatch {
  return { ...saidOf(draft, field, language), label: { ...field.label, [language]: draft.label } };
}

function saidOf(draft: FieldDraft, field: CustomField | null, language: string) {
  const { kind, required, unique, min, max, help } = draft;
  return {
    ...(kind === 'autonumber' || kind === 'formula' || kind === 'rollUp' ? {} : { required }),
    ...(kind === 'links' ? { roles: draft.roles } : {}),
    ...(help ? { help: { ...field?.help, [language]: help } } : field?.help ? { help: null } : {}),
    ...(canBeUnique(kind) ? { unique } : {}),
    ...(hasBounds(kind) ? { min, max } : {}),
    ...(kind === 'rating' ? { max } : {}),
    ...(hasOptions(kind) ? { options: optionsOf(draft.options, field, language) } : {}),
  };
}

function optionsOf(options: readonly OptionDraft[], field: CustomField | null, language: string) {
  return options
    .filter(({ text }) => text.trim() !== '')
    .map(({ value, text }) => {
      const before = field?.options?.find((option) => option.value === value);
      return { ...before, ...(value ? { value } : {}), label: { ...before?.label, [language]: text } };
    });
}
