import { once } from 'node:events';
import { expect, test } from 'vitest';
import { startProduct } from './support/product.ts';

test('the server outlives the console it was started from, and still ends when asked', async () => {
  const product = await startProduct({ LOG_LEVEL: 'trace' });
  try {
    product.process.stdout?.destroy();
    product.process.stderr?.destroy();
    for (let asked = 0; asked < 5; asked += 1) await fetch(`${product.url}/api/v1/session`);
    expect((await fetch(`${product.url}/api/health`)).status).toBe(200);
    const exited = once(product.process, 'exit', { signal: AbortSignal.timeout(20_000) });
    product.process.kill('SIGTERM');
    expect((await exited)[0]).toBe(0);
  } finally {
    product.process.kill('SIGKILL');
    await product.stop();
  }
});
