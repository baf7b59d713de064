import { z } from 'zod';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { idInput } from '../../../shared/contract/value-schemas.ts';
import { roles } from '../../../shared/nouns/metadata.ts';
import { actions, reaches } from '../../../shared/nouns/role-rights.ts';

const named = z.strictObject({ id: z.string(), name: z.string() });

const profile = z.strictObject({
  active: z.boolean(),
  /** The standard role they play: of several the one that may most. */
  role: z.enum(roles),
  accessRole: named.nullable(),
  /** Roles they have by a team, besides theirs. */
  teamRoles: z.array(z.strictObject({ role: z.string(), team: z.string() })),
  teams: z.array(named.extend({ isHead: z.boolean() })),
  /** Those they work, and those below. */
  territories: z.array(named),
  /** How far each right reaches, by type of record; with the fields that are not theirs to see or change, of those the caller knows. */
  rights: z.array(
    z.strictObject({
      noun: z.string(),
      reaches: z.partialRecord(z.enum(actions), z.enum(reaches)),
      hidden: z.array(z.string()),
      masked: z.array(z.string()),
      readOnly: z.array(z.string()),
    }),
  ),
  /** How they sign in: for themselves and for owners. */
  signIn: z
    .strictObject({
      hasAccount: z.boolean(),
      secondFactor: z.boolean(),
      secondFactorRequired: z.boolean(),
      /** Where they are signed in; null for an account of another workspace too, of which others are told nothing. */
      sessions: z.int().nullable(),
      keys: z.int(),
    })
    .nullable(),
});
export type MemberProfile = z.output<typeof profile>;

export const getMemberProfile = defineEndpoint({
  name: 'members.getProfile',
  summary:
    'What a member is and may: roles, teams, territories, reaches, sign-in; one’s own, and anybody’s for managers and owners',
  method: 'GET',
  path: '/members/{id}/profile',
  params: z.strictObject({ id: idInput }),
  response: profile,
  errors: ['notFound'],
});
