import type { Session } from '../../shared/nouns/metadata.ts';
import { ofNoPage } from '../client/page-owner.ts';
import { handDeviceTo } from '../offline/device.ts';
import { request } from './request.ts';

const cookie = 'rapport.workspace';

/**
 * Goes to another workspace of the account with this whole browser. The server is asked first, and the device handed over: without a
 * network what is kept of the one workspace would be shown as the other.
 */
export async function enterWorkspace(id: string): Promise<void> {
  const before = document.cookie;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet.
  document.cookie = `${cookie}=${id}; path=/; samesite=lax`;
  try {
    await handDeviceTo(await request<Session>('GET', '/api/v1/session', undefined, undefined, ofNoPage));
  } catch (error) {
    const was = /(?:^|; )rapport\.workspace=([^;]*)/.exec(before)?.[1];
    // biome-ignore lint/suspicious/noDocumentCookie: as above; back to where one was.
    document.cookie = `${cookie}=${was ?? ''}; path=/; samesite=lax${was ? '' : '; max-age=0'}`;
    throw error;
  }
  window.location.assign('/');
}

/** Goes into the sandbox with this whole browser; a full load, so that nothing of the real workspace stays on the screen. */
export function enterSandbox(id: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet.
  document.cookie = `${cookie}=${id}; path=/; samesite=lax`;
  window.location.assign('/');
}

/** Goes back to the real workspace, to the page the sandbox was entered from. */
export function leaveSandbox(): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet.
  document.cookie = `${cookie}=; path=/; samesite=lax; max-age=0`;
  window.location.assign('/configuration');
}
