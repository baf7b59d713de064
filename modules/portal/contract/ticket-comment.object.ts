import { choice, files, longText, member, relation } from '../../../shared/nouns/field.ts';
import { defineNoun } from '../../../shared/nouns/noun.ts';

/**
 * What a client and we say to each other about a ticket, in the portal: the one thing besides the ticket's own texts that a client reads.
 * What is for nobody but us is a note or a task.
 */
export const ticketComment = defineNoun({
  name: 'ticketComment',
  plural: 'ticket-comments',
  title: 'body',
  icon: 'message',
  isOptional: true,
  parent: 'ticket',
  collection: 'comments',
  tells: { by: 'author' },
  listFields: ['body', 'ticket', 'direction', 'author', 'person', 'createdAt'],
  fields: {
    ticket: relation({ to: 'ticket', required: true, onDelete: 'follow' }),
    body: longText({ required: true, search: true }),
    /** Who said it: follows from who wrote it, so nobody writes in a client's name. */
    direction: choice({
      readOnly: true,
      options: [
        { value: 'fromClient', color: 'teal' },
        { value: 'toClient', color: 'blue' },
      ],
    }),
    /** Of us; nobody where the client wrote. */
    author: member({ readOnly: true }),
    /** The client who wrote, or to whom it is said. */
    person: relation({ to: 'person', readOnly: true }),
    company: relation({ to: 'company', readOnly: true }),
    files: files(),
  },
});
