import { defineRoute, type Route } from '../../../server/http/route.ts';
import type { FieldSetting } from '../../../shared/nouns/field-setting.ts';
import { listFieldSettings, putFieldSetting } from '../contract/index.ts';
import { setField } from './field-settings.service.ts';

export const fieldSettingRoutes: readonly Route[] = [
  defineRoute(listFieldSettings, ['owner'], async ({ registry }, { query }) => ({
    items: registry.fieldSettings.filter(({ noun }) => query.noun === undefined || noun === query.noun).map(answerOf),
  })),
  defineRoute(putFieldSetting, ['owner'], async (ctx, { params, body }) =>
    answerOf(await setField(ctx, params, body.definition, body.version)),
  ),
];

function answerOf({ noun, field, version, definition }: FieldSetting) {
  return { noun, field, version, definition: { ...definition } };
}
