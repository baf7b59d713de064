import { boolean, choice, datetime, longText, member, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** Something to be done by somebody, by a certain time. */
export const task = defineNoun({
  name: 'task',
  plural: 'tasks',
  title: 'title',
  icon: 'checkbox',
  defaultSort: 'dueAt',
  listFields: ['title', 'kind', 'dueAt', 'priority', 'owner', 'company', 'deal', 'done'],
  fields: {
    title: text({ required: true, search: true, maxLength: 500 }),
    kind: choice({
      extensible: true,
      default: 'task',
      open: true,
      options: [
        { value: 'task', color: 'gray' },
        { value: 'call', color: 'teal' },
        { value: 'meeting', color: 'violet' },
        { value: 'letter', color: 'blue' },
        { value: 'visit', color: 'orange' },
      ],
    }),
    dueAt: datetime(),
    priority: choice({
      default: 'normal',
      options: [
        { value: 'low', color: 'gray' },
        { value: 'normal', color: 'blue' },
        { value: 'high', color: 'red' },
      ],
    }),
    done: boolean(),
    completedAt: datetime({ readOnly: true }),
    owner: member({ defaultToActor: true }),
    company: relation({ to: 'company' }),
    person: relation({ to: 'person' }),
    deal: relation({ to: 'deal' }),
    lead: relation({ to: 'lead' }),
    description: longText({ search: true }),
  },
});
