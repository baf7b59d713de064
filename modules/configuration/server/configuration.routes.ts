import { partsOf } from '../../../server/configuration/apply.ts';
import type { PartChange } from '../../../server/configuration/compare.ts';
import { type References, readReferences } from '../../../server/configuration/references.ts';
import { listVersions } from '../../../server/configuration/version.repository.ts';
import type { Context } from '../../../server/context.ts';
import { defineRoute, type Route } from '../../../server/http/route.ts';
import type { ConfigurationChange } from '../contract/configuration.api.ts';
import {
  applyConfigurationSource,
  compareConfigurationVersions,
  exportConfiguration,
  listConfigurationVersions,
  previewConfiguration,
} from '../contract/index.ts';
import { applySource, differencesBetween, exportPackage, previewSource } from './configuration.service.ts';
import { nameMembers } from './member-names.repository.ts';

export const configurationRoutes: readonly Route[] = [
  defineRoute(listConfigurationVersions, ['owner'], async (ctx, { query }) => {
    const found = await listVersions(ctx.db, query.before ?? null, query.limit + 1);
    const items = found.slice(0, query.limit);
    const names = await nameMembers(ctx.db, items);
    const answer = await answering(ctx);
    const told = items.map(({ member, changes, ...version }) => ({
      ...version,
      member: member ? { id: member, ...names.get(member) } : null,
      changes: changes.map(answer),
    }));
    return { items: told, next: found.length > items.length ? (items.at(-1)?.number ?? null) : null };
  }),
  defineRoute(compareConfigurationVersions, ['owner'], async (ctx, { query }) => ({
    changes: (await differencesBetween(ctx, query.from, query.to)).map(await answering(ctx)),
  })),
  defineRoute(exportConfiguration, ['owner'], async (ctx, { query }) => exportPackage(ctx, query.version)),
  defineRoute(previewConfiguration, ['owner'], async (ctx, { body }) => {
    const answer = await answering(ctx);
    return {
      changes: (await previewSource(ctx, body)).map((change) => ({ ...answer(change), problem: change.problem })),
    };
  }),
  defineRoute(applyConfigurationSource, ['owner'], async (ctx, { body }) => ({
    changes: (await applySource(ctx, body)).map(await answering(ctx)),
  })),
];

type Told = Omit<PartChange, 'before' | 'after'>;

/** What is spoken of by key is told by id, as everywhere else in the workspace. */
async function answering(ctx: Context): Promise<(change: Told) => ConfigurationChange> {
  const references = await readReferences(ctx, partsOf(ctx));
  return (change) => answerOf(change, references);
}

function answerOf({ part, key, label, noun, act, differences }: Told, { resolved }: References): ConfigurationChange {
  const shown = typeof label === 'string' ? label : (label as Record<string, string>);
  const told = differences.map(({ path, from, to }) => resolved({ path, from, to }));
  return { part, key, label: shown, ...(noun ? { noun } : {}), act, differences: told };
}
