export { person } from './person.object.ts';
