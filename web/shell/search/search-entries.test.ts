import type { TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { createFormat } from '../../i18n/format.ts';
import { createTranslations } from '../../i18n/i18n.ts';
import type { WebModule } from '../../module.ts';
import { textSources } from '../../texts.ts';
import { listCommands } from './commands.ts';
import { listFiles, listPlaces, listRecords, shownFields } from './search-entries.ts';

const icon = () => null;
const texts = { navigation: 'Deals', board: 'Deal board', create: 'New deal', nouns: { person: { many: 'People' } } };
const deals: WebModule = {
  name: 'deals',
  navigation: [
    { to: '/deals', icon, labelKey: 'deals:navigation', order: 1 },
    { to: '/deals/board', icon, labelKey: 'deals:board', order: 2 },
  ],
  commands: [{ id: 'deals.create', to: '/deals/new', icon, labelKey: 'deals:create' }],
};
const pages = deals.navigation ?? [];
const person: NounMetadata = {
  name: 'person',
  plural: 'people',
  title: 'name',
  icon: 'user',
  fields: [
    { name: 'name', kind: 'personName' },
    { name: 'emails', kind: 'emails' },
  ],
  may: {
    read: true,
    create: true,
    update: true,
    delete: true,
    restore: true,
    merge: true,
    share: true,
    bulk: true,
    configure: false,
    import: true,
    export: true,
  },
};
const anna = {
  id: 'p1',
  version: 1,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  createdBy: null,
  deletedAt: null,
  externalId: null,
  name: { given: 'Anna', family: 'Ivanova' },
  emails: [{ address: 'anna@example.com' }],
} satisfies AnyRecord;
const nameless = { ...anna, id: 'p2', name: null, emails: [] };

const rights = { nouns: [], role: 'owner', pages };

let t: TFunction;
beforeAll(async () => {
  t = (await createTranslations([...textSources, { name: 'deals', load: async () => ({ deals: texts }) }], 'en')).i18n
    .t;
});

describe('the search', () => {
  it('offers the pages of the navigation, then what can be done', () => {
    expect(
      listPlaces(pages, listCommands(deals.commands ?? [], rights, t), '', t).map(({ label, entries }) => [
        label,
        ...entries.map((entry) => entry.label),
      ]),
    ).toEqual([
      ['Go to', 'Deals', 'Deal board'],
      ['Actions', 'New deal'],
    ]);
  });

  it('offers only acts that the person has a right to', () => {
    const may = {
      read: true,
      create: false,
      update: false,
      delete: false,
      restore: false,
      merge: false,
      share: false,
      bulk: false,
      configure: false,
      import: false,
      export: false,
    };
    const viewer = { ...rights, nouns: [{ ...person, may }], role: 'viewer' };
    const commands = [
      { id: 'open', to: '/open', icon, labelKey: 'deals:board' },
      { id: 'own', to: '/own', icon, labelKey: 'deals:create', roles: ['owner'] as const },
      { id: 'call', to: '/call', icon, labelKey: 'deals:create', creates: 'person' },
    ];
    const offered = (to: Parameters<typeof listCommands>[1]) => listCommands(commands, to, t).map((entry) => entry.to);
    expect(offered(viewer)).toEqual(['/open']);
    expect(offered({ ...viewer, nouns: [person] })).toEqual(['/open', '/call', '/people#new']);
    expect(offered({ ...rights, nouns: [{ ...person, internal: true as const }] })).toEqual(['/open', '/own', '/call']);
    const visit = { ...person, name: 'xVisit', plural: 'x-visits', custom: true as const };
    expect(listCommands([], { ...rights, nouns: [visit] }, t)).toMatchObject([
      { to: '/x-visits#new', detail: 'x-visits' },
    ]);
  });

  it('finds pages and acts by a part of their name and leaves out empty sections', () => {
    expect(listPlaces(pages, [], 'BOARD', t).flatMap(({ entries }) => entries.map(({ to }) => to))).toEqual([
      '/deals/board',
    ]);
    expect(listPlaces(pages, listCommands(deals.commands ?? [], rights, t), 'nothing like it', t)).toEqual([]);
  });

  it('asks of what is found what a line of it shows, and nothing more', () => {
    const format = createFormat({ language: 'en', timeZone: 'UTC', t });
    const asked = shownFields({ ...person, fields: [...person.fields, { name: 'jobTitle', kind: 'text' }] });
    expect(asked).toEqual(['name', 'emails']);
    const whole = { ...anna, jobTitle: 'Buyer' };
    const answered = { id: anna.id, ...Object.fromEntries(asked.map((name) => [name, whole[name as 'name']])) };
    const lines = [whole, answered as AnyRecord].map((record) =>
      listRecords([{ noun: person, records: [record] }], 'anna', [deals], format, t),
    );
    expect(lines[1]).toEqual(lines[0]);
  });

  it('shows who was found with what tells them apart, and leads to their card', () => {
    const format = createFormat({ language: 'en', timeZone: 'UTC', t });
    const [people] = listRecords([{ noun: person, records: [anna, nameless] }], 'ivan', [deals], format, t);
    expect(people?.label).toBe('People');
    expect(people?.entries).toMatchObject([
      { to: '/people/p1', label: 'Anna Ivanova', detail: 'anna@example.com' },
      { to: '/people/p2', label: 'Untitled', detail: '' },
    ]);
  });
});

it('says by what a record was found where its name does not', () => {
  const searched = { ...person, fields: [...person.fields, ...sought] } as NounMetadata;
  const found = {
    ...anna,
    phones: [{ number: '+37410112233' }, { number: '+359888123456', original: '0888 123 456' }],
    description: `Met at the fair.\nWants ${'many '.repeat(30)}chairs of oak, twenty of them, delivered before the holidays begin`,
  } as AnyRecord;
  const detail = (text: string) => {
    const format = createFormat({ language: 'en', timeZone: 'UTC', t });
    return listRecords([{ noun: searched, records: [found] }], text, [deals], format, t)[0]?.entries[0]?.detail;
  };
  expect(shownFields(searched)).toEqual(['name', 'emails', 'phones', 'description']);
  expect(detail('123456')).toBe('0888 123 456');
  expect(detail('anna fair')).toBe('Met at the fair.');
  expect(detail('oak')).toMatch(/^…many .*chairs of oak, twenty of them/);
  expect(detail('ivanova')).toBe('anna@example.com');
  // Found by what the reader is not shown.
  expect(detail('nowhere')).toBe('anna@example.com');
});

const sought = [
  { name: 'phones', kind: 'phones', search: true },
  { name: 'description', kind: 'longText', search: true },
];

it('lists files by what they say, each by itself, where their records have a page', () => {
  const t = ((key: string) => key) as unknown as TFunction;
  const file = { id: 'f1', name: 'terms.txt', snippet: 'nine percent', noun: 'person', record: 'p1', label: 'Ani' };
  const found = [file, { ...file, id: 'f2', snippet: 'terms.txt', label: null }, { ...file, noun: 'gone' }];
  const [section] = listFiles(found, [person], t);
  expect(section?.entries.map(({ to, label, detail }) => [to, label, detail])).toEqual([
    ['/people/p1#file-f1', 'terms.txt', 'Ani · nine percent'],
    ['/people/p1#file-f2', 'terms.txt', ''],
  ]);
  expect(listFiles([], [person], t)).toEqual([]);
});
