import type { Page, Request } from 'playwright-core';

/** How long nothing may be asked for until a page counts as complete, in milliseconds. */
const quietMs = 250;

/** Goes to an address of the product as its links do, without loading everything anew, and waits until it is complete. */
export async function goWithin(page: Page, address: string): Promise<void> {
  const watch = watchRequests(page);
  await page.evaluate((target) => {
    history.pushState({}, '', target);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
  await watch.untilQuiet();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

function watchRequests(page: Page) {
  const open = new Set<Request>();
  let last = performance.now();
  const begin = (request: Request) => {
    last = performance.now();
    if (request.resourceType() !== 'eventsource') open.add(request);
  };
  const end = (request: Request) => {
    last = performance.now();
    open.delete(request);
  };
  page.on('request', begin).on('requestfinished', end).on('requestfailed', end);
  const untilQuiet = async () => {
    while (open.size > 0 || performance.now() - last < quietMs) await page.waitForTimeout(quietMs / 5);
    page.off('request', begin).off('requestfinished', end).off('requestfailed', end);
  };
  return { untilQuiet };
}
