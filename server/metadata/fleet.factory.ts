import { choice, date, links, money, number, relation, text } from '../../shared/nouns/field.ts';
import { defineNoun, type Noun } from '../../shared/nouns/noun.ts';
import { createRegistry, type Registry } from './registry.ts';

const member = defineNoun({
  name: 'member',
  plural: 'members',
  title: 'name',
  icon: 'user',
  rights: 'directory',
  fields: { name: text({ required: true }) },
});

const truckOf = (fields: Noun['fields']) =>
  defineNoun({ name: 'truck', plural: 'trucks', title: 'name', icon: 'truck', rights: 'directory', fields });

/** A fleet of trucks with these fields, and of nothing else but members. */
export const fleetWith = (fields: Noun['fields'], more: Partial<Noun> = {}): Registry =>
  registryOf({ ...truckOf(fields), ...more });

const registryOf = (...nouns: readonly Noun[]): Registry =>
  createRegistry([{ name: 'fleet', nouns: [member, ...nouns] }]);

/** What a haulier's first version declared. */
export const firstFleet = registryOf(
  truckOf({
    name: text({ unique: true, search: true }),
    plate: text(),
    chassisNumber: text({ unique: true }),
    fuel: choice({ options: [{ value: 'diesel' }, { value: 'gas' }] }),
    tractor: relation({ to: 'truck', onDelete: 'follow' }),
    drivers: links({ to: 'member' }),
  }),
);

/** What it declares today: fields and a noun more, two renamed, other indexes and another rule of deletion. */
export const fleetOfToday = registryOf(
  truckOf({
    name: text({ search: true }),
    licencePlate: text({ was: 'plate', unique: true }),
    chassisNumber: text({ unique: true }),
    fuel: choice({ options: [{ value: 'diesel' }, { value: 'gas' }, { value: 'electricity' }] }),
    tractor: relation({ to: 'truck' }),
    crew: links({ to: 'member', was: 'drivers', roles: ['driver', 'mate'] }),
    price: money(),
    boughtOn: date(),
    garage: relation({ to: 'garage' }),
  }),
  defineNoun({
    name: 'garage',
    plural: 'garages',
    title: 'name',
    icon: 'home',
    rights: 'directory',
    fields: { name: text({ required: true, search: true }), places: number(), trucks: links({ to: 'truck' }) },
  }),
);

/** A version that would have to rewrite a column, and adds one that could be had. */
export const rewrittenFleet = registryOf(
  truckOf({ name: text(), plate: number(), chassisNumber: text({ unique: true }), colour: text() }),
);
