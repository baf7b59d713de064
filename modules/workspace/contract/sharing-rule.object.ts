import { boolean, choice, json, longText, member, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** Opens the records that match a filter to a member, a team and those below it, or everyone. */
export const sharingRule = defineNoun({
  name: 'sharingRule',
  plural: 'sharing-rules',
  title: 'name',
  icon: 'key',
  defaultSort: 'name',
  listFields: ['name', 'access', 'member', 'team', 'everyone'],
  fields: {
    name: text({ required: true, search: true, maxLength: 120 }),
    access: choice({
      required: true,
      default: 'read',
      options: [
        { value: 'read', color: 'gray' },
        { value: 'update', color: 'blue' },
      ],
    }),
    /** To whom: exactly one of the three. */
    member: member(),
    team: relation({ to: 'team' }),
    everyone: boolean(),
    note: longText(),
    /** `{noun: 'company', where: filter}`: which records it opens; none until both are said. */
    opens: json({ hidden: true }),
  },
});
