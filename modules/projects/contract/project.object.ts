import {
  choice,
  date,
  files,
  links,
  longText,
  member,
  number,
  percent,
  relation,
  text,
} from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** Small work with an end (a fair, a move, a delivery in parts): tasks that belong together, and how far they are. */
export const project = defineNoun({
  name: 'project',
  plural: 'projects',
  title: 'name',
  icon: 'folder',
  rights: 'work',
  isOptional: true,
  matchBy: ['name'],
  listFields: ['name', 'state', 'progress', 'company', 'endsOn', 'owner'],
  tells: { by: 'owner' },
  fields: {
    name: text({ required: true, search: true, maxLength: 200 }),
    state: choice({
      extensible: true,
      default: 'planned',
      options: [
        { value: 'planned', color: 'gray' },
        { value: 'running', color: 'blue' },
        { value: 'paused', color: 'yellow' },
        { value: 'done', color: 'green' },
        { value: 'cancelled', color: 'red' },
      ],
    }),
    company: relation({ to: 'company' }),
    person: relation({ to: 'person' }),
    deal: relation({ to: 'deal' }),
    startsOn: date(),
    endsOn: date(),
    owner: member({ defaultToActor: true }),
    members: links({ to: 'member' }),
    tasks: number({ readOnly: true, scale: 0, computed: { rollUp: { of: 'task', by: 'project', measure: 'count' } } }),
    tasksDone: number({
      ...{ readOnly: true, scale: 0, hidden: true },
      computed: {
        rollUp: { of: 'task', by: 'project', measure: 'count', filter: { field: 'done', op: 'is', value: true } },
      },
    }),
    /** The share of its tasks that are done; nothing where it has none. */
    progress: percent({
      ...{ readOnly: true, scale: 0 },
      computed: { formula: 'if(coalesce(tasks, 0) > 0, coalesce(tasksDone, 0) * 100 / tasks)' },
    }),
    description: longText({ search: true }),
    files: files(),
  },
});
