import type { Page, Request } from 'playwright-core';

/** How long nothing may be asked for, come or go until a page counts as complete, in milliseconds. */
const quietMs = 250;

/** Goes to an address of the product as its links do, without loading everything anew, and waits until it is complete. */
export async function goWithin(page: Page, address: string): Promise<void> {
  const requests = watchRequests(page);
  const drawing = await page.evaluateHandle(watchDrawing);
  await page.evaluate((target) => {
    history.pushState({}, '', target);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
  // The page before stays until the new one is drawn, and its heading with it: that no answer is awaited does not say which stands there.
  const isQuiet = async () => requests.areQuiet() && (await drawing.evaluate((watch) => watch.quietFor())) >= quietMs;
  while (!(await isQuiet())) await page.waitForTimeout(quietMs / 5);
  requests.end();
  await drawing.evaluate((watch) => watch.end());
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** In the page: for how long no element has come or gone, in milliseconds. */
function watchDrawing() {
  let last = performance.now();
  const observer = new MutationObserver(() => {
    last = performance.now();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  return { quietFor: () => performance.now() - last, end: () => observer.disconnect() };
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
  return {
    areQuiet: () => open.size === 0 && performance.now() - last >= quietMs,
    end: () => page.off('request', begin).off('requestfinished', end).off('requestfailed', end),
  };
}
