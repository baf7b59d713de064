import { ticketComment } from '../../../portal/contract/index.ts';
import { project, ticket } from '../../../projects/contract/index.ts';
import { task } from '../../../tasks/contract/index.ts';
import { clientWords } from '../culture/client-words.ts';
import type { Cast } from './cast.ts';
import { day, daysAgo, localDay, type Teller } from './teller.ts';

const states = ['done', 'doing', 'todo'] as const;

/** A small project under way, and two tickets of customers: one solved, one new. */
export async function tellProjects(teller: Teller, { sellers, companies }: Cast): Promise<void> {
  const words = clientWords[teller.ctx.language];
  const [owner = null] = sellers;
  const when = (days: number) => ({ at: daysAgo(teller, days), memberId: owner });
  const endsOn = localDay(teller.ctx, teller.ctx.now().getTime() + 30 * day);
  const { id } = await teller.create(project, { name: words.project.name, state: 'running', endsOn, owner }, when(20));
  for (const [index, title] of words.project.tasks.entries())
    await teller.create(task, { title, state: states[index] ?? 'todo', project: id, owner }, when(18));
  const [first, second] = companies.filter(({ isCustomer }) => isCustomer);
  const [error, wish] = words.tickets;
  const solved = { subject: error, kind: 'error', state: 'solved', channel: 'phone', company: first?.id, owner };
  const answered = await teller.create(ticket, solved, when(12));
  await teller.create(ticketComment, { ticket: answered.id, body: words.comment }, when(11));
  const asked = { subject: wish, kind: 'wish', channel: 'email', company: second?.id, owner };
  await teller.create(ticket, asked, when(1));
}
