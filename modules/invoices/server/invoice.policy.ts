import { directoryGrants, workGrants } from '../../../server/access/grants.ts';
import { definePolicy } from '../../../server/access/policy.ts';

export const invoicePolicy = definePolicy({
  noun: 'invoice',
  ownerField: 'owner',
  handedOver: { field: 'status', op: 'isAnyOf', value: ['draft', 'issued', 'partlyPaid', 'overdue'] },
  grants: workGrants,
});
/** Lines follow their invoice, what is put to invoices its payment. */
export const invoiceLinePolicy = definePolicy({ noun: 'invoiceLine', grants: {} });
export const paymentPartPolicy = definePolicy({ noun: 'paymentPart', grants: {} });
/** Money is kept by managers, and by whoever a role says so of; sellers see it. */
export const paymentPolicy = definePolicy({ noun: 'payment', ownerField: 'owner', grants: directoryGrants });
