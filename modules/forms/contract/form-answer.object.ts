import { choice, json, longText, member, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** What somebody sent by a form, kept as it came, whatever became of it. */
export const formAnswer = defineNoun({
  name: 'formAnswer',
  plural: 'form-answers',
  title: 'name',
  icon: 'message',
  isOptional: true,
  listFields: ['name', 'form', 'state', 'lead', 'person', 'company', 'owner', 'createdAt'],
  fields: {
    /** Who it was, as far as they said. */
    name: text({ search: true, maxLength: 300 }),
    form: relation({ to: 'webForm' }),
    /** A lead, somebody known already, or kept: it could become neither, and says why. */
    state: choice({
      options: [
        { value: 'lead', color: 'teal' },
        { value: 'known', color: 'blue' },
        { value: 'kept', color: 'orange' },
      ],
    }),
    problem: longText(),
    lead: relation({ to: 'lead' }),
    person: relation({ to: 'person' }),
    company: relation({ to: 'company' }),
    /** By the fields of a lead, as they were typed. */
    said: json({ search: true }),
    /** What they were shown where they agreed to something; empty where they did not. */
    consent: longText(),
    /** The page and the marks of the link by which they came. */
    cameBy: json(),
    /** Whose turn it was: the lead is theirs, and what was kept is for them to look at. */
    owner: member(),
  },
});
