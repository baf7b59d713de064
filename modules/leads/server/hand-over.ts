import { asSystem, type TransactionContext } from '../../../server/context.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { writeFields } from '../../../server/records/update.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { lead } from '../contract/index.ts';

/** The records a lead became, by the name of their noun; null for what it did not. */
export type Became = Readonly<Record<'company' | 'person' | 'deal', string | null>>;

/**
 * Has everything that points at the lead (tasks, notes, records of a workspace's own) point at what it became too, where
 * it points at nothing of the kind yet. The history goes over whoever wrote it: what is said in it stays untouched.
 */
export async function handOver(ctx: TransactionContext, id: string, became: Became): Promise<void> {
  for (const noun of ctx.registry.nouns) {
    const pointer = pointerAt(noun, lead.name);
    const places = Object.entries(became).flatMap(([name, target]) => {
      const place = target && pointerAt(noun, name);
      return place ? [[place, target] as const] : [];
    });
    if (noun.name === lead.name || noun.retired || !pointer || places.length === 0) continue;
    for (const record of await readMany(asSystem(ctx), noun, pointer, [id])) {
      const open = places.filter(([place]) => !(record as AnyRecord)[place]);
      if (open.length > 0) await writeFields(ctx, noun, record, Object.fromEntries(open));
    }
  }
}

function pointerAt(noun: Noun, target: string): string | null {
  const found = Object.entries(noun.fields).find(
    ([, field]) => field.kind === 'relation' && field.to === target && !field.readOnly,
  );
  return found?.[0] ?? null;
}
