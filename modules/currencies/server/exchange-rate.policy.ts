import { directoryGrants } from '../../../server/access/grants.ts';
import { definePolicy } from '../../../server/access/policy.ts';

export const exchangeRatePolicy = definePolicy({ noun: 'exchangeRate', grants: directoryGrants });
