import { defineRoute } from '../../../../server/http/route.ts';
import {
  addMailbox,
  changeMailbox,
  fetchMailbox,
  getKeptLetter,
  ignoreLetter,
  letterToLead,
  letterToPerson,
  listKeptLetters,
  listMailboxes,
  removeMailbox,
  tellLetter,
  testMailbox,
} from '../../contract/index.ts';
import { getLetter, ignore, listLetters, tell, toLead, toPerson } from './kept-letter.service.ts';
import { add, change, fetchNow, listMailboxesOf, remove, test } from './mailbox.service.ts';

/** Whoever works has mailboxes; those of the workspace are their owners' to change, which the verbs see to. */
const workers = ['owner', 'manager', 'seller'] as const;

export const mailboxRoutes = [
  defineRoute(listMailboxes, 'signedIn', (ctx) => listMailboxesOf(ctx)),
  defineRoute(addMailbox, workers, (ctx, { body }) => add(ctx, body)),
  defineRoute(testMailbox, workers, (ctx, { body }) => test(ctx, body)),
  defineRoute(changeMailbox, workers, (ctx, { params, body }) => change(ctx, params.id, body)),
  defineRoute(removeMailbox, workers, (ctx, { params }) => remove(ctx, params.id)),
  defineRoute(fetchMailbox, workers, (ctx, { params }) => fetchNow(ctx, params.id)),
  defineRoute(listKeptLetters, workers, (ctx, { query }) => listLetters(ctx, query)),
  // Whoever may read the task that tells of a letter may read the letter.
  defineRoute(getKeptLetter, 'signedIn', (ctx, { params }) => getLetter(ctx, params.id)),
  defineRoute(tellLetter, workers, (ctx, { params }) => tell(ctx, params.id)),
  defineRoute(letterToLead, workers, (ctx, { params }) => toLead(ctx, params.id)),
  defineRoute(letterToPerson, workers, (ctx, { params, body }) => toPerson(ctx, params.id, body.person)),
  defineRoute(ignoreLetter, workers, (ctx, { params, body }) => ignore(ctx, params.id, body.what)),
];
