import { choice, date, files, links, longText, member, money, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** What is done at one go to win or keep clients (an exhibition, a mailing, a month of advertising), and what it is to bring. */
export const campaign = defineNoun({
  name: 'campaign',
  plural: 'campaigns',
  title: 'name',
  icon: 'speakerphone',
  rights: 'work',
  isOptional: true,
  defaultSort: '-startsOn',
  matchBy: ['name'],
  createdByImport: true,
  duplicates: ['name'],
  listFields: ['name', 'kind', 'state', 'startsOn', 'endsOn', 'budget', 'cost', 'owner'],
  fields: {
    name: text({ required: true, search: true, maxLength: 200 }),
    kind: choice({
      extensible: true,
      open: true,
      options: [
        { value: 'advertising', color: 'blue' },
        { value: 'mailing', color: 'cyan' },
        { value: 'event', color: 'violet' },
        { value: 'exhibition', color: 'grape' },
        { value: 'offer', color: 'orange' },
        { value: 'calls', color: 'teal' },
        { value: 'recommendation', color: 'green' },
        { value: 'other', color: 'gray' },
      ],
    }),
    /** Where it reaches people. */
    channel: choice({
      extensible: true,
      open: true,
      options: [
        { value: 'website' },
        { value: 'searchEngine' },
        { value: 'socialNetwork' },
        { value: 'email' },
        { value: 'messenger' },
        { value: 'phone' },
        { value: 'press' },
        { value: 'broadcast' },
        { value: 'outdoor' },
        { value: 'onSite' },
        { value: 'other' },
      ],
    }),
    state: choice({
      extensible: true,
      default: 'planned',
      options: [
        { value: 'planned', color: 'gray' },
        { value: 'running', color: 'green' },
        { value: 'paused', color: 'yellow' },
        { value: 'ended', color: 'blue' },
        { value: 'cancelled', color: 'red' },
      ],
    }),
    startsOn: date(),
    endsOn: date(),
    /** What it is to bring, in words that can be held against what it brought. */
    goal: longText({ search: true }),
    budget: money(),
    /** What it cost in the end, or so far. */
    cost: money(),
    owner: member({ defaultToActor: true }),
    /** The larger one it is a part of. */
    parent: relation({ to: 'campaign' }),
    tags: links({ to: 'tag', hidden: true, badges: 'L' }),
    description: longText({ search: true }),
    files: files(),
  },
});
