import { expect } from 'vitest';
import { type Call, type Caller, callers } from './expected-access.factory.ts';

/** Whoever asks: the callers in their order, and last a client signed in to the portal, who is nobody to all else. */
export type Asking = Caller | 'client';
const asking: readonly Asking[] = [...callers, 'client'];

/** What each caller will ask of a route, and whether they are expected to be admitted. */
export interface Trial {
  readonly name: string;
  readonly calls: readonly { readonly caller: Asking; readonly isAdmitted: boolean; readonly call: Call }[];
}

interface Means {
  /** Sends a request; resolves to the status of its answer. */
  attempt(route: string, caller: Asking, call: Call): Promise<number>;
  /** A fingerprint of all that is kept. */
  everything(): Promise<unknown>;
  isWriting(route: string): boolean;
}

/** The calls of a route, made before any of them is sent; a client's are those nobody would make. */
export async function prepare(
  name: string,
  expected: readonly number[],
  make: (caller: Caller, admitted: boolean) => Promise<Call>,
): Promise<Trial> {
  const calls: { caller: Asking; isAdmitted: boolean; call: Call }[] = [];
  for (const [index, caller] of asking.entries()) {
    const isAdmitted = (expected[index] ?? 0) < 400;
    calls.push({ caller, isAdmitted, call: await make(caller === 'client' ? 'nobody' : caller, isAdmitted) });
  }
  return { name, calls };
}

/** The statuses of all callers by route; all who are to be refused go first, and leave everything as it was. */
export async function carryOut(
  trials: readonly Trial[],
  { attempt, everything, isWriting }: Means,
): Promise<Readonly<Record<string, readonly (number | undefined)[]>>> {
  const statuses = new Map<string, Map<Asking, number>>(trials.map(({ name }) => [name, new Map()]));
  const tryAll = async (admitted: boolean) => {
    for (const { name, calls } of trials)
      for (const { caller, isAdmitted, call } of calls)
        if (isAdmitted === admitted) statuses.get(name)?.set(caller, await attempt(name, caller, call));
  };
  const before = trials.some(({ name }) => isWriting(name)) ? await everything() : null;
  await tryAll(false);
  if (before) expect(await everything(), 'what was there before the refusals').toEqual(before);
  await tryAll(true);
  const inOrder = (of: ReadonlyMap<Asking, number>) => asking.map((caller) => of.get(caller));
  return Object.fromEntries([...statuses].map(([name, of]) => [name, inOrder(of)]));
}
