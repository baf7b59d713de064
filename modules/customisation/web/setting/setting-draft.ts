import type { Filter } from '../../../../shared/filter/filter.ts';
import type { LocalText } from '../../../../shared/nouns/field.ts';
import type { FieldSettingDefinition } from '../../../../shared/nouns/field-setting.ts';
import { givenTexts } from '../../../../web/i18n/local-text.ts';
import { fromGroup, type Group, simplify, toRoot } from '../../../../web/kit/filter/filter-tree.ts';
import { completeFilter } from '../../../../web/kit/filter/new-condition.ts';
import type { OptionDraft } from '../option-editor.tsx';

/** What the form of a setting holds while it is being filled in. */
export interface SettingDraft {
  readonly label: LocalText;
  readonly help: LocalText;
  readonly hidden: boolean;
  readonly visible: 'always' | 'when';
  readonly visibleWhen: Group;
  readonly required: 'no' | 'always' | 'when';
  readonly requiredWhen: Group;
  readonly checks: readonly CheckDraft[];
  /** One mask a line. */
  readonly masks: string;
  readonly example: string;
  readonly options: readonly OptionDraft[];
  /** The choice that the options depend on; null where all are offered always. */
  readonly offersBy: string | null;
  /** By option of that choice, which are offered beside it. */
  readonly offers: Readonly<Record<string, readonly string[]>>;
}

export interface CheckDraft {
  readonly key: string;
  readonly refuseWhen: Group;
  readonly message: LocalText;
}

export const noConditions: Group = { mode: 'all', children: [] };

export function settingDraft(definition: FieldSettingDefinition, options: readonly OptionDraft[]): SettingDraft {
  const { requiredWhen, visibleWhen } = definition;
  return {
    ...{ label: definition.label ?? {}, help: definition.help ?? {} },
    hidden: definition.hidden ?? false,
    visible: visibleWhen ? 'when' : 'always',
    visibleWhen: toRoot(visibleWhen),
    required: requiredWhen ? (isEverything(requiredWhen) ? 'always' : 'when') : 'no',
    requiredWhen: requiredWhen && !isEverything(requiredWhen) ? toRoot(requiredWhen) : noConditions,
    checks: (definition.checks ?? []).map((check) => ({
      key: crypto.randomUUID(),
      refuseWhen: toRoot(check.refuseWhen),
      message: check.message,
    })),
    masks: definition.pattern?.masks.join('\n') ?? '',
    example: definition.pattern?.example ?? '',
    options,
    offersBy: definition.offeredWith?.field ?? null,
    offers: besideOf(definition.offeredWith),
  };
}

/** What is sent: what the form leaves open is not said. */
export function definitionOf(draft: SettingDraft, before: FieldSettingDefinition, opened: SettingDraft) {
  const label = givenTexts(draft.label);
  const help = givenTexts(draft.help);
  const visibleWhen = draft.visible === 'when' ? filterOf(draft.visibleWhen) : undefined;
  const masks = draft.masks.split('\n').flatMap((mask) => mask.trim() || []);
  const requiredWhen = draft.required === 'when' ? filterOf(draft.requiredWhen) : undefined;
  return {
    ...(Object.keys(label).length > 0 ? { label } : {}),
    ...(Object.keys(help).length > 0 ? { help } : {}),
    ...(draft.hidden ? { hidden: true } : {}),
    ...(visibleWhen ? { visibleWhen } : {}),
    ...(draft.required === 'always' ? { requiredWhen: { all: [] } } : requiredWhen ? { requiredWhen } : {}),
    ...(draft.checks.length > 0 ? { checks: draft.checks.flatMap(checkOf) } : {}),
    ...(masks.length > 0 ? { pattern: { masks, example: draft.example } } : {}),
    ...optionsOf(draft, before, opened),
    ...offersOf(draft),
  };
}

/** By option of the other choice what is offered beside it, as a person reads it: models by their make. */
function besideOf(offers: FieldSettingDefinition['offeredWith']): SettingDraft['offers'] {
  return turned(offers?.options ?? {});
}

function offersOf({ offersBy, offers }: SettingDraft) {
  const options = turned(offers);
  return offersBy && Object.keys(options).length > 0 ? { offeredWith: { field: offersBy, options } } : {};
}

/** Lists of names by name, the other way round. */
function turned(lists: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  const names = [...new Set(Object.values(lists).flat())];
  const holders = (name: string) => Object.keys(lists).filter((holder) => lists[holder]?.includes(name));
  return Object.fromEntries(names.map((name) => [name, holders(name)]));
}

function isEverything(filter: Filter): boolean {
  return 'all' in filter && filter.all.length === 0;
}

function filterOf(group: Group): Filter | undefined {
  const complete = completeFilter(fromGroup(group));
  return complete ? simplify(complete) : undefined;
}

/** A check without conditions refuses nothing and is let go. */
function checkOf({ refuseWhen, message }: CheckDraft) {
  const filter = filterOf(refuseWhen);
  return filter ? [{ refuseWhen: filter, message: givenTexts(message) }] : [];
}

function optionsOf(draft: SettingDraft, before: FieldSettingDefinition, opened: SettingDraft) {
  if (draft.options === opened.options) return before.options ? { options: [...before.options] } : {};
  const options = draft.options.flatMap((option) => {
    const { value, color, retired } = option;
    const label = givenTexts(option.label);
    const isNamed = Object.keys(label).length > 0;
    if (value === null && !isNamed) return [];
    return {
      ...(color ? { color } : {}),
      ...(value === null ? {} : { value }),
      ...(isNamed ? { label } : {}),
      ...(retired ? { retired: true as const } : {}),
    };
  });
  return { options };
}
