import { choice, number, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** A step of a pipeline. Its kind decides whether deals in it are open, won or lost. */
export const stage = defineNoun({
  name: 'stage',
  plural: 'stages',
  title: 'name',
  icon: 'columns',
  defaultSort: 'position',
  matchBy: ['name'],
  listFields: ['name', 'pipeline', 'position', 'kind', 'probability', 'color'],
  fields: {
    name: text({ required: true, search: true, maxLength: 200 }),
    pipeline: relation({ to: 'pipeline', required: true, onDelete: 'follow' }),
    position: number({ scale: 0, default: 0 }),
    kind: choice({
      required: true,
      default: 'open',
      options: [
        { value: 'open', color: 'blue' },
        { value: 'won', color: 'green' },
        { value: 'lost', color: 'red' },
      ],
    }),
    /** Chance to win a deal in this stage, in percent. */
    probability: number({ scale: 0, min: 0, max: 100, default: 0 }),
    color: text({ format: 'color', maxLength: 20 }),
  },
});
