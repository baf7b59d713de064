import {
  boolean,
  choice,
  datetime,
  files,
  links,
  longText,
  member,
  number,
  relation,
  text,
} from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** Everything but plain tasks: what is done with somebody. */
const isContact = {
  all: [
    { field: 'kind', op: 'isNotEmpty' },
    { field: 'kind', op: 'isNot', value: 'task' },
  ],
} as const;
const done = { field: 'done', op: 'is', value: true } as const;

/** What the telephone system says, nobody else does. */
const byTelephone = { readOnly: true, visibleWhen: { field: 'phone', op: 'isNotEmpty' } } as const;

/** How many minutes before its time whoever a task is for is reminded of it. */
export const reminderMinutes = { atTime: 0, tenMinutes: 10, halfHour: 30, hour: 60, day: 1440 } as const;
type ReminderTime = keyof typeof reminderMinutes;

/** Something to be done by somebody, by a certain time, and what came of it: a task, a call, a meeting, a visit. */
export const task = defineNoun({
  name: 'task',
  plural: 'tasks',
  title: 'title',
  icon: 'checkbox',
  defaultSort: 'dueAt',
  lookups: [['owner', 'dueAt']],
  listFields: ['title', 'kind', 'dueAt', 'priority', 'owner', 'company', 'deal', 'done'],
  tells: { at: 'completedAt', channel: 'kind', by: 'owner' },
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
        { value: 'message', color: 'green' },
        { value: 'visit', color: 'orange' },
        { value: 'form', color: 'cyan' },
      ],
    }),
    /** Who began: whether it was us who called, or the client. */
    initiative: choice({
      visibleWhen: isContact,
      options: [
        { value: 'ours', color: 'blue' },
        { value: 'theirs', color: 'teal' },
      ],
    }),
    dueAt: datetime(),
    endsAt: datetime({ visibleWhen: { field: 'dueAt', op: 'isNotEmpty' } }),
    reminder: choice({
      visibleWhen: { field: 'dueAt', op: 'isNotEmpty' },
      options: (Object.keys(reminderMinutes) as ReminderTime[]).map((value) => ({ value })),
    }),
    place: text({ search: true, maxLength: 300 }),
    priority: choice({
      default: 'normal',
      options: [
        { value: 'low', color: 'gray' },
        { value: 'normal', color: 'blue' },
        { value: 'high', color: 'red' },
      ],
    }),
    done: boolean(),
    /** Its place on a board; says the same as `done`, whichever is said. Own states besides these are open ones. */
    state: choice({
      hidden: true,
      extensible: true,
      default: 'todo',
      options: [
        { value: 'todo', color: 'gray' },
        { value: 'doing', color: 'blue' },
        { value: 'waiting', color: 'yellow' },
        { value: 'done', color: 'green' },
      ],
    }),
    /** When it took place: a call logged afterwards has the time it was at. */
    completedAt: datetime({ readOnly: true }),
    result: choice({
      extensible: true,
      open: true,
      visibleWhen: done,
      options: [
        { value: 'reached', color: 'teal' },
        { value: 'notReached', color: 'gray' },
        { value: 'agreed', color: 'green' },
        { value: 'refused', color: 'red' },
        { value: 'other', color: 'blue' },
      ],
    }),
    outcome: longText({ search: true, visibleWhen: done }),
    /** How often it was put off: moved to a later time before it was done. */
    postponed: number({ readOnly: true, scale: 0, min: 0 }),
    owner: member({ defaultToActor: true }),
    company: relation({ to: 'company' }),
    person: relation({ to: 'person' }),
    deal: relation({ to: 'deal' }),
    lead: relation({ to: 'lead' }),
    project: relation({ to: 'project' }),
    ticket: relation({ to: 'ticket' }),
    /** The campaign that a contact answers, or is part of. */
    campaign: relation({ to: 'campaign', visibleWhen: isContact, hidden: true }),
    participants: links({ to: 'person' }),
    description: longText({ search: true }),
    /** Of calls that a telephone system told of: with which number, on which line, for how long, and how it ended. */
    phone: text({ ...byTelephone, search: true, maxLength: 60 }),
    line: text({ ...byTelephone, maxLength: 100 }),
    seconds: number({ ...byTelephone, scale: 0, min: 0, isDuration: true }),
    callResult: choice({
      ...byTelephone,
      options: [
        { value: 'answered', color: 'green' },
        { value: 'missed', color: 'red' },
        { value: 'noAnswer', color: 'gray' },
        { value: 'busy', color: 'orange' },
        { value: 'failed', color: 'gray' },
      ],
    }),
    files: files(),
  },
});
