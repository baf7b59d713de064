export { group } from './group.object.ts';
export { tag } from './tag.object.ts';
