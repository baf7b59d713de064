import type { PartChange } from '../../../server/configuration/compare.ts';
import { defineRoute, type Route } from '../../../server/http/route.ts';
import {
  applyPreset as applyEndpoint,
  listPresets,
  packPreset as packEndpoint,
  previewPreset as previewEndpoint,
} from '../contract/index.ts';
import { applyPreset, describePresets, packPreset, previewPreset } from './preset.service.ts';

export const presetRoutes: readonly Route[] = [
  defineRoute(listPresets, ['owner'], async (ctx) => ({
    items: (await describePresets(ctx)).map(({ nouns, pipelines, views, ...one }) => ({
      ...{ ...one, nouns: [...nouns], pipelines: [...pipelines], views: [...views] },
    })),
  })),
  defineRoute(previewEndpoint, ['owner'], async (ctx, { params }) => ({
    changes: (await previewPreset(ctx, params.name)).map(({ problem, ...change }) => ({
      ...answerOf(change),
      problem,
    })),
  })),
  defineRoute(packEndpoint, ['owner'], async (ctx, { params }) => packPreset(ctx, params.name)),
  defineRoute(applyEndpoint, ['owner'], async (ctx, { params }) => {
    const { changes, before } = await applyPreset(ctx, params.name);
    return { changes: changes.map(answerOf), before };
  }),
];

function answerOf({ part, key, label, act, differences }: Omit<PartChange, 'before' | 'after'>) {
  const shown = typeof label === 'string' ? label : (label as Record<string, string>);
  return { part, key, label: shown, act, differences: differences.map(({ path, from, to }) => ({ path, from, to })) };
}
