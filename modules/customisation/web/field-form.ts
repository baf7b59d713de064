import type { Filter } from '../../../shared/filter/filter.ts';
import type { CustomKind } from '../../../shared/nouns/custom-field.ts';
import type { LocalText, RollUp } from '../../../shared/nouns/field.ts';
import { givenTexts } from '../../../web/i18n/local-text.ts';
import { simplify } from '../../../web/kit/filter/filter-tree.ts';
import { completeFilter } from '../../../web/kit/filter/new-condition.ts';
import type { CustomField, FieldPatch, NewField } from './custom-fields.queries.ts';
import { newOption, type OptionDraft } from './option-editor.tsx';

/** What the form of a field holds while it is being filled in. */
export interface FieldDraft {
  readonly kind: CustomKind;
  readonly label: LocalText;
  readonly help: LocalText;
  readonly required: boolean;
  readonly unique: boolean;
  readonly search: boolean;
  readonly min: number | null;
  readonly max: number | null;
  readonly options: readonly OptionDraft[];
  readonly to: string | null;
  readonly roles: readonly string[];
  readonly numbering: string;
  readonly formula: string;
  readonly scale: number | null;
  readonly rollUp: RollUpDraft;
}

/** A roll-up while it is being chosen. */
export interface RollUpDraft {
  readonly of: string;
  readonly by: string;
  readonly measure: RollUp['measure'];
  readonly field: string | null;
  readonly filter: Filter | undefined;
  readonly inWorkspaceCurrency: boolean;
  readonly rateOn: string | null;
}

export function draftOf(field: CustomField | null): FieldDraft {
  return {
    kind: field?.kind ?? 'text',
    label: field?.label ?? {},
    help: field?.help ?? {},
    ...{ required: field?.required ?? false, unique: field?.unique ?? false, search: field?.search ?? false },
    ...{ min: field?.min ?? null, max: field?.max ?? null, to: field?.to ?? null },
    ...{ roles: field?.roles ?? [], numbering: field?.numbering ?? 'INV-{YYYY}-{0000}' },
    ...{ formula: field?.formula ?? '', scale: field?.scale ?? null, rollUp: rollUpDraft(field?.rollUp) },
    options: field?.options?.map(({ value, label, color, retired = false }) => ({
      ...{ key: value, value, label, color, retired, declared: '' },
    })) ?? [newOption(), newOption()],
  };
}

function rollUpDraft(rollUp: CustomField['rollUp'] | undefined): RollUpDraft {
  const { of = '', by = '', measure = 'count', field = null, filter } = rollUp ?? {};
  const { inWorkspaceCurrency = false, rateOn = null } = rollUp ?? {};
  return { of, by, measure, field, filter, inWorkspaceCurrency, rateOn };
}

export const hasOptions = (kind: CustomKind): boolean => kind === 'choice' || kind === 'choices';
export const pointsAtNoun = (kind: CustomKind): boolean => kind === 'relation' || kind === 'links';
export const canBeUnique = (kind: CustomKind): boolean => kind === 'text' || kind === 'number';
const searchedKinds: ReadonlySet<CustomKind> = new Set(['text', 'longText', 'richText', 'urls', 'files']);
export const canBeSearched = (kind: CustomKind): boolean => searchedKinds.has(kind);
export const hasBounds = (kind: CustomKind): boolean => kind === 'number' || kind === 'percent';

/** What is sent for a new field. */
export function newField(noun: string, draft: FieldDraft): NewField {
  const { kind, search, to } = draft;
  return {
    ...{ noun, kind, ...saidOf(draft, null) },
    ...(canBeSearched(kind) ? { search } : {}),
    ...(kind === 'formula' && draft.scale !== null ? { scale: draft.scale } : {}),
    ...(pointsAtNoun(kind) && to ? { to } : {}),
    ...(kind === 'autonumber' ? { numbering: draft.numbering } : {}),
  };
}

/** What is sent for a field that is there. */
export function fieldPatch(field: CustomField, draft: FieldDraft): FieldPatch {
  return saidOf(draft, field);
}

function saidOf(draft: FieldDraft, field: CustomField | null) {
  const { kind, required, unique, min, max } = draft;
  const help = givenTexts(draft.help);
  return {
    label: givenTexts(draft.label),
    ...(kind === 'autonumber' || kind === 'formula' || kind === 'rollUp' ? {} : { required }),
    ...(kind === 'links' ? { roles: draft.roles } : {}),
    ...(Object.keys(help).length > 0 ? { help } : field?.help ? { help: null } : {}),
    ...(canBeUnique(kind) ? { unique } : {}),
    ...(kind === 'formula' ? { formula: draft.formula } : {}),
    ...(kind === 'rollUp' ? { rollUp: sentRollUp(draft.rollUp) } : {}),
    ...(hasBounds(kind) ? { min, max } : {}),
    ...(kind === 'rating' ? { max } : {}),
    ...(hasOptions(kind) ? { options: optionsOf(draft.options) } : {}),
  };
}

function optionsOf(options: readonly OptionDraft[]) {
  return options.flatMap((option) => {
    const { value, color, retired } = option;
    const label = givenTexts(option.label);
    if (Object.keys(label).length === 0) return [];
    return {
      ...(value ? { value } : {}),
      ...{ label, ...(color ? { color } : {}), ...(retired ? { retired: true as const } : {}) },
    };
  });
}

/** The roll-up as it is sent; a condition without a value yet is left out. */
export function sentRollUp({ of, by, measure, field, filter, inWorkspaceCurrency, rateOn }: RollUpDraft): RollUp {
  const complete = filter && completeFilter(filter);
  const which = complete ? simplify(complete) : undefined;
  return {
    ...{ of, by, measure },
    ...(field && measure !== 'count' ? { field } : {}),
    ...(which ? { filter: which } : {}),
    ...(inWorkspaceCurrency ? { inWorkspaceCurrency } : {}),
    ...(inWorkspaceCurrency && rateOn ? { rateOn } : {}),
  };
}
