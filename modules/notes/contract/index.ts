export { note } from './note.object.ts';
