import type { ConfigurationPackage } from '../../../shared/configuration/package.ts';
import type { LocalText } from '../../../shared/nouns/field.ts';
import { type Language, languages } from '../../../shared/nouns/metadata.ts';
import type { ProcessInput } from '../../automation/contract/index.ts';
import {
  type Options,
  type Preset,
  type PresetField,
  type PresetFields,
  type PresetProcess,
  textsOf,
  type Words,
} from './preset.ts';

type Parts = ConfigurationPackage['parts'];

/** The preset as the parts of a configuration package; what has one text alone is said in this language. */
export function partsOfPreset(preset: Preset, language: Language): Parts {
  const { nouns, pipelines, views } = preset;
  const fields = [
    ...Object.entries(nouns).map(([noun, one]) => [noun, one.fields] as const),
    ...Object.entries(preset.fields),
  ];
  return {
    nouns: Object.entries(nouns).map(([name, { plural, one, many, title, icon, rights }]) => ({
      ...{ name, plural, icon, rights, one: textsOf(one), many: textsOf(many) },
      ...(title ? { titleLabel: textsOf(title) } : {}),
    })),
    fields: fields.flatMap(([noun, added]) => fieldItems(noun, added)),
    fieldSettings: [...fields.flatMap(([noun, added]) => conditionItems(noun, added)), ...optionItems(preset)],
    pipelines: Object.entries(pipelines).map(([key, { name }], position) => ({
      ...{ key: keyIn(preset, key), name: textsOf(name), position },
    })),
    stages: Object.entries(pipelines).flatMap(([key, one]) => stageItems(keyIn(preset, key), one)),
    views: Object.entries(views).map(([key, { noun, name, type, settings, defaultFor = [] }], position) => ({
      ...{ key: keyIn(preset, key), noun, name: textsOf(name), type, settings },
      ...{ visibility: 'shared', defaultFor: [...defaultFor], position },
    })),
    processes: Object.entries(preset.processes ?? {}).map(([key, process]) => ({
      ...{ key: keyIn(preset, key), ...processIn(process, language) },
    })),
  };
}

/** The same in every workspace, and of this preset alone. */
function keyIn(preset: Preset, key: string): string {
  return `preset.${preset.name}.${key}`;
}

function processIn({ name, noun, start, filter, task, kind, within }: PresetProcess, language: Language): ProcessInput {
  const said = (words: Words) => words[languages.indexOf(language)] ?? words[0];
  const due = { count: within, unit: 'workingDays' } as const;
  return {
    ...{ name: said(name), noun, start, filter: filter ?? null, onMany: false },
    steps: [{ do: 'task', title: said(task), description: '', kind, due, for: { who: 'owner' } }],
  };
}

function fieldItems(noun: string, fields: PresetFields) {
  return Object.entries(fields).map(([name, field]) => {
    const { label, help, options, ...declared } = field;
    const { visibleWhen: _, requiredWhen: __, checks: ___, pattern: ____, offeredWith: _____, ...said } = declared;
    return {
      ...{ noun, name, ...said, label: textsOf(label) },
      ...(help ? { help: textsOf(help) } : {}),
      ...(options ? { options: optionsIn(options) } : {}),
    };
  });
}

/** What is said of a field besides its declaration stands beside it (docs/decisions/0015-conditions-and-layouts.md). */
function conditionItems(noun: string, fields: PresetFields) {
  return Object.entries(fields).flatMap(([name, field]) => {
    const definition = conditionsOf(field);
    return Object.keys(definition).length > 0 ? [{ noun, field: name, definition }] : [];
  });
}

function conditionsOf({ visibleWhen, requiredWhen, checks, pattern, offeredWith }: PresetField) {
  return {
    ...(visibleWhen ? { visibleWhen } : {}),
    ...(requiredWhen ? { requiredWhen } : {}),
    ...(pattern ? { pattern } : {}),
    ...(offeredWith ? { offeredWith } : {}),
    ...(checks ? { checks: checks.map(({ refuseWhen, message }) => ({ refuseWhen, message: textsOf(message) })) } : {}),
  };
}

function optionItems({ options }: Preset) {
  return Object.entries(options).map(([path, added]) => {
    const [noun = '', field = ''] = path.split('.');
    return { noun, field, definition: { options: optionsIn(added) } };
  });
}

function optionsIn(options: Options): readonly { value: string; color: string; label: LocalText }[] {
  return Object.entries(options).map(([value, [color, ...words]]) => ({ value, color, label: textsOf(words) }));
}

function stageItems(pipeline: string, { stages }: Preset['pipelines'][string]) {
  return Object.entries(stages).map(([key, [kind, probability, color, ...words]], position) => ({
    ...{ pipeline, key: `${pipeline}.${key}`, name: textsOf(words) },
    ...{ position, kind, probability, color },
  }));
}
