import type { AccessExplanation } from '../../../../shared/contract/sharing.api.ts';

type TeamRoles = AccessExplanation['member']['teamRoles'];

/** Each role that comes by teams once, with the teams it comes by. */
export function byRole(teamRoles: TeamRoles): readonly { readonly role: string; readonly teams: string }[] {
  return [...new Set(teamRoles.map(({ role }) => role))].map((role) => {
    const teams = teamRoles.filter((one) => one.role === role).map(({ team }) => team);
    return { role, teams: [...new Set(teams)].join(', ') };
  });
}
