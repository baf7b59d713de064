import type { Client, Reply } from '../../../server/access/expected-access.factory.ts';

export const portalClient = { email: 'giorgi@client.example', password: 'eleven medlars on a stair' };

/** The workspace somebody is signed in to, as the portal's addresses name it. */
export async function portalOf(member: Client): Promise<string> {
  const { body } = await member.get('/api/v1/session');
  return `/api/v1/portal/${(body.workspace as { readonly id: string }).id}`;
}

/** A person of the base, with an address by which they may be invited. */
export async function makeClient(member: Client, email = portalClient.email, values: object = {}): Promise<string> {
  const given = { name: { given: 'Giorgi', family: 'Client' }, emails: [{ address: email }], ...values };
  const { body, status, text } = await member.send('POST', '/api/v1/people', given);
  if (status !== 201) throw new Error(`A person was not made: ${text}`);
  return body.id as string;
}

/** Invites a person; answers the token of the link, which is handed over where no letter can be sent. */
export async function inviteClient(member: Client, person: string, wish: object): Promise<string> {
  const { body, text } = await member.send('POST', `/api/v1/people/${person}/portal-accounts`, wish);
  if (typeof body.link !== 'string') throw new Error(`There is no link: ${text}`);
  return new URL(body.link).hash.slice(1);
}

/** Has somebody invited and in at the portal; answers the person's id. */
export async function enterPortal(
  member: Client,
  browser: Client,
  { email = portalClient.email, wholeCompany = false, ...values }: Record<string, unknown> = {},
): Promise<string> {
  const address = String(email);
  const person = await makeClient(member, address, values);
  const token = await inviteClient(member, person, { email: address, wholeCompany });
  const body = { token, password: portalClient.password };
  const { status, text } = await browser.send('POST', `${await portalOf(member)}/password`, body);
  if (status !== 200) throw new Error(`The portal was not entered: ${text}`);
  return person;
}

/** Signs in anew, as somebody else used the session up. */
export async function signInAgain(browser: Client, portal: string): Promise<Reply> {
  return browser.send('POST', `${portal}/sign-in`, portalClient);
}
