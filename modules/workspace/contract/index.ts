export { member } from './member.object.ts';
export { team } from './team.object.ts';
