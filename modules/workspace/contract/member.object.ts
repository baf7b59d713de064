import { boolean, choice, json, relation, text } from '../../../shared/nouns/field.ts';
import { languages } from '../../../shared/nouns/metadata.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** Somebody of the workspace: what owner fields point at. May have an account to sign in with, need not. */
export const member = defineNoun({
  name: 'member',
  plural: 'members',
  title: 'name',
  icon: 'user',
  defaultSort: 'name',
  listFields: ['name', 'email', 'role', 'team', 'active'],
  matchBy: ['email', 'name'],
  createdByImport: true,
  fields: {
    name: text({ required: true, search: true, maxLength: 200 }),
    email: text({ unique: true, search: true, maxLength: 254 }),
    role: choice({
      required: true,
      default: 'seller',
      options: [
        { value: 'owner', color: 'grape' },
        { value: 'manager', color: 'blue' },
        { value: 'seller', color: 'teal' },
        { value: 'viewer', color: 'gray' },
      ],
    }),
    /** Their role of the workspace's own, based on `role`. */
    accessRole: relation({ to: 'accessRole' }),
    team: relation({ to: 'team' }),
    /** In which letters are written to them; the workspace's where they chose none. */
    language: choice({ options: languages.map((value) => ({ value })) }),
    /** What they are told of comes as a letter as well, where they have not chosen by its kind. */
    noticesByMail: boolean(),
    /** By kind of notice whether it is shown and whether it is sent: `modules/notices`. */
    noticeChoices: json({ hidden: true }),
    active: boolean({ required: true, default: true }),
    /** A program that acts by keys of the workspace: no person, and without an account. */
    service: boolean({ readOnly: true, hidden: true }),
  },
});
