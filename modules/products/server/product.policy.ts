import { directoryGrants } from '../../../server/access/grants.ts';
import { definePolicy } from '../../../server/access/policy.ts';

export const productPolicy = definePolicy({ noun: 'product', grants: directoryGrants });
