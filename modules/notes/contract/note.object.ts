import { boolean, links, longText, member, relation } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/** A dated, signed remark about a company, a person or a deal. */
export const note = defineNoun({
  name: 'note',
  plural: 'notes',
  title: 'body',
  icon: 'note',
  listFields: ['body', 'author', 'company', 'person', 'deal', 'createdAt'],
  tells: { by: 'author' },
  fields: {
    body: longText({ required: true, search: true }),
    pinned: boolean(),
    author: member({ defaultToActor: true }),
    company: relation({ to: 'company' }),
    person: relation({ to: 'person' }),
    deal: relation({ to: 'deal' }),
    lead: relation({ to: 'lead' }),
    /** The members its text calls by name: they are told of it. */
    mentions: links({ to: 'member', hidden: true }),
    /** The note it answers. */
    replyTo: relation({ to: 'note', hidden: true }),
  },
});
