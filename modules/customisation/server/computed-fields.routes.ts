import { assertMay, rightsOf } from '../../../server/access/access.ts';
import { computeValues } from '../../../server/computed/preview.ts';
import { listWork } from '../../../server/computed/work.repository.ts';
import type { Context } from '../../../server/context.ts';
import { defineRoute, type Route } from '../../../server/http/route.ts';
import { invalidField } from '../../../shared/errors.ts';
import { type CustomFieldDefinition, fieldOf } from '../../../shared/nouns/custom-field.ts';
import type { PreviewInput } from '../contract/computed-fields.api.ts';
import { getComputedProgress, previewComputed } from '../contract/index.ts';
import { withResult } from './computed-definition.ts';

export const computedFieldRoutes: readonly Route[] = [
  defineRoute(previewComputed, ['owner'], (ctx, { body }) => preview(ctx, body)),
  defineRoute(getComputedProgress, 'signedIn', async (ctx) => ({
    items: (await listWork(ctx.db)).filter(({ noun }) => isSeen(ctx, noun)),
  })),
];

async function preview(ctx: Context, { noun: name, record, ...given }: PreviewInput) {
  const noun = ctx.registry.findNoun(name);
  if (!noun || noun.internal) throw invalidField('noun', 'unknownNoun', { noun: name });
  assertMay(ctx, noun, 'read');
  const kind = given.rollUp ? ('rollUp' as const) : ('formula' as const);
  const definition: CustomFieldDefinition = withResult(ctx.registry, noun, { ...given, kind, label: {} });
  const field = fieldOf({ id: '', noun: name, name: '', version: 1, definition });
  const found = await computeValues(ctx, noun, field, record);
  return { result: definition.result ?? 'text', record: found?.record ?? null, value: found?.value ?? null };
}

function isSeen(ctx: Context, name: string): boolean {
  const noun = ctx.registry.findNoun(name);
  return noun !== null && rightsOf(ctx, noun).read;
}
