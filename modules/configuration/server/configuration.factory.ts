import type { ConfigurationPackage } from '../../../shared/configuration/package.ts';
import type { Answer } from '../../workspace/server/office.factory.ts';
import type { ConfigurationSource, PlannedChangeAnswer } from '../contract/configuration.api.ts';

export const tier = {
  kind: 'choice',
  label: { en: 'Tier' },
  options: [
    { value: 'gold', label: { en: 'Gold' } },
    { value: 'iron', label: { en: 'Iron' } },
  ],
};

export const changesOf = ({ body }: Pick<Answer, 'body'>) => body.changes as readonly PlannedChangeAnswer[];

/** `add fields company.xTier`. */
export const short = (answer: Pick<Answer, 'body'>) =>
  changesOf(answer).map(({ act, part, key }) => `${act} ${part} ${key}`);

export const packageOf = (parts: object): ConfigurationSource => ({
  package: { format: 'rapport-configuration', schema: 1, product: '1', parts } as ConfigurationPackage,
});

const view = { key: 'v', noun: 'company', name: { en: 'V' }, defaultFor: ['viewer'] };
const elsewhere = { field: 'pipeline', op: 'is', value: '@pipelines:elsewhere' };
const shown = (name: string) => ({
  sections: [{ id: 'a', name: { en: 'A' }, columns: 1, fields: [name] }],
  hidden: [],
});
const field = { noun: 'company', name: 'xTier', kind: 'choice', label: { en: 'Tier' }, options: tier.options };

/** What stands against a package, and why. */
export const refusedParts: readonly (readonly [string, object, string])[] = [
  ['a field of another kind', { fields: [{ ...field, kind: 'text', options: undefined }] }, 'kindConflict'],
  ['a field of nothing', { fields: [{ ...field, noun: 'spaceship' }] }, 'unknownNoun'],
  [
    'a relation to nothing',
    { fields: [{ ...field, name: 'xTo', kind: 'relation', options: undefined, to: 'ship' }] },
    'unknownNoun',
  ],
  ['a choice of nothing', { fields: [{ ...field, name: 'xNone', options: undefined }] }, 'required'],
  ['a name no column can have', { fields: [{ ...field, name: `x${'A'.repeat(30)}` }] }, 'tooLong'],
  [
    'a formula that does not say what it gives',
    { fields: [{ noun: 'company', name: 'xTwo', kind: 'formula', label: { en: 'Two' }, formula: '1 + 1' }] },
    'required',
  ],
  [
    'a setting of nothing',
    { fieldSettings: [{ noun: 'company', field: 'xNo', definition: { hidden: true } }] },
    'unknownField',
  ],
  ['a view of nothing', { views: [{ ...view, noun: 'spaceship' }] }, 'unknownNoun'],
  ['a view by what is not there', { views: [{ ...view, settings: { sort: 'warp' } }] }, 'unknownField'],
  [
    'a view of a pipeline that is not there',
    { views: [{ ...view, settings: { filter: elsewhere } }] },
    'recordNotHere',
  ],
  [
    'a stage of nothing',
    { stages: [{ pipeline: 'no', key: 's', name: 'S', position: 0, kind: 'open', probability: 1 }] },
    'recordNotHere',
  ],
  ['two views that open for a role', { views: [view, { ...view, key: 'w', name: { en: 'W' } }] }, 'opensTwice'],
  [
    'a layout of what is not there',
    { layouts: [{ noun: 'deal', surface: 'card', layout: shown('warp') }] },
    'unknownField',
  ],
  [
    'a noun at the address of another',
    { nouns: [{ name: 'xOther', plural: 'x-contracts', one: { en: 'O' }, many: { en: 'Os' } }] },
    'nameTaken',
  ],
];
