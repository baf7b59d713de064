export {
  chooseNotices,
  clearMyNotices,
  listMyNotices,
  listNoticeChoices,
  type MyNotices,
  type NoticeChoice,
  type NoticeChoices,
  readMyNotices,
  type ShownNotice,
} from './notice.api.ts';
export { alwaysShown, type NoticeKind, notice, noticeKinds, ownersKinds } from './notice.object.ts';
