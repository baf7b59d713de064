import { choice, date, longText, member, money, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** What is wanted with one client within a time, and how: goals, strategy, what they do not buy of us yet, the next steps. */
export const accountPlan = defineNoun({
  name: 'accountPlan',
  plural: 'account-plans',
  title: 'name',
  icon: 'target-arrow',
  rights: 'work',
  isOptional: true,
  listFields: ['name', 'company', 'state', 'target', 'startsOn', 'endsOn', 'owner'],
  fields: {
    name: text({ required: true, search: true, maxLength: 300 }),
    company: relation({ to: 'company', required: true }),
    state: choice({
      default: 'draft',
      options: [
        { value: 'draft', color: 'gray' },
        { value: 'active', color: 'teal' },
        { value: 'reached', color: 'green' },
        { value: 'missed', color: 'red' },
      ],
    }),
    startsOn: date(),
    endsOn: date(),
    target: money(),
    goals: longText({ search: true }),
    strategy: longText({ search: true }),
    whiteSpace: longText({ search: true }),
    nextSteps: longText({ search: true }),
    owner: member({ defaultToActor: true }),
  },
});
