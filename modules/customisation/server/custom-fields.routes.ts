import { withEveryField } from '../../../server/access/seen-registry.ts';
import { readVersion, versionTag } from '../../../server/http/record-version.ts';
import { defineRoute, Reply, type Route } from '../../../server/http/route.ts';
import { listFieldIndexes as readFieldIndexes } from '../../../server/indexes/plan-indexes.ts';
import type { CustomField } from '../../../shared/nouns/custom-field.ts';
import type { CustomFieldAnswer } from '../contract/custom-fields.api.ts';
import { addCustomField, changeCustomField, listCustomFields, listFieldIndexes } from '../contract/index.ts';
import { addField, changeField } from './custom-fields.service.ts';
import { assertMayChangeField, assertMayConfigure, assertWorksNothingOut, configurableBy } from './may-configure.ts';

export const customFieldRoutes: readonly Route[] = [
  defineRoute(listCustomFields, 'configuring', async (ctx, { query }) => {
    const may = configurableBy(ctx);
    const asked = (noun: string) => may(noun) && (query.noun === undefined || noun === query.noun);
    return { items: ctx.registry.whole.customFields.filter(({ noun }) => asked(noun)).map(answerOf) };
  }),
  defineRoute(listFieldIndexes, 'configuring', async (ctx) => {
    const may = configurableBy(ctx);
    return { items: (await readFieldIndexes(withEveryField(ctx))).filter(({ noun }) => may(noun)) };
  }),
  defineRoute(addCustomField, 'configuring', async (ctx, { body }) => {
    assertMayConfigure(ctx, body.noun);
    assertWorksNothingOut(ctx, body);
    return replyWith(await addField(withEveryField(ctx), body), 201);
  }),
  defineRoute(changeCustomField, 'configuring', async (ctx, { params, body, headers }) => {
    assertMayChangeField(ctx, params.id, body);
    return replyWith(await changeField(withEveryField(ctx), params.id, body, readVersion(headers.ifMatch)));
  }),
];

function replyWith(field: CustomField, status = 200): Reply {
  return new Reply(answerOf(field), { status, headers: { etag: versionTag(field.version) } });
}

function answerOf({ id, noun, name, definition, version }: CustomField): CustomFieldAnswer {
  const { kind, label, help, required, unique, search, options, retired } = definition;
  return {
    ...{ id, noun, name, kind, label: label as Record<string, string> },
    help: (help as Record<string, string> | undefined) ?? null,
    ...{ required: required ?? false, unique: unique ?? false, search: search ?? false, retired: retired ?? false },
    ...{ maxLength: definition.maxLength ?? null, scale: definition.scale ?? null },
    ...{ min: definition.min ?? null, max: definition.max ?? null },
    options: options
      ? options.map((option) => ({ ...option, label: (option.label ?? {}) as Record<string, string> }))
      : null,
    ...{ roles: definition.roles ? [...definition.roles] : null, numbering: definition.numbering ?? null },
    ...{ to: definition.to ?? null, default: definition.default ?? null, version },
    ...{ formula: definition.formula ?? null, rollUp: definition.rollUp ?? null, result: definition.result ?? null },
  };
}
