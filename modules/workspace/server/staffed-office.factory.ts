import { serverModules } from '../../../server/modules.ts';
import { addProcess, type Browser, type Office, openOffice, setUpByArmen, takeIn } from './office.factory.ts';

/** Server processes of one installation, with the people most tests of the API need. */
export interface StaffedOffice {
  readonly office: Office;
  /** The other process; the same one where there is only one. */
  readonly elsewhere: Office;
  /** Armen, at the first process. */
  readonly owner: Browser;
  /** Nare, at the other: what Armen changes has to reach her there. */
  readonly seller: Browser;
  readonly sellerId: string;
  /** Vera, at the first. */
  readonly viewer: Browser;
}

export async function openStaffedOffice({
  processes = 2,
}: {
  readonly processes?: 1 | 2;
} = {}): Promise<StaffedOffice> {
  const office = await openOffice(serverModules);
  const elsewhere = processes === 2 ? await addProcess(office.database, serverModules) : office;
  const owner = await setUpByArmen(office);
  const nare = await hire(owner, 'Nare Sargsyan', 'seller', elsewhere);
  const vera = await hire(owner, 'Vera Lang', 'viewer', office);
  return { office, elsewhere, owner, seller: nare.browser, sellerId: nare.id, viewer: vera.browser };
}

/** Has an owner take somebody in, who then signs in at this process. */
export async function hire(
  owner: Browser,
  name: string,
  role: string,
  at: Office,
): Promise<{ readonly id: string; readonly browser: Browser }> {
  const email = `${name.split(' ')[0]?.toLowerCase()}@ararat.am`;
  const id = await takeIn(owner, name, role, email);
  const browser = at.browser();
  await browser.signIn(email, `${email} plum 1`);
  return { id, browser };
}
