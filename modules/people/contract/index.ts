export { consent } from './consent.object.ts';
export { importantDate } from './important-date.object.ts';
export { person } from './person.object.ts';
export { postalAddress } from './postal-address.object.ts';
