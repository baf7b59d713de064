import { expect, test } from 'vitest';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { beginDraft, conversionOf } from './conversion-draft.ts';

const proposal = {
  company: { create: { name: 'Ararat', website: 'https://ararat.am' }, matches: [{ id: 'c1', label: 'ARARAT' }] },
  person: { create: null, matches: [] },
  deal: { create: { name: 'Roof', description: 'Tiles' }, matches: [] },
};
const nounOf = (name: string) =>
  ({ name, title: 'name', fields: [{ name: 'name', kind: 'text' }] }) as unknown as NounMetadata;
const nouns = { company: nounOf('company'), person: nounOf('person'), deal: nounOf('deal') };
const shown = { company: ['name'], person: ['name'], deal: ['name'] };

test('who is there already goes before a new record, and a new one before none', () => {
  const draft = beginDraft(proposal);
  expect([draft.company.choice, draft.person.choice, draft.deal.choice]).toEqual(['c1', 'none', 'new']);
  expect(conversionOf(draft, nouns, shown)).toEqual({
    company: { id: 'c1' },
    person: null,
    deal: { create: { name: 'Roof' } },
  });
});

test('of a new record only what was asked for is sent, and an unfinished choice is none', () => {
  const draft = beginDraft(proposal);
  const changed = {
    ...draft,
    company: { ...draft.company, choice: 'new', values: { ...draft.company.values, name: 'Ararat Trade' } },
    person: { ...draft.person, choice: 'other' },
  };
  expect(conversionOf(changed, nouns, shown)).toMatchObject({
    company: { create: { name: 'Ararat Trade' } },
    person: null,
  });
  const chosen = { ...changed, person: { ...changed.person, other: { id: 'p1', label: 'Nare' } } };
  expect(conversionOf(chosen, nouns, shown).person).toEqual({ id: 'p1' });
});
