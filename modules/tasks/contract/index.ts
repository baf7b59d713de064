export { reminderMinutes, task } from './task.object.ts';
