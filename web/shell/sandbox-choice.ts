import type { Session } from '../../shared/nouns/metadata.ts';
import { ofNoPage } from '../client/page-owner.ts';
import { handDeviceTo } from '../offline/device.ts';
import { readChoice, writeChoice } from './choice-cookie.ts';
import { request } from './request.ts';

const cookie = 'rapport.workspace';

/**
 * Goes to another workspace of the account with this whole browser. The server is asked first, and the device handed over: without a
 * network what is kept of the one workspace would be shown as the other.
 */
export async function enterWorkspace(id: string): Promise<void> {
  const before = readChoice(cookie);
  writeChoice(cookie, id);
  try {
    await handDeviceTo(await request<Session>('GET', '/api/v1/session', undefined, undefined, ofNoPage));
  } catch (error) {
    // Back to where one was.
    writeChoice(cookie, before);
    throw error;
  }
  window.location.assign('/');
}

/** Goes into the sandbox with this whole browser; a full load, so that nothing of the real workspace stays on the screen. */
export function enterSandbox(id: string): void {
  writeChoice(cookie, id);
  window.location.assign('/');
}

/** Goes back to the real workspace, to the page the sandbox was entered from. */
export function leaveSandbox(): void {
  writeChoice(cookie, undefined);
  window.location.assign('/configuration');
}
