export { project } from './project.object.ts';
export { ticket } from './ticket.object.ts';
