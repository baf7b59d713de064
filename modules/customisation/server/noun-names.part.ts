import { z } from 'zod';
import { defineConfigurationPart } from '../../../server/configuration/part.ts';
import { listNounNames, putNounNames } from '../../../server/metadata/noun-names.repository.ts';
import { newId } from '../../../server/records/uuid.ts';
import { AppError } from '../../../shared/errors.ts';
import type { NounWords } from '../../../shared/nouns/noun-words.ts';
import { nounNamesInput } from '../contract/noun-names.api.ts';
import { logDefinition } from './definition-log.ts';
import { findShipped } from './noun-names.service.ts';

const item = z.strictObject({ noun: z.string().max(60), definition: nounNamesInput });
type NamesItem = z.output<typeof item>;

/** What a workspace calls the nouns of modules, in its configuration. */
export const nounNamesPart = defineConfigurationPart<NamesItem>({
  ...{ name: 'nounNames', item, heardOf: ['nounNames'] },
  keyOf: ({ noun }) => noun,
  labelOf: ({ noun, definition }) => definition.many ?? definition.one ?? noun,
  async read({ db }) {
    const given = await listNounNames(db);
    return given
      .filter(({ definition }) => Object.keys(definition).length > 0)
      .map(({ noun, definition }) => ({ noun, definition }) as NamesItem);
  },
  merge: (before, after) => {
    const words = (['one', 'many', 'create', 'about'] as const).flatMap((word) => {
      const text = { ...before.definition[word], ...after.definition[word] };
      return Object.keys(text).length > 0 ? [[word, text] as const] : [];
    });
    return { ...after, definition: Object.fromEntries(words) };
  },
  complete: (before) => before,
  retire: (names) => ({ ...names, definition: {} }),
  async problemOf({ registry }, { after }) {
    return findShipped(registry, after.noun) ? null : { code: 'unknownNoun', params: { noun: after.noun } };
  },
  async write(tx, changes) {
    const given = await listNounNames(tx.db);
    for (const { after } of changes) {
      const { noun } = after;
      const definition = after.definition as NounWords;
      const before = given.find((one) => one.noun === noun);
      const names = { noun, version: (before?.version ?? 0) + 1, definition };
      if (!(await putNounNames(tx.db, names))) throw new AppError(412, 'stale', { version: before?.version ?? 0 });
      await logDefinition(tx, 'nounNames', newId(), before?.definition ?? null, { noun, ...definition });
    }
  },
});
