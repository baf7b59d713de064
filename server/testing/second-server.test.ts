import { expect, test } from 'vitest';
import { useSecondServer } from './second-server.ts';

test('a second server is not to be started by a test, whose end nobody would tell it of', async () => {
  await expect(useSecondServer()).rejects.toThrow('start it outside tests');
});
