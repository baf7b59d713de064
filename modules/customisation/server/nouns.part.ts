import { z } from 'zod';
import { defineConfigurationPart } from '../../../server/configuration/part.ts';
import { insertCustomNoun, readAdditions, updateCustomNoun } from '../../../server/metadata/custom-noun.repository.ts';
import { newId } from '../../../server/records/uuid.ts';
import type { CustomNounDefinition } from '../../../shared/nouns/custom-noun.ts';
import { customNounInput } from '../contract/custom-nouns.api.ts';
import { mostNouns } from './custom-nouns.service.ts';
import { logDefinition } from './definition-log.ts';

const { one, many, create, about, icon, rights, titleLabel } = customNounInput.shape;

const item = z.strictObject({
  name: z.string().regex(/^x[A-Z][A-Za-z0-9]{0,40}$/),
  plural: z
    .string()
    .regex(/^x-[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(50),
  ...{ one, many, icon, rights, titleLabel: titleLabel.unwrap().unwrap().optional() },
  ...{ create: create.unwrap().unwrap().optional(), about: about.unwrap().unwrap().optional() },
  retired: z.literal(true).optional(),
});
type NounItem = z.output<typeof item>;

/** The workspace's own nouns in its configuration. */
export const nounsPart = defineConfigurationPart<NounItem>({
  ...{ name: 'nouns', item, heardOf: ['customNoun'], makesTables: true },
  keyOf: ({ name }) => name,
  labelOf: (noun) => noun.many,
  async read({ db }) {
    const { nouns } = await readAdditions(db);
    return nouns.map(({ name, plural, definition }) => ({ name, plural, ...definition }) as NounItem);
  },
  merge: (before, after) => ({
    ...{ ...before, ...after, plural: before.plural, rights: before.rights, retired: after.retired },
    ...{ one: { ...before.one, ...after.one }, many: { ...before.many, ...after.many } },
  }),
  complete: ({ retired: _, ...before }) => before,
  retire: (noun) => ({ ...noun, retired: true }),
  async problemOf(_ctx, { before, after }, wanted) {
    const nouns = wanted('nouns') as readonly NounItem[];
    if (before && before.plural !== after.plural) return { code: 'fixedProperty', params: { property: 'plural' } };
    if (before && before.rights !== after.rights) return { code: 'fixedProperty', params: { property: 'rights' } };
    if (nouns.filter(({ plural }) => plural === after.plural).length > 1)
      return { code: 'nameTaken', params: { name: after.plural } };
    return nouns.length > mostNouns ? { code: 'tooMany', params: { maximum: mostNouns } } : null;
  },
  async write(tx, changes) {
    const { nouns } = await readAdditions(tx.db);
    for (const { key, after } of changes) {
      const { name, plural, ...said } = after;
      const definition = said as CustomNounDefinition;
      const before = nouns.find((noun) => noun.name === key);
      const noun = before ?? { id: newId(), name, plural, definition, version: 1 };
      if (before) await updateCustomNoun(tx.db, before.id, definition);
      else await insertCustomNoun(tx.db, noun);
      const about = before ? definition : { name, plural, ...definition };
      await logDefinition(tx, 'customNoun', noun.id, before?.definition ?? null, about);
    }
  },
});
