import type { ServerModule } from '../../../server/module.ts';
import { member, team } from '../contract/index.ts';
import { apiKeyRoutes } from './api-key.routes.ts';
import { invitationRoutes } from './invitation.routes.ts';
import { languageRoutes } from './language.routes.ts';
import { memberPolicy } from './member.policy.ts';
import { findStanding } from './member.repository.ts';
import { memberRoutes } from './member.routes.ts';
import { memberRules } from './member.rules.ts';
import { teamPolicy } from './team.policy.ts';
import { teamRules } from './team.rules.ts';
import { workspaceRoutes } from './workspace.routes.ts';

const workspaceModule: ServerModule = {
  name: 'workspace',
  nouns: [member, team],
  policies: [memberPolicy, teamPolicy],
  rules: [memberRules, teamRules],
  routes: [...workspaceRoutes, ...memberRoutes, ...apiKeyRoutes, ...invitationRoutes, ...languageRoutes],
  findStanding,
};

export default workspaceModule;
