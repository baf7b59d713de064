import { choice, datetime, files, json, member, number, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** What was said in a call. Heard where its right reaches; taken out with the right to export alone. Only the server writes it. */
export const recording = defineNoun({
  name: 'recording',
  plural: 'recordings',
  title: 'number',
  icon: 'microphone',
  defaultSort: '-at',
  isOptional: true,
  filesTakenOut: true,
  listFields: ['number', 'member', 'at', 'seconds', 'call', 'state'],
  fields: {
    number: text({ required: true, maxLength: 60 }),
    /** Who of us talked: whose recording it is. */
    member: member(),
    at: datetime(),
    seconds: number({ scale: 0, min: 0, isDuration: true }),
    call: relation({ to: 'task' }),
    state: choice({
      default: 'waiting',
      options: [
        { value: 'waiting', color: 'blue' },
        { value: 'kept', color: 'teal' },
        { value: 'failed', color: 'red' },
        { value: 'erased', color: 'gray' },
      ],
    }),
    sound: files(),
    /** What was remarked on it, each at a second: `{id, at, text, by, name}`. */
    marks: json({ hidden: true }),
  },
});
