export { chooseNotices, listMyNotices, type MyNotices, readMyNotices, type ShownNotice } from './notice.api.ts';
export { type NoticeKind, notice } from './notice.object.ts';
