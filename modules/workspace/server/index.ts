import type { ServerModule } from '../../../server/module.ts';
import { accessRole, member, sharingRule, team, territory } from '../contract/index.ts';
import { accessRolePolicy } from './access-role.policy.ts';
import { listRoles } from './access-role.repository.ts';
import { accessRoleRules } from './access-role.rules.ts';
import { apiKeyRoutes } from './api-key.routes.ts';
import { handOverRoutes } from './hand-over.routes.ts';
import { invitationRoutes } from './invitation.routes.ts';
import { languageRoutes } from './language.routes.ts';
import { memberPolicy } from './member.policy.ts';
import { findStanding } from './member.repository.ts';
import { memberRoutes } from './member.routes.ts';
import { memberRules } from './member.rules.ts';
import { memberProfileRoutes } from './member-profile.routes.ts';
import { serviceKeyRoutes } from './service-key.routes.ts';
import { sessionRoutes } from './session.routes.ts';
import { sharingRulePolicy, territoryPolicy } from './sharing.policy.ts';
import { listSharing } from './sharing.repository.ts';
import { sharingRuleRules, territoryRules } from './sharing.rules.ts';
import { standardRightsRoutes } from './standard-rights.routes.ts';
import { teamPolicy } from './team.policy.ts';
import { teamRules } from './team.rules.ts';
import { territoryFiguresRoutes } from './territory-figures.routes.ts';
import { workspaceRoutes } from './workspace.routes.ts';

const workspaceModule: ServerModule = {
  name: 'workspace',
  nouns: [member, team, accessRole, sharingRule, territory],
  policies: [memberPolicy, teamPolicy, accessRolePolicy, sharingRulePolicy, territoryPolicy],
  rules: [memberRules, teamRules, accessRoleRules, sharingRuleRules, territoryRules],
  routes: [
    ...workspaceRoutes,
    ...memberRoutes,
    ...memberProfileRoutes,
    ...apiKeyRoutes,
    ...serviceKeyRoutes,
    ...invitationRoutes,
    ...sessionRoutes,
    ...handOverRoutes,
    ...languageRoutes,
    ...standardRightsRoutes,
    ...territoryFiguresRoutes,
  ],
  filterColumns: [
    { table: 'sharing_rules', column: 'opens' },
    { table: 'territories', column: 'where' },
  ],
  findStanding,
  listRoles,
  listSharing,
};

export default workspaceModule;
