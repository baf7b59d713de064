import { findMemberAccount } from '../../../../server/auth/membership.repository.ts';
import { isMailSetUp } from '../../../../server/mail/find-mail-server.ts';
import { personalLetter } from '../../../../server/mail/letter-text.ts';
import { postLetter } from '../../../../server/mail/post-letter.ts';
import { AppError } from '../../../../shared/errors.ts';
import { writeByProcess } from '../../../mail/server/index.ts';
import { task } from '../../../tasks/contract/index.ts';
import type { LetterTo, StepOf, Whom } from '../../contract/index.ts';
import { readerOf } from '../letter-readers.ts';
import { filledIn } from '../placeholders.ts';
import { noteLeftOut, readAs, wordsFor } from '../readers.ts';
import { chooseMember } from '../whom.ts';
import { pointerTo } from './make-task.ts';
import type { Outcome, StepWorld } from './step-world.ts';

/**
 * Writes a letter to the record, to whom it points at, or to a member. Who has no address or refused is not written to, and the run says so.
 * Throws 409 `mailNotSetUp`, 429 where too many went out within the hour.
 */
export async function sendLetter(world: StepWorld, step: StepOf<'letter'>): Promise<Outcome> {
  if (!(await isMailSetUp(world.acting))) throw new AppError(409, 'mailNotSetUp');
  const { to } = step;
  return to.who === 'record' || to.who === 'pointed' ? writeToClient(world, step, to) : writeToMember(world, step, to);
}

async function writeToClient(
  world: StepWorld,
  { subject, text, purpose }: StepOf<'letter'>,
  to: Extract<LetterTo, { who: 'record' | 'pointed' }>,
): Promise<Outcome> {
  const { acting, noun, record } = world;
  const reader = readerOf(noun, record, to);
  if (!reader) return { made: [], notes: [{ what: 'noAddress', member: null, fields: [] }] };
  const pointer = pointerTo(acting.registry.getNoun(task.name), noun);
  const written = await writeByProcess(acting, {
    ...reader,
    ...{ subject: filledIn(acting, noun, subject, record), text: filledIn(acting, noun, text, record), purpose },
    answersTo: await chooseMember(acting.db, acting.registry, { who: 'owner' }, world),
    ...(pointer ? { about: { [pointer]: record.id } } : {}),
  });
  if (typeof written === 'string') return { made: [], notes: [{ what: written, member: null, fields: [] }] };
  return { made: [{ noun: task.name, id: written.task }], notes: [] };
}

/** In no words that the member may not read. */
async function writeToMember(world: StepWorld, { subject, text }: StepOf<'letter'>, whom: Whom): Promise<Outcome> {
  const { acting } = world;
  const member = await chooseMember(acting.db, acting.registry, whom, world);
  const reader = await readAs(world, member);
  if (!reader) return { made: [], notes: [{ what: 'notTold', member, fields: [] }] };
  const account = await acting.db.asControl((control) => findMemberAccount(control, acting.workspace.id, member));
  if (!account) return { made: [], notes: [{ what: 'noAddress', member, fields: [] }] };
  await postLetter(acting, {
    ...{ kind: 'process', to: { name: account.name, address: account.email }, names: world.record.id },
    content: personalLetter(wordsFor(reader, subject), wordsFor(reader, text), acting.language),
  });
  return { made: [], notes: noteLeftOut(reader, subject, text) };
}
