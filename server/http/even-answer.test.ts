import { expect, test } from 'vitest';
import { answerEvenly, step } from './even-answer.ts';

/** Milliseconds after which an answer is given to what takes so long. */
async function answeredAfter(taken: number, fails = false): Promise<number> {
  let now = 5_000;
  const pass = async (milliseconds: number) => {
    now += milliseconds;
  };
  const work = async () => {
    await pass(taken);
    if (fails) throw new Error('refused');
    return 'done';
  };
  const answer = await answerEvenly(work, { now: () => now, sleep: pass }).catch((error: Error) => error.message);
  expect(answer).toBe(fails ? 'refused' : 'done');
  return now - 5_000;
}

test('what took longer or shorter is answered at the same moment, refusals too', async () => {
  expect(await answeredAfter(3)).toBe(step);
  expect(await answeredAfter(170)).toBe(step);
  expect(await answeredAfter(40, true)).toBe(step);
});

test('work of more than a step is answered at the end of the next one', async () => {
  expect(await answeredAfter(step + 20)).toBe(2 * step);
});
