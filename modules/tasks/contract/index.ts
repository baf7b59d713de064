export { task } from './task.object.ts';
