import type { Listener } from '../changes/change.ts';

/** Notes each change it hears as `<noun> <kind>`. */
export function notingListener(heard: string[]): Listener {
  return {
    name: 'test.notes',
    handle: async (_ctx, changes) => void heard.push(...changes.map(({ noun, kind }) => `${noun} ${kind}`)),
  };
}
