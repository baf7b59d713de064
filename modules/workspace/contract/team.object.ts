import { boolean, member, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** Members who work together under a head; teams may be part of larger teams. */
export const team = defineNoun({
  name: 'team',
  plural: 'teams',
  title: 'name',
  icon: 'users-group',
  defaultSort: 'name',
  listFields: ['name', 'head', 'office', 'parent', 'branch'],
  matchBy: ['name'],
  createdByImport: true,
  fields: {
    /** Always there: a team given without one bears its head's (team.rules.ts). */
    name: text({ search: true, maxLength: 200 }),
    head: member(),
    office: text({ maxLength: 200 }),
    parent: relation({ to: 'team' }),
    /** With the teams below it a branch: an office of its own. */
    branch: boolean(),
    /** A role of the workspace's own that its members have besides theirs, and those of the teams below. */
    accessRole: relation({ to: 'accessRole' }),
  },
});
