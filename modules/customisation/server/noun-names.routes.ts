import { defineRoute, type Route } from '../../../server/http/route.ts';
import type { Registry } from '../../../server/metadata/registry.ts';
import { shippedWords } from '../../../server/texts/noun-labels.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { GivenNames, NounWords } from '../../../shared/nouns/noun-words.ts';
import { listNounNames, putNounNames } from '../contract/index.ts';
import type { NounNamesInput } from '../contract/noun-names.api.ts';
import { findShipped, nameNoun } from './noun-names.service.ts';

export const nounNamesRoutes: readonly Route[] = [
  defineRoute(listNounNames, ['owner'], async ({ registry }) => {
    const shown = registry.nouns.filter(({ name }) => findShipped(registry, name));
    return { items: shown.map((noun) => answerOf(registry, noun, givenTo(registry, noun))) };
  }),
  defineRoute(putNounNames, ['owner'], async (ctx, { params, body }) => {
    const given = await nameNoun(ctx, params.noun, body.definition as NounWords, body.version);
    return answerOf(ctx.registry, ctx.registry.getNoun(params.noun), given);
  }),
];

function givenTo({ nounNames }: Registry, { name }: Noun): GivenNames {
  return nounNames.find(({ noun }) => noun === name) ?? { noun: name, version: 0, definition: {} };
}

function answerOf(registry: Registry, noun: Noun, { version, definition }: GivenNames) {
  const shipped = shippedWords(registry, noun) as NounNamesInput;
  return { noun: noun.name, version, definition: definition as NounNamesInput, shipped };
}
