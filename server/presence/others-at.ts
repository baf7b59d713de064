import type { Other } from '../../shared/stream/stream-event.ts';
import type { Presence } from './presence.repository.ts';

/** Who else is at the record, each once: where they edit, if they do anywhere. */
export function othersAt(present: readonly Presence[], record: string, self: string | null): readonly Other[] {
  const others = new Map<string, string | null>();
  for (const { member, field, record: at } of present) {
    if (at === record && member !== self) others.set(member, field ?? others.get(member) ?? null);
  }
  return [...others].map(([memberId, field]) => ({ memberId, field }));
}
