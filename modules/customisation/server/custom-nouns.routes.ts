import { readVersion, versionTag } from '../../../server/http/record-version.ts';
import { defineRoute, Reply, type Route } from '../../../server/http/route.ts';
import type { CustomNoun } from '../../../shared/nouns/custom-noun.ts';
import type { CustomNounAnswer } from '../contract/custom-nouns.api.ts';
import { addCustomNoun, changeCustomNoun, listCustomNouns } from '../contract/index.ts';
import { addNoun, changeNoun } from './custom-nouns.service.ts';

export const customNounRoutes: readonly Route[] = [
  defineRoute(listCustomNouns, ['owner'], async ({ registry }) => ({ items: registry.customNouns.map(answerOf) })),
  defineRoute(addCustomNoun, ['owner'], async (ctx, { body }) => replyWith(await addNoun(ctx, body), 201)),
  defineRoute(changeCustomNoun, ['owner'], async (ctx, { params, body, headers }) =>
    replyWith(await changeNoun(ctx, params.id, body, readVersion(headers.ifMatch))),
  ),
];

function replyWith(noun: CustomNoun, status = 200): Reply {
  return new Reply(answerOf(noun), { status, headers: { etag: versionTag(noun.version) } });
}

type Texts = Record<string, string>;

function answerOf({ id, name, plural, definition, version }: CustomNoun): CustomNounAnswer {
  const { one, many, create, about, icon, rights, titleLabel, retired } = definition;
  return {
    ...{ id, name, plural, one: one as Texts, many: many as Texts, icon, rights, version },
    ...{ create: (create as Texts | undefined) ?? null, about: (about as Texts | undefined) ?? null },
    ...{ titleLabel: (titleLabel as Texts | undefined) ?? null, retired: retired ?? false },
  };
}
