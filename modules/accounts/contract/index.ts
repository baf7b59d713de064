export { accountPlan } from './account-plan.object.ts';
export { decision } from './decision.object.ts';
export { installedItem } from './installed-item.object.ts';
export { offerNext } from './offer.api.ts';
