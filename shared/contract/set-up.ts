import { z } from 'zod';
import { text } from '../nouns/field.ts';
import { languages } from '../nouns/metadata.ts';
import { defineEndpoint } from './endpoint.ts';
import { coded } from './field-errors.ts';
import { plainText } from './text-schemas.ts';
import { valueInput } from './value-schemas.ts';

const filled = (schema: z.ZodType) =>
  schema.refine((value) => value !== null, coded('required')) as z.ZodType<string, string>;

/** A workspace's settings as they are given. */
export const workspaceInput = {
  name: plainText(200).min(1),
  language: z.enum(languages),
  /** ISO 4217. */
  currency: filled(valueInput(text({ format: 'currency' }))),
  /** IANA name. */
  timeZone: filled(valueInput(text({ format: 'timeZone' }))),
};

export const emailInput = z.string().trim().toLowerCase().pipe(z.email().max(254));

/** Length is checked where passwords are made. */
export const passwordInput = z.string().max(1000);

export const setUpInput = z.strictObject({
  workspace: z.strictObject(workspaceInput),
  owner: z.strictObject({ name: plainText(200).min(1), email: emailInput, password: passwordInput }),
});
export type SetUpInput = z.output<typeof setUpInput>;

export const getSetUp = defineEndpoint({
  name: 'setup.get',
  summary: 'Whether the first-run set-up has still to be done',
  method: 'GET',
  path: '/setup',
  response: z.strictObject({ needed: z.boolean() }),
});

export const runSetUp = defineEndpoint({
  name: 'setup.run',
  summary: 'Makes the workspace and its first owner, and signs the owner in; only while there is none',
  method: 'POST',
  path: '/setup',
  body: setUpInput,
  response: z.strictObject({}),
  status: 201,
  errors: ['setUpDone', 'unknownAddress', 'passwordTooShort', 'passwordTooLong', 'passwordCommon', 'passwordTelling'],
});
