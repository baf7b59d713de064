const cookie = 'rapport.workspace';

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
