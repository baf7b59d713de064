import type { Context, PortalClient } from '../../../server/context.ts';
import { getRecord } from '../../../server/records/read.ts';
import { AppError } from '../../../shared/errors.ts';
import { personNameText } from '../../../shared/names/person-name.ts';
import type { Language } from '../../../shared/nouns/metadata.ts';
import type { PersonName } from '../../../shared/nouns/value.ts';
import { person } from '../../people/contract/index.ts';
import type { PortalMe } from '../contract/index.ts';
import { findAccount } from './account.repository.ts';

/** The client who asks: routes of the portal are served to nobody else. */
export function clientOf({ client }: Context): PortalClient {
  if (!client) throw new AppError(401, 'notSignedIn');
  return client;
}

/** What a client is shown of themselves: these fields, named one by one, and no other. */
export async function readMe(ctx: Context, language: Language): Promise<PortalMe> {
  const client = clientOf(ctx);
  const shown = ['name', 'jobTitle', 'company', 'emails', 'phones', 'address', 'owner'];
  const found = await getRecord(ctx, person, client.person, { fields: shown, expand: ['company', 'owner'] });
  const account = await findAccount(ctx.db, client.account);
  const { address, company, owner } = found;
  const parts = address ? [address.street, address.postalCode, address.city, address.region, address.country] : [];
  return {
    ...{ workspace: ctx.workspace.name, timeZone: ctx.workspace.timeZone, email: account?.email ?? '' },
    ...{ name: personNameText(found.name as PersonName, language), jobTitle: found.jobTitle ?? null },
    ...{ company: company?.label ?? null, wholeCompany: client.company !== null },
    emails: (found.emails ?? []).map((one) => one.address),
    phones: (found.phones ?? []).map((one) => one.original || one.number),
    address: parts.filter(Boolean).join(', ') || null,
    responsible: owner?.label ?? null,
  };
}
