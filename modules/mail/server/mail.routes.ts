import { defineRoute } from '../../../server/http/route.ts';
import {
  clearMailSettings,
  getMailSettings,
  listLetters,
  listRecordLetters,
  resendLetter,
  setMailSettings,
  testMail,
  writeLetter,
} from '../contract/index.ts';
import { changeSettings, clearSettings, listLettersOf, readSettings, resend, sendTest } from './mail.service.ts';
import { listAbout, write } from './record-letters.ts';

const owners = ['owner'] as const;

export const mailRoutes = [
  defineRoute(getMailSettings, owners, (ctx) => readSettings(ctx)),
  defineRoute(setMailSettings, owners, (ctx, { body }) => changeSettings(ctx, body)),
  defineRoute(clearMailSettings, owners, (ctx) => clearSettings(ctx)),
  defineRoute(testMail, owners, (ctx) => sendTest(ctx)),
  defineRoute(listLetters, owners, (ctx, { query }) => listLettersOf(ctx, query)),
  defineRoute(listRecordLetters, 'signedIn', (ctx, { query }) => listAbout(ctx, query)),
  // Whoever works may write to a record they may read; what keeps the letter is a task of their own.
  defineRoute(writeLetter, ['owner', 'manager', 'seller'], (ctx, { body }) => write(ctx, body)),
  defineRoute(resendLetter, owners, (ctx, { params }) => resend(ctx, params.id)),
];
