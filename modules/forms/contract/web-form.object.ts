import { boolean, choice, json, member, number, relation, text } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';
import { acquisitionSources } from '../../../shared/nouns/options.ts';

/** A form that anybody fills in at an address of its own, or on one's own site: what it asks, says, and does with an answer. */
export const webForm = defineNoun({
  name: 'webForm',
  plural: 'web-forms',
  title: 'name',
  icon: 'clipboard-list',
  rights: 'directory',
  isOptional: true,
  defaultSort: 'name',
  listFields: ['name', 'active', 'campaign', 'owner', 'team', 'createdAt'],
  fields: {
    /** For those who work here; who fills it in reads the heading. */
    name: text({ required: true, unique: true, search: true, maxLength: 120 }),
    active: boolean({ default: true }),
    /** Its address ends in it. Nobody guesses it, and a new one is made by a copy of the form. */
    key: text({ readOnly: true, hidden: true, maxLength: 80 }),
    /** What a lead made by it says of where it came from, unless the link that led there says more. */
    source: choice({ open: true, extensible: true, default: 'website', options: acquisitionSources }),
    campaign: relation({ to: 'campaign' }),
    /** Whose its answers are; where a team is named its members take turns. */
    owner: member({ defaultToActor: true }),
    team: relation({ to: 'team' }),
    /** Where whoever has sent it is led instead of being thanked. */
    redirect: text({ format: 'url', maxLength: 500 }),
    /** How many answers an hour are taken. */
    hourly: number({ scale: 0, min: 1, max: 10_000, default: 200 }),
    /** What it asks and says (`formDefinition`). */
    definition: json({ hidden: true }),
  },
});
