import { definePolicy } from '../../../server/access/policy.ts';

export const ticketCommentPolicy = definePolicy({ noun: 'ticketComment', grants: {} });
