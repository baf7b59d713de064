import { expect, test } from 'vitest';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { begunFrom } from './begun-from.ts';

const to = (name: string, traits: object = {}) => ({ name, kind: 'relation', to: name, ...traits });
const noun = (name: string, fields: readonly object[]) => ({ name, title: 'name', fields }) as unknown as NounMetadata;
const person = noun('person', [to('company'), to('reportsTo', { to: 'person', hidden: true })]);
const people = { name: 'people', kind: 'links', to: 'person' };
const deal = noun('deal', [to('company'), people, to('lostTo', { to: 'company', hidden: true })]);
const invoice = noun('invoice', [to('company'), to('person'), to('deal'), to('by', { to: 'member', readOnly: true })]);

const vesna = { id: 'vesna', label: 'Vesna' };
const anahit = { id: 'anahit', label: 'Anahit' };
const boris = { id: 'boris', label: 'Boris' };
const card = (at: NounMetadata, values: object) => ({
  ...{ noun: at, label: 'Here' },
  record: { id: 'here', ...values } as unknown as AnyRecord,
});
const here = { id: 'here', label: 'Here' };

test('a deal begun from a person is with them and with their company', () => {
  expect(begunFrom(deal, people as never, card(person, { company: vesna }))).toEqual({
    company: vesna,
    people: [here],
  });
  expect(begunFrom(deal, people as never, card(person, { company: null }))).toEqual({ people: [here] });
});

test('an invoice takes the company of its deal, and the contact where there is only one', () => {
  const begin = (linked: readonly object[]) =>
    begunFrom(invoice, to('deal') as never, card(deal, { company: vesna, people: linked }));
  expect(begin([{ ...anahit, role: 'buyer' }])).toEqual({ deal: here, company: vesna, person: anahit });
  expect(begin([anahit, boris])).toEqual({ deal: here, company: vesna });
});

test('of two fields that lead to the same kind neither is guessed', () => {
  const item = noun('item', [to('company'), to('vendor', { to: 'company' }), to('person')]);
  expect(begunFrom(item, to('person') as never, card(person, { company: vesna }))).toEqual({ person: here });
});
