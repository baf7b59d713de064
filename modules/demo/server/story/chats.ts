import { createHash } from 'node:crypto';
import { openPastChat, writePast } from '../../../messages/server/index.ts';
import { chatWords } from '../culture/chat-words.ts';
import type { Cast } from './cast.ts';
import { daysAgo, type Teller } from './teller.ts';

const site = 'https://www.example.com';
const minutes = 60_000;

/** What was said in the chat on the site: with two clients, one of whom waits, and with somebody nobody knows yet. */
export async function tellChats(teller: Teller, { people }: Cast): Promise<void> {
  const { ctx } = teller;
  const words = chatWords[ctx.language];
  const channel = await openPastChat(ctx, words.channel, site);
  const [one, other] = people;
  const withPerson = (client: typeof one) => client && { person: client.id, member: client.company.owner };
  const told = [
    { texts: words.answered, days: 4, client: withPerson(one), isClosed: true },
    { texts: words.waiting, days: 1, client: withPerson(other), isClosed: false },
    { texts: words.stranger, days: 0, client: undefined, isClosed: false },
  ];
  for (const { texts, days, client, isClosed } of told) {
    // The last word is not later than now.
    const begun = daysAgo(teller, days) - texts.length * 3 * minutes;
    await writePast(ctx, channel, {
      account: createHash('sha256').update(`${channel.id} ${days}`).digest('hex'),
      ...{ name: '', page: `${site}/`, with: client ?? null, isClosed },
      lines: texts.map((text, index) => ({
        ...{ text, direction: index % 2 === 0 ? ('in' as const) : ('out' as const) },
        at: begun + index * 3 * minutes,
      })),
    });
  }
}
