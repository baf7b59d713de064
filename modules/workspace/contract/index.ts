export { accessRole } from './access-role.object.ts';
export { member } from './member.object.ts';
export { sharingRule } from './sharing-rule.object.ts';
export { team } from './team.object.ts';
export { territory } from './territory.object.ts';
