import { describe, expect, it } from 'vitest';
import { settleNow } from '../../../server/computed/settle.ts';
import { applyConfiguration, planConfiguration } from '../../../server/configuration/apply.ts';
import { type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { readRegistry } from '../../../server/metadata/registries.ts';
import { createRegistry } from '../../../server/metadata/registry.ts';
import { aggregateRecords } from '../../../server/records/aggregate.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { useWorkspace } from '../../../server/testing/workspace.ts';
import type { Field } from '../../../shared/nouns/field.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { configurationOf } from './preset.service.ts';
import type { Preset } from './preset.ts';
import { sampleValues } from './sample-values.factory.ts';
import { presets } from './trades/presets.ts';

const { system, join } = await useWorkspace();
const boris = await join('Boris', 'owner');

/** Lets the preset be tried in a fresh workspace, which is as fresh afterwards. */
async function tried(preset: Preset, work: (ctx: TransactionContext) => Promise<void>): Promise<void> {
  const over = new Error('tried out');
  const trial = inTransaction(system, async (tx) => {
    await applyConfiguration(tx, configurationOf(tx, preset), 'add');
    await work({ ...tx, registry: await readRegistry(createRegistry(tx.registry.modules), tx.db) });
    throw over;
  });
  await expect(trial).rejects.toBe(over);
}

/** One record of everything the preset is about, everything filled in that can be. */
async function fill(ctx: TransactionContext, preset: Preset): Promise<void> {
  const ids = new Map([['member', boris.actor.memberId ?? '']]);
  const core = ['company', 'person', 'product', 'deal'];
  for (const name of [...core, ...Object.keys(preset.nouns)]) {
    const noun = ctx.registry.getNoun(name);
    const {
      pipeline: _,
      stage: __,
      closedOn: ___,
      lostReason: ____,
      lostComment: _____,
      ...values
    } = sampleValues(noun, ids);
    const made = await createRecord(ctx, noun, values);
    ids.set(name, made.id);
  }
  // What hangs on each other is worked out before the commit, which a trial never comes to.
  for (const { name, fields } of ctx.registry.nouns) {
    const gathered = Object.entries<Field>(fields).filter(([, { computed }]) => computed && 'rollUp' in computed);
    const id = ids.get(name);
    if (id)
      await settleNow(
        ctx,
        ctx.registry.getNoun(name),
        [id],
        gathered.map(([field]) => field),
      );
  }
}

async function itemsOf(ctx: Context, noun: string, query: object = {}): Promise<readonly AnyRecord[]> {
  return JSON.parse(await listRecords(ctx, ctx.registry.getNoun(noun), { limit: 20, ...query })).items;
}

describe.each(presets.map((preset) => [preset.name, preset] as const))('the preset %s', (_, preset) => {
  it('makes a workspace in which its records are kept and its views open; a second time it changes nothing', async () => {
    await tried(preset, async (ctx) => {
      expect(await planConfiguration(ctx, configurationOf(ctx, preset), 'add')).toEqual([]);
      await fill(ctx, preset);
      for (const [name, noun] of Object.entries(preset.nouns)) {
        const [record] = await itemsOf(ctx, name);
        const faults = Object.entries(record ?? {}).filter(
          ([, value]) => value && typeof value === 'object' && 'error' in value,
        );
        expect([name, faults]).toEqual([name, []]);
        // What is gathered of some records only may rightly be nothing.
        for (const [field, { kind, rollUp }] of Object.entries(noun.fields))
          if (kind === 'formula' || (rollUp && !rollUp.filter))
            expect([field, record?.[field] ?? null]).not.toEqual([field, null]);
      }
      for (const { noun, settings } of Object.values(preset.views)) {
        const { filter, sort, group, measures } = settings;
        await itemsOf(ctx, noun, { ...(filter ? { filter } : {}), ...(sort ? { sort } : {}) });
        if (group || measures)
          await aggregateRecords(ctx, ctx.registry.getNoun(noun), {
            group: group ?? [],
            measures: measures ?? [],
            limit: 10,
          });
      }
    });
  });
});
