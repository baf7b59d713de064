import type { BrowserContext, ConsoleMessage, WebError } from 'playwright-core';

/** Refusals of the server and a network that is gone are part of the product: the browser logs them, the page says them in words. */
const refusal = /Failed to load resource: (the server responded with a status of 4\d\d|net::ERR_INTERNET_DISCONNECTED)/;

/**
 * Notes down whatever a page logs as an error: what the security policy refused, what nobody caught. Answers what ends it.
 */
export function watchForFaults(context: BrowserContext, faults: string[]): () => void {
  const onConsole = (message: ConsoleMessage) => {
    if (message.type() !== 'error' || refusal.test(message.text())) return;
    faults.push(`${message.page()?.url() ?? ''}: ${message.text()}`);
  };
  const onError = (error: WebError) => faults.push(`${error.page()?.url() ?? ''}: ${error.error().message}`);
  context.on('console', onConsole).on('weberror', onError);
  return () => context.off('console', onConsole).off('weberror', onError);
}
