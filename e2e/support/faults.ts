import type { BrowserContext } from 'playwright-core';

/** Refusals of the server are part of the product: the browser logs them, and the page says them in words. */
const refusal = /Failed to load resource: the server responded with a status of 4\d\d/;

/** Notes down whatever a page logs as an error: what the security policy refused, what nobody caught. */
export function watchForFaults(context: BrowserContext, faults: string[]): void {
  context.on('console', (message) => {
    if (message.type() !== 'error' || refusal.test(message.text())) return;
    faults.push(`${message.page()?.url() ?? ''}: ${message.text()}`);
  });
  context.on('weberror', (error) => faults.push(`${error.page()?.url() ?? ''}: ${error.error().message}`));
}
