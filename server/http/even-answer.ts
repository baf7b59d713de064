import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds in steps of which answers are given. */
export const step = 200;

interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  sleep(milliseconds: number): Promise<unknown>;
}

const ownClock: Clock = { now: () => performance.now(), sleep };

/**
 * Does what a stranger asked for and answers, or refuses, when the next step of a fifth of a second is over: what was made of it (a
 * client found, a lead made) takes longer or shorter, and is nothing they are to learn. Work of more than a step shows so, to the step.
 */
export async function answerEvenly<T>(work: () => Promise<T>, clock: Clock = ownClock): Promise<T> {
  const began = clock.now();
  try {
    return await work();
  } finally {
    await clock.sleep(step - ((clock.now() - began) % step));
  }
}
