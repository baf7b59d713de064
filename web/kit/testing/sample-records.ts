import type { Draft } from './fake-store.ts';

const people = ['Ani Sargsyan', 'Giorgi Beridze', 'Иван Петров', 'Elena Dimitrova'];
const givenNames = ['Հայկ', 'Nino', 'Мария', 'Peter', 'Ana', 'Сергей', 'Tigran', 'Ketevan'];
const familyNames = ['Գրիգորյան', 'Kapanadze', 'Иванова', 'Novak', 'Petrova', 'Соколов', 'Hakobyan', 'Lomidze'];
const trades = ['Trading', 'Logistics', 'Wines', 'Software', 'Ceramics', 'Оптика', 'Գինի', 'ჩაი'];
const places = ['Ararat', 'Kazbek', 'Rila', 'Ural', 'Sevan', 'Batumi', 'Varna', 'Sochi'];
const stages = [
  ['New', 'gray'],
  ['Qualified', 'blue'],
  ['Proposal', 'violet'],
  ['Won', 'green'],
] as const;

const longName =
  'A deal with an exceedingly long name that has to be cut short in a list, wrapped on a card and never break the page';

/** A small company's records, the same ones every time. */
export const sampleRecords: Readonly<Record<string, readonly Draft[]>> = {
  member: people.map((name, index) => ({ id: id(1, index), name })),
  stage: stages.map(([name, color], index) => ({ id: id(2, index), name, color, position: index })),
  company: times(160, (index) => ({
    id: id(3, index),
    name: `${places[index % 8]} ${trades[(index >> 3) % 8]}${index > 63 ? ` ${index}` : ''}`,
    kinds: index % 3 === 0 ? ['customer', 'supplier'] : ['customer'],
    website: `https://www.example-${index}.test/`,
    emails: [{ address: `office${index}@example.test` }],
    phones: [{ number: `+3741000${1000 + index}`, original: `+374 10 00-${1000 + index}`, label: 'office' }],
    address: { street: `Abovyan ${index + 1}`, city: 'Yerevan', country: 'AM' },
    owner: { id: id(1, index % 4) },
    foundedYear: 1950 + (index % 70),
    description: 'Buys every spring.\nPays in thirty days.',
  })),
  person: times(90, (index) => ({
    id: id(4, index),
    name: { given: givenNames[index % 8], family: familyNames[(index * 3) % 8] },
    company: { id: id(3, index % 160) },
    affiliations: index % 5 === 0 ? [{ id: id(3, 1), role: 'director' }] : [],
    emails: [{ address: `person${index}@example.test` }],
    phones: [],
    birthday: `19${60 + (index % 40)}-03-0${1 + (index % 9)}`,
  })),
  deal: times(400, (index) => ({
    id: id(5, index),
    name: index === 2 ? longName : `Deal ${index + 1}: ${trades[index % 8]}`,
    company: { id: id(3, (index * 7) % 160) },
    people: [{ id: id(4, index % 90), role: 'decisionMaker' }],
    stage: { id: id(2, index % 4) },
    amount: { amount: `${((index * 7919) % 90000) + 100}.50`, currency: index % 4 === 0 ? 'USD' : 'EUR' },
    owner: { id: id(1, index % 4) },
    expectedCloseOn: `2026-${String(1 + (index % 12)).padStart(2, '0')}-15`,
    urgent: index % 6 === 0,
    source: ['web', 'fair', 'Radio Yerevan'][index % 3],
    description: null,
  })),
};

function id(kind: number, index: number): string {
  return `0190000${kind}-0000-7000-8000-${String(index).padStart(12, '0')}`;
}

function times(count: number, make: (index: number) => Draft): readonly Draft[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
