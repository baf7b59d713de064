export { campaign } from './campaign.object.ts';
