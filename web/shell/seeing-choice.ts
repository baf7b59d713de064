import { writeChoice } from './choice-cookie.ts';

const cookie = 'rapport.seeing';

/** Sees the workspace as that member does, with this whole browser; a full load, so that nothing of one's own stays on the screen. */
export function seeAs(memberId: string): void {
  writeChoice(cookie, memberId);
  window.location.assign('/');
}

/** Back to what one sees oneself. */
export function seeAsOneself(): void {
  endSeeing();
  window.location.assign('/members');
}

/** From the next load on everything is one's own again. */
export function endSeeing(): void {
  writeChoice(cookie, undefined);
}
