/** Milliseconds after the page is complete: what the person waits for comes first. */
const pause = 3_000;

/**
 * Has the program kept by the browser, so that it opens without a network. Only where the browser can: over HTTPS, or on the
 * machine itself. Somebody who saves data is not made to load what they have not asked for.
 */
export function registerWorker(): void {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  if (!('serviceWorker' in navigator) || connection?.saveData) return;
  window.addEventListener('load', () => window.setTimeout(() => void register(), pause), { once: true });
}

async function register(): Promise<void> {
  try {
    await navigator.serviceWorker.register('/service-worker.js');
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ loaded: loadedFiles() });
  } catch (error) {
    // Blocked by the browser's settings: everything else works as before.
    console.warn('Rapport will not open without a network:', error);
  }
}

function loadedFiles(): readonly string[] {
  return performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
}
