import { describe, expect, it } from 'vitest';
import { viewLimits } from '../../../shared/views/view.ts';
import type { Preset, Words } from './preset.ts';
import { partsOfPreset } from './preset-parts.ts';
import { presets } from './trades/presets.ts';

/** Every text of a preset with where it stands. */
function textsOf(
  value: unknown,
  path = '',
): readonly (readonly [path: string, words: Record<keyof typeof scripts, string>])[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('en' in value && 'ka' in value) return [[path, value as Record<keyof typeof scripts, string>]];
  return Object.entries(value).flatMap(([name, part]) => {
    const known = part && typeof part === 'object' && 'key' in part ? part.key : name;
    return textsOf(part, `${path}${path ? '.' : ''}${known}`);
  });
}

const scripts = {
  en: /\p{Script=Latin}/u,
  ru: /\p{Script=Cyrillic}/u,
  bg: /\p{Script=Cyrillic}/u,
  hy: /\p{Script=Armenian}/u,
  ka: /\p{Script=Georgian}/u,
};
/** A Latin letter inside a word of another script looks right and is never found. */
const mixed = /\p{Script=Latin}(?!\p{Script=Latin})\p{L}|(?!\p{Script=Latin})\p{L}\p{Script=Latin}/u;

const wordsOf = ({ label, about, processes = {} }: Preset): readonly Words[] => [
  ...[label, about],
  ...Object.values(processes).flatMap(({ name, task }) => [name, task]),
];

describe.each(presets.map((preset) => [preset.name, preset] as const))('the words of the preset %s', (_, preset) => {
  const parts = partsOfPreset(preset, 'en');
  const texts = textsOf(parts);

  it('are said in five languages, each in its own letters', () => {
    const faults = texts.flatMap(([path, words]) => {
      const said = Object.entries(words);
      const wrong = said.filter(([language, text]) => {
        const script = scripts[language as keyof typeof scripts];
        return !script?.test(text) || mixed.test(text) || text.trim() !== text;
      });
      const different = new Set(Object.values(words)).size;
      const isComplete = said.length === 5 && different === (words.ru === words.bg ? 4 : 5);
      return isComplete && wrong.length === 0 && !/[ыэё]/i.test(words.bg) ? [] : [[path, words]];
    });
    expect(faults).toEqual([]);
    for (const words of wordsOf(preset)) expect(new Set(words).size).toBeGreaterThanOrEqual(4);
  });

  it('tell things of one kind apart, in every language', () => {
    const groups = new Map<string, Record<string, string>[]>();
    const put = (group: string, words: unknown) =>
      groups.set(group, [...(groups.get(group) ?? []), words as Record<string, string>]);
    for (const field of parts.fields ?? []) {
      put(`fields of ${field.noun}`, field.label);
      for (const option of (field.options ?? []) as { label: unknown }[])
        put(`options of ${field.noun}.${field.name}`, option.label);
    }
    for (const noun of parts.nouns ?? []) put('nouns', noun.many);
    for (const stage of parts.stages ?? []) put(`stages of ${stage.pipeline}`, stage.name);
    for (const view of parts.views ?? []) put(`views of ${view.noun}`, view.name);
    for (const [group, all] of groups)
      for (const language of Object.keys(scripts)) {
        const said = all.map((words) => words[language]?.toLowerCase());
        expect([group, said.filter((text, index) => said.indexOf(text) !== index)]).toEqual([group, []]);
      }
  });

  it('fit where they are shown', () => {
    const isLong = (path: string, text: string) => text.length > (path.startsWith('views.') ? viewLimits.name : 100);
    expect(texts.filter(([path, words]) => Object.values(words).some((text) => isLong(path, text)))).toEqual([]);
  });
});

describe('presets', () => {
  it('mean the same where they name the same thing, so that a workspace can have several', () => {
    const seen = new Map<string, string>();
    for (const preset of presets)
      for (const [part, items] of Object.entries(partsOfPreset(preset, 'en')))
        for (const item of items) {
          const key = [part, item.key ?? item.noun ?? '', item.key ? '' : (item.name ?? item.field)].join(' ');
          // What a directory gains is put together from all of them.
          if (part === 'fieldSettings' && !String(item.field).startsWith('x')) continue;
          const said = JSON.stringify(item);
          expect([key, seen.get(key) ?? said]).toEqual([key, said]);
          seen.set(key, said);
        }
  });

  it('have pipelines and views that nobody takes for those of another', () => {
    const all = presets.flatMap((preset) => {
      const { pipelines = [], views = [] } = partsOfPreset(preset, 'en');
      return [
        ...pipelines.map((one) => ['pipeline', one.name] as const),
        ...views.map((one) => [`${one.noun} ${one.type}`, one.name] as const),
      ];
    });
    for (const language of Object.keys(scripts)) {
      const named = all.map(([kind, name]) => `${kind}: ${(name as Record<string, string>)[language]}`);
      expect(named.filter((one, index) => named.indexOf(one) !== index)).toEqual([]);
    }
  });

  it('end every pipeline in one stage that is won and one that is lost', () => {
    for (const { name, pipelines } of presets)
      for (const [key, { stages }] of Object.entries(pipelines)) {
        const all = Object.values(stages);
        expect([name, key, all.slice(-2).map(([kind, probability]) => [kind, probability])]).toEqual([
          name,
          key,
          [
            ['won', 100],
            ['lost', 0],
          ],
        ]);
        const chances = all.slice(0, -2).map(([kind, probability]) => (kind === 'open' ? probability : -1));
        expect([key, chances.every((chance, index) => chance > (chances[index - 1] ?? 0) && chance < 100)]).toEqual([
          key,
          true,
        ]);
      }
  });
});
