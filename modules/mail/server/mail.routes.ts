import { defineRoute } from '../../../server/http/route.ts';
import {
  clearMailSettings,
  getMailSettings,
  listLetters,
  resendLetter,
  setMailSettings,
  testMail,
} from '../contract/index.ts';
import { changeSettings, clearSettings, listLettersOf, readSettings, resend, sendTest } from './mail.service.ts';

const owners = ['owner'] as const;

export const mailRoutes = [
  defineRoute(getMailSettings, owners, (ctx) => readSettings(ctx)),
  defineRoute(setMailSettings, owners, (ctx, { body }) => changeSettings(ctx, body)),
  defineRoute(clearMailSettings, owners, (ctx) => clearSettings(ctx)),
  defineRoute(testMail, owners, (ctx) => sendTest(ctx)),
  defineRoute(listLetters, owners, (ctx, { query }) => listLettersOf(ctx, query)),
  defineRoute(resendLetter, owners, (ctx, { params }) => resend(ctx, params.id)),
];
