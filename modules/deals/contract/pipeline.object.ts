import { boolean, number, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** A way of selling: an ordered row of stages. */
export const pipeline = defineNoun({
  name: 'pipeline',
  plural: 'pipelines',
  title: 'name',
  icon: 'route',
  defaultSort: 'position',
  matchBy: ['name'],
  createdByImport: true,
  fields: {
    name: text({ required: true, unique: true, search: true, maxLength: 200 }),
    position: number({ scale: 0, default: 0 }),
    /** Closed for new deals; its deals stay. */
    archived: boolean(),
  },
});
