import { autonumber, choice, datetime, files, longText, member, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';
import { leadChannels } from '../../../shared/nouns/options.ts';

/** What a client wants of us after the sale: something is wrong, wished for, asked or complained of. */
export const ticket = defineNoun({
  name: 'ticket',
  plural: 'tickets',
  title: 'subject',
  icon: 'message',
  rights: 'work',
  isOptional: true,
  matchBy: ['number'],
  listFields: ['number', 'subject', 'kind', 'state', 'priority', 'company', 'owner', 'dueAt'],
  tells: { by: 'owner' },
  fields: {
    number: autonumber({ numbering: 'T-{YYYY}-{0000}' }),
    subject: text({ required: true, search: true, maxLength: 300 }),
    kind: choice({
      extensible: true,
      default: 'question',
      options: [
        { value: 'error', color: 'red' },
        { value: 'wish', color: 'violet' },
        { value: 'question', color: 'blue' },
        { value: 'complaint', color: 'orange' },
      ],
    }),
    /** Own states besides these are open ones. */
    state: choice({
      extensible: true,
      default: 'new',
      options: [
        { value: 'new', color: 'blue' },
        { value: 'working', color: 'cyan' },
        { value: 'waiting', color: 'yellow' },
        { value: 'solved', color: 'green' },
        { value: 'closed', color: 'gray' },
      ],
    }),
    priority: choice({
      default: 'normal',
      options: [
        { value: 'low', color: 'gray' },
        { value: 'normal', color: 'blue' },
        { value: 'high', color: 'red' },
      ],
    }),
    company: relation({ to: 'company' }),
    person: relation({ to: 'person' }),
    deal: relation({ to: 'deal' }),
    project: relation({ to: 'project' }),
    owner: member({ defaultToActor: true }),
    dueAt: datetime(),
    channel: choice({ open: true, extensible: true, options: [...leadChannels, { value: 'portal' }] }),
    description: longText({ search: true }),
    /** What the client was told. */
    answer: longText({ search: true }),
    /** When it was solved or closed. */
    solvedAt: datetime({ readOnly: true }),
    files: files(),
  },
});
