import { z } from 'zod';
import { asSystem, type Context } from '../../../server/context.ts';
import { isMailSetUp } from '../../../server/mail/find-mail-server.ts';
import { getRecord } from '../../../server/records/read.ts';
import { updateRecord } from '../../../server/records/update.ts';
import { AppError, invalidField } from '../../../shared/errors.ts';
import {
  alwaysShown,
  type NoticeChoice,
  type NoticeChoices,
  type NoticeKind,
  noticeKinds,
  ownersKinds,
} from '../contract/index.ts';

/** As a member carries them: what a later or an earlier Rapport wrote beside it is let be. */
const kept = z.record(z.string(), z.object({ shown: z.boolean(), mailed: z.boolean() })).catch({});

/** What becomes of a notice of that kind for a member: their choice, else shown, and sent where they want everything sent. */
export function choiceOf(member: object, kind: NoticeKind): NoticeChoice {
  const { noticeChoices, noticesByMail } = member as { noticeChoices?: unknown; noticesByMail?: unknown };
  const usual = { shown: true, mailed: noticesByMail === true && kind !== 'account' };
  const chosen = kept.parse(noticeChoices ?? {})[kind] ?? usual;
  return { kind, mailed: chosen.mailed, shown: chosen.shown || alwaysShown.includes(kind) };
}

/** What the actor chose of each kind they are ever told of. */
export async function listChoices(ctx: Context): Promise<NoticeChoices> {
  const member = await getMember(ctx);
  const items = kindsFor(ctx).map((kind) => ({ ...choiceOf(member, kind), fixed: fixedOf(kind) }));
  return { items, mailIsSetUp: await isMailSetUp(ctx) };
}

/** Takes over what the actor chooses of some kinds. Throws 422 `noticeAlwaysTold` for what nobody keeps from themselves. */
export async function choose(ctx: Context, items: readonly NoticeChoice[]): Promise<NoticeChoices> {
  const member = await getMember(ctx);
  for (const [index, wanted] of items.entries()) {
    const [changed] = fixedOf(wanted.kind).filter((way) => wanted[way] !== choiceOf(member, wanted.kind)[way]);
    if (changed) throw invalidField(`items.${index}.${changed}`, 'noticeAlwaysTold');
  }
  const before = kept.parse((member as { noticeChoices?: unknown }).noticeChoices ?? {});
  const chosen = Object.fromEntries(items.map(({ kind, shown, mailed }) => [kind, { shown, mailed }]));
  const noticeChoices = { ...before, ...chosen };
  await updateRecord(asSystem(ctx), ctx.registry.getNoun('member'), member.id, { noticeChoices });
  return listChoices(ctx);
}

/** How one signs in is told by a letter of its own and, where that can not be sent, by a notice: neither is for choosing. */
function fixedOf(kind: NoticeKind): ('shown' | 'mailed')[] {
  if (kind === 'account') return ['shown', 'mailed'];
  return alwaysShown.includes(kind) ? ['shown'] : [];
}

const kindsFor = ({ actor }: Context): readonly NoticeKind[] =>
  noticeKinds.filter((kind) => actor.role === 'owner' || !ownersKinds.includes(kind));

async function getMember(ctx: Context): Promise<{ readonly id: string }> {
  if (!ctx.actor.memberId) throw new AppError(401, 'notSignedIn');
  return getRecord(ctx, ctx.registry.getNoun('member'), ctx.actor.memberId);
}
