import type { ServerModule } from '../../../server/module.ts';
import { project, ticket } from '../contract/index.ts';
import { projectRules } from './project.rules.ts';
import { ticketRules } from './ticket.rules.ts';

/** Small work with an end, and what clients want of us after the sale. */
export const projectsModule: ServerModule = {
  name: 'projects',
  nouns: [project, ticket],
  rules: [projectRules, ticketRules],
};
