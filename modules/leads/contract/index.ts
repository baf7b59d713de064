export { lead } from './lead.object.ts';
