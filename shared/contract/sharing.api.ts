import { z } from 'zod';
import { actions, reaches } from '../nouns/role-rights.ts';
import { sharedAccesses } from '../nouns/sharing.ts';
import { defineEndpoint } from './endpoint.ts';
import { idInput } from './value-schemas.ts';

const record = z.strictObject({ noun: z.string().max(100), id: idInput });
const share = z.strictObject({
  id: z.guid(),
  /** With whom: a member, or a team and the teams below it. */
  member: z.guid().nullable(),
  team: z.guid().nullable(),
  access: z.enum(sharedAccesses),
  /** The last day it holds; null without an end. */
  until: z.string().nullable(),
  note: z.string().nullable(),
  sharedBy: z.guid().nullable(),
  sharedAt: z.iso.datetime({ offset: true }),
});
export type RecordShare = z.output<typeof share>;

const standing = z.strictObject({
  items: z.array(share),
  /** Closed to all but its owner, owners of the workspace and those it is shared with by hand. */
  restricted: z.boolean(),
  /** Whether the caller may share the record, or take that back. */
  mayShare: z.boolean(),
});
export type RecordSharing = z.output<typeof standing>;

export const listShares = defineEndpoint({
  name: 'shares.list',
  summary: 'With whom a record is shared by hand, and whether it is restricted',
  method: 'GET',
  path: '/shares/{noun}/{id}',
  params: record,
  response: standing,
  errors: ['unknownNoun', 'notFound'],
});

export const putShare = defineEndpoint({
  name: 'shares.put',
  summary: 'Share a record with a member or a team, for a time or without end; anew in place of what was',
  method: 'POST',
  path: '/shares/{noun}/{id}',
  params: record,
  body: z.strictObject({
    member: idInput.optional(),
    team: idInput.optional(),
    access: z.enum(sharedAccesses).default('read'),
    until: z.iso.date().nullable().default(null),
    note: z.string().trim().max(500).nullable().default(null),
  }),
  response: standing,
  errors: ['unknownNoun', 'notFound', 'inBin', 'goesWithParent'],
});

export const removeShare = defineEndpoint({
  name: 'shares.remove',
  summary: 'Take back that a record is shared',
  method: 'DELETE',
  path: '/shares/{noun}/{id}/{share}',
  params: record.extend({ share: idInput }),
  response: standing,
  errors: ['unknownNoun', 'notFound'],
});

export const putRestriction = defineEndpoint({
  name: 'shares.restrict',
  summary:
    'Close a record to all but its owner and owners of the workspace, or open it again; closing it ends what it was shared by hand for, but for what `keep` names',
  method: 'PUT',
  path: '/restrictions/{noun}/{id}',
  params: record,
  body: z.strictObject({
    restricted: z.boolean(),
    /** Shares of before that go on. One given afterwards opens the record as ever. */
    keep: z.array(idInput).max(200).default([]),
  }),
  response: standing,
  errors: ['unknownNoun', 'notFound', 'goesWithParent', 'ownerless'],
});

const reason = z.strictObject({
  by: z.enum(['reach', 'territory', 'rule', 'share', 'restriction']),
  /** Whether it opens the record, or for a restriction, closes it. */
  holds: z.boolean(),
  /** Of the role, where that is the reason. */
  reach: z.enum(reaches).optional(),
  /** The rule's or the territory's. */
  id: z.string().optional(),
  name: z.string().optional(),
});
export type AccessReason = z.output<typeof reason>;

const explanation = z.strictObject({
  member: z.strictObject({
    id: z.guid(),
    /** The standard role they play: of several the one that may most. */
    role: z.string(),
    accessRole: z.string().nullable(),
    /** Roles they have by a team, besides theirs. */
    teamRoles: z.array(z.strictObject({ role: z.string(), team: z.string() })),
  }),
  /** The record whose rights decide: itself, or the one it belongs to. */
  decidedBy: z.strictObject({ noun: z.string(), id: z.guid() }),
  owner: z.guid().nullable(),
  actions: z.array(z.strictObject({ action: z.enum(actions), allowed: z.boolean(), reasons: z.array(reason) })),
  fields: z.strictObject({
    hidden: z.array(z.string()),
    masked: z.array(z.string()),
    read: z.array(z.string()),
  }),
});
export type AccessExplanation = z.output<typeof explanation>;

export const explainAccess = defineEndpoint({
  name: 'access.explain',
  summary: 'Why somebody may see, change, delete or export a record, and why not',
  method: 'GET',
  path: '/access/{noun}/{id}',
  params: record,
  query: z.strictObject({
    member: idInput.optional().describe('Somebody else than the caller; for managers and owners'),
  }),
  response: explanation,
  errors: ['unknownNoun', 'notFound', 'memberInactive'],
});
