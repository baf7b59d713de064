import { choice, json, longText, number, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** A role of the workspace's own: a standard role, and what differs from it. Owners have no such role: theirs is everything. */
export const accessRole = defineNoun({
  name: 'accessRole',
  plural: 'access-roles',
  title: 'name',
  icon: 'shield',
  defaultSort: 'name',
  listFields: ['name', 'base', 'note'],
  matchBy: ['name'],
  fields: {
    name: text({ required: true, unique: true, search: true, maxLength: 80 }),
    base: choice({
      required: true,
      default: 'seller',
      options: [
        { value: 'manager', color: 'blue' },
        { value: 'seller', color: 'teal' },
        { value: 'viewer', color: 'gray' },
      ],
    }),
    note: longText(),
    /** Records a day that may be exported and printed; as in the standard role where empty. */
    dailyLimit: number({ scale: 0, min: 0 }),
    /** `{deal: {read: 'own'}}`: how far each right reaches; what is not said is as in the standard role. */
    grants: json({ hidden: true }),
    /** `{person: {phones: 'masked'}}`: access to fields; what is not said may be changed, as far as the record may. */
    fieldRights: json({ hidden: true }),
  },
});
