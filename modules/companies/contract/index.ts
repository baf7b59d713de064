export { company } from './company.object.ts';
