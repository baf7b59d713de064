import { expect, test } from 'vitest';
import { byRole } from './team-roles.ts';

test('a role that comes by several teams is told once, with all of them', () => {
  const teamRoles = [
    { role: 'Sweeper', team: 'North' },
    { role: 'Auditor', team: 'North' },
    { role: 'Sweeper', team: 'South' },
    { role: 'Sweeper', team: 'South' },
  ];
  expect(byRole(teamRoles)).toEqual([
    { role: 'Sweeper', teams: 'North, South' },
    { role: 'Auditor', teams: 'North' },
  ]);
});
