import type { PartChange } from '../../../server/configuration/compare.ts';
import { listVersions } from '../../../server/configuration/version.repository.ts';
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
    const told = items.map(({ member, changes, ...version }) => ({
      ...version,
      member: member ? { id: member, ...names.get(member) } : null,
      changes: changes.map(answerOf),
    }));
    return { items: told, next: found.length > items.length ? (items.at(-1)?.number ?? null) : null };
  }),
  defineRoute(compareConfigurationVersions, ['owner'], async (ctx, { query }) => ({
    changes: (await differencesBetween(ctx, query.from, query.to)).map(answerOf),
  })),
  defineRoute(exportConfiguration, ['owner'], async (ctx, { query }) => exportPackage(ctx, query.version)),
  defineRoute(previewConfiguration, ['owner'], async (ctx, { body }) => ({
    changes: (await previewSource(ctx, body)).map(({ problem, ...change }) => ({ ...answerOf(change), problem })),
  })),
  defineRoute(applyConfigurationSource, ['owner'], async (ctx, { body }) => ({
    changes: (await applySource(ctx, body)).map(answerOf),
  })),
];

type Told = Omit<PartChange, 'before' | 'after'>;

function answerOf({ part, key, label, act, differences }: Told): ConfigurationChange {
  const shown = typeof label === 'string' ? label : (label as Record<string, string>);
  return { part, key, label: shown, act, differences: differences.map(({ path, from, to }) => ({ path, from, to })) };
}
