import { lead } from '../../../leads/contract/index.ts';
import { note } from '../../../notes/contract/index.ts';
import { domainOf, inventEmail, inventPhone } from '../invent.ts';
import type { Cast } from './cast.ts';
import { daysAgo, type Teller } from './teller.ts';

/** How many days ago each came, and what became of it; the latest are untouched yet. */
const enquiries = [
  ...([
    [58, 'rejected'],
    [51, 'rejected'],
    [44, 'qualified'],
    [37, 'rejected'],
    [29, 'working'],
  ] as const),
  ...([
    [21, 'qualified'],
    [15, 'working'],
    [9, 'working'],
    [5, 'new'],
    [2, 'new'],
    [1, 'new'],
    [0, 'new'],
  ] as const),
] as const;
const reasons = ['noBudget', 'notReached', 'notOurs'] as const;

/** Who may become a client: some looked after, some given up, the latest just come. */
export async function tellEnquiries(
  teller: Teller,
  { sellers, products }: Cast,
  [, advertising]: readonly string[],
): Promise<void> {
  const { random, culture } = teller;
  for (const [index, [days, became]] of enquiries.entries()) {
    const contact = teller.name();
    const mailbox = [contact.given, contact.family].filter(Boolean).join(' ');
    const owner = random.pick(sellers);
    const input = {
      ...{ contact, owner, emails: [inventEmail(mailbox, domainOf(mailbox))] },
      phones: [inventPhone(random, culture.mobile)],
      interest: random.pick(culture.interests),
      products: [random.pick(products).id],
      budget: random.chance(0.6) ? teller.price(500 + random.below(20) * 250) : null,
      source: random.pick(['website', 'recommendation', 'exhibition', 'advertising', 'socialNetwork']),
      channel: random.pick(['webForm', 'phone', 'email', 'messenger', 'meeting']),
      campaign: index % 2 === 0 ? advertising : null,
    };
    const at = daysAgo(teller, days);
    const { id } = await teller.create(lead, input, { at, memberId: owner });
    if (became === 'new') continue;
    const later = { at: at + 3_600_000, memberId: owner };
    await teller.create(note, { body: random.pick(culture.personNotes), lead: id, author: owner }, later);
    const reason = became === 'rejected' ? { rejectionReason: reasons[index % reasons.length] } : {};
    await teller.update(lead, id, { status: became, ...reason }, later);
  }
}
