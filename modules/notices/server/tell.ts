import { actAs } from '../../../server/access/act-as.ts';
import { languageOf } from '../../../server/auth/member-account.ts';
import { findMemberAccount } from '../../../server/auth/membership.repository.ts';
import { asSystem, type TransactionContext } from '../../../server/context.ts';
import { isMailSetUp } from '../../../server/mail/find-mail-server.ts';
import { noticeLetter } from '../../../server/mail/letters.ts';
import { mailerOf } from '../../../server/mail/mailer.ts';
import { postLetter } from '../../../server/mail/post-letter.ts';
import { createRecord } from '../../../server/records/create.ts';
import { listRecords } from '../../../server/records/list.ts';
import { getRecord } from '../../../server/records/read.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { deleteRecord } from '../../../server/records/remove.ts';
import type { AnyRecord, RecordOf } from '../../../shared/nouns/value.ts';
import { type NoticeKind, notice } from '../contract/index.ts';
import { choiceOf } from './notice-choices.ts';

/** What somebody is to be told. */
export interface News {
  readonly kind: Exclude<NoticeKind, 'account'>;
  readonly member: string;
  /** Who gave occasion to it. */
  readonly by: string | null;
  readonly noun: string;
  /** The records; more than a few are told of at once. */
  readonly ids: readonly string[];
  /** What is told besides, in the words of whoever has it told. */
  readonly text?: string;
}

/** So many records are told of one by one. */
const mostAlone = 3;

/** Tells a member of those of the records that they may see: in the list of notices, by mail, both or not at all, as they chose. */
export async function tell(tx: TransactionContext, news: News): Promise<void> {
  const acting = await actAs(tx, news.member);
  const noun = acting?.registry.findNoun(news.noun);
  if (!acting || !noun) return;
  const member = await getRecord(acting, acting.registry.getNoun('member'), news.member);
  const { shown, mailed } = choiceOf(member, news.kind);
  if (!shown && !mailed) return;
  const seen = (await readMany(acting, noun, 'id', news.ids)).map(({ id }) => id);
  const told = seen.length > mostAlone ? seen.slice(-1) : seen;
  const count = seen.length > mostAlone ? seen.length : 1;
  for (const id of told) {
    const { kind, by, text = null } = news;
    const target = { noun: noun.name, id };
    const written = await createRecord(tx, notice, { kind, member: news.member, by, count, target, text });
    const isSent = mailed && (await write(acting, news, member, written.id));
    // Where no letter can be sent, it is better in the list than nowhere.
    if (isSent && !shown) await deleteRecord(asSystem(acting), notice, written.id);
  }
}

/** Writes the member a letter of it, where they have an address and there is a server to send it; answers whether there was. */
async function write(
  acting: TransactionContext,
  { kind, member: memberId, text = '' }: News,
  member: AnyRecord,
  id: string,
): Promise<boolean> {
  if (!(await isMailSetUp(acting))) return false;
  const account = await acting.db.asControl((control) => findMemberAccount(control, acting.workspace.id, memberId));
  if (!account) return false;
  const filter = { all: [{ field: 'id', op: 'is', value: id }] } as never;
  const page = await listRecords(acting, notice, { filter, expand: ['target', 'by'], limit: 1 });
  const [found] = (JSON.parse(page) as { items: readonly RecordOf<typeof notice>[] }).items;
  const target = found?.target;
  if (!target) return false;
  const { workspace } = acting;
  const plural = acting.registry.getNoun(target.noun).plural;
  const name = String(member.name);
  // Nobody is known that it could be about.
  const isOfStranger = kind === 'messageCame' && target.noun === 'member';
  await postLetter(acting, {
    kind: `notice.${kind}`,
    ...{ to: { name, address: account.email }, names: target.id },
    content: noticeLetter({
      ...{ language: languageOf(member, workspace.language), name, workspace: workspace.name, kind },
      ...{
        by: found.by?.label ?? workspace.name,
        title: isOfStranger ? '–' : (target.label ?? ''),
        count: String(found.count ?? 1),
        text,
      },
      url: `${mailerOf(acting).publicUrl}/${isOfStranger ? 'messages' : `${plural}/${target.id}`}`,
    }),
  });
  return true;
}
