import { withEveryField } from '../../../server/access/seen-registry.ts';
import { defineRoute, type Route } from '../../../server/http/route.ts';
import type { FieldSetting } from '../../../shared/nouns/field-setting.ts';
import { listFieldSettings, putFieldSetting } from '../contract/index.ts';
import { setField } from './field-settings.service.ts';
import { assertMayConfigure, configurableBy } from './may-configure.ts';

export const fieldSettingRoutes: readonly Route[] = [
  defineRoute(listFieldSettings, 'configuring', async (ctx, { query }) => {
    const may = configurableBy(ctx);
    const asked = (noun: string) => may(noun) && (query.noun === undefined || noun === query.noun);
    return { items: ctx.registry.whole.fieldSettings.filter(({ noun }) => asked(noun)).map(answerOf) };
  }),
  defineRoute(putFieldSetting, 'configuring', async (ctx, { params, body }) => {
    assertMayConfigure(ctx, params.noun);
    const { unoffered, ...setting } = await setField(withEveryField(ctx), params, body.definition, body.version);
    return { ...answerOf(setting), ...(unoffered === undefined ? {} : { unoffered }) };
  }),
];

function answerOf({ noun, field, version, definition }: FieldSetting) {
  return { noun, field, version, definition: { ...definition } };
}
