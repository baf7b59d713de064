export { getPortalMe, type PortalMe } from './portal.api.ts';
export {
  changePortalAccount,
  endPortalAccount,
  inviteToPortal,
  listPortalAccounts,
  type PortalAccount,
} from './portal-account.api.ts';
export {
  changePortalPassword,
  enterPortal,
  forgetPortalPassword,
  leavePortal,
  lookAtPortal,
  type Portal,
  signInToPortal,
} from './portal-entrance.api.ts';
export {
  askForCorrection,
  getPortalRequest,
  listPortalRequests,
  type PortalFile,
  type PortalRequest,
  readPortalFile,
  sendPortalFile,
  type WholePortalRequest,
  writePortalComment,
  writePortalRequest,
} from './portal-request.api.ts';
export { ticketComment } from './ticket-comment.object.ts';
