import { assertAtBrowser } from '../../../server/auth/at-browser.ts';
import { findSandbox } from '../../../server/auth/workspace.repository.ts';
import { asSystem, type Context, inTransaction, type TransactionContext } from '../../../server/context.ts';
import { findMergedAway, findUnderWay, listMergedInto } from '../../../server/merging/merge.repository.ts';
import { emptyPointers } from '../../../server/privacy/empty-pointers.ts';
import { eraseChanges, eraseRecomputed } from '../../../server/privacy/erase-changes.ts';
import { eraseRecords } from '../../../server/privacy/erase-records.ts';
import type { Erased } from '../../../server/privacy/erased.ts';
import { forgetRecords } from '../../../server/privacy/forget.ts';
import { getRecord } from '../../../server/records/read.ts';
import { mergedAway } from '../../../server/records/remove.ts';
import { AppError, invalidField } from '../../../shared/errors.ts';
import { personNameText } from '../../../shared/names/person-name.ts';
import type { Language } from '../../../shared/nouns/metadata.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { AnyRecord, Email, PersonName, Phone } from '../../../shared/nouns/value.ts';
import { person } from '../../people/contract/index.ts';
import type { Erasure } from '../contract/index.ts';
import { findHeld, lockPerson, type Share } from './held.repository.ts';
import { pointersOf } from './pointers.ts';

/** Of a person these stay: reports count by them, and they say nothing of who it was. */
const kept = ['owner', 'lifecycle', 'source'] as const;

/**
 * Erases a person for good, in one transaction: the record stays as somebody unknown, so that deals, sums and counts hold. What is
 * about them is emptied of texts, addresses and files, in the change log too; of others' records only the pointer at them. Letters and webhook deliveries are gone.
 * @throws {AppError} 403 `signInNeeded`, 404, 409 `sandboxHoldsCopies` while there is a sandbox, `mergedAway` for what became part of another, `mergeUnderWay`, 422 `notItsName` unless the name is the person's.
 */
export async function erasePerson(asking: Context, id: string, name: string): Promise<Erasure> {
  assertAtBrowser(asking);
  return inTransaction(asking, async (tx) => {
    if (await hasCopies(tx)) throw new AppError(409, 'sandboxHoldsCopies');
    const noun = tx.registry.whole.getNoun(person.name);
    await lockPerson(tx, noun, id);
    const record: AnyRecord = await getRecord({ ...tx, registry: tx.registry.whole }, noun, id);
    await assertWhole(tx, noun, id);
    if (personNameText(record.name as PersonName, tx.language) !== name.trim())
      throw invalidField('name', 'notItsName');
    return eraseWithin(tx, record);
  });
}

/** What is a part of another lives on there, and is erased there. Throws 409 `mergedAway`, `mergeUnderWay`. */
async function assertWhole({ db }: TransactionContext, noun: Noun, id: string): Promise<void> {
  const [merged] = await findMergedAway(db, [id]);
  if (merged) throw mergedAway(noun, merged);
  if (await findUnderWay(db, [id])) throw new AppError(409, 'mergeUnderWay');
}

/** Erases a person who is locked, by whatever asked for it. */
export async function eraseWithin(tx: TransactionContext, record: AnyRecord): Promise<Erasure> {
  const { id } = record;
  const noun = tx.registry.whole.getNoun(person.name);
  const whole = { ...tx, registry: tx.registry.whole };
  const { about } = await findHeld(whole, id);
  // Whoever turned out to be the same lies in the bin, and is the same there.
  const same = [id, ...(await listMergedInto(tx.db, id))];
  const known = [record];
  for (const one of same.slice(1)) known.push(await getRecord(asSystem(whole), noun, one));
  const erased: Erased = {
    ids: [...same, ...about.flatMap(({ ids }) => ids)],
    words: [...new Set(known.flatMap((one) => wordsOf(one, tx.language)))],
    name: nameOf(record.name as PersonName),
  };
  await eraseRecords(whole, noun, same, { wholly: true, keeps: kept });
  for (const { noun: of, ids } of about) await eraseRecords(whole, of, ids);
  for (const of of whole.registry.nouns)
    for (const by of pointersOf(of).naming) for (const one of same) await emptyPointers(whole, of, by, one);
  const changes = await eraseChanges(whole, recordsOf([{ noun, ids: same }, ...about]));
  // Formulas over the person are worked out just before the transaction ends.
  tx.db.beforeCommit(() => eraseRecomputed(whole));
  const traces = await forgetRecords(whole, erased);
  // Who was two records may have been called by two names.
  for (const one of known)
    for (const module of tx.registry.modules)
      await module.forget?.(asSystem(whole), { ...erased, name: nameOf(one.name as PersonName) });
  return { records: erased.ids.length, ...traces, changes };
}

function recordsOf(shares: readonly Share[]) {
  return shares.flatMap(({ noun, ids }) => ids.map((recordId) => ({ noun: noun.name, recordId })));
}

/** A sandbox was filled with copies of records, and what people wrote there of them: nobody is forgotten while it is there. */
export async function hasCopies({ db, workspace }: TransactionContext): Promise<boolean> {
  return (await db.asControl((control) => findSandbox(control, workspace.id))) !== null;
}

function wordsOf({ name, emails, phones }: AnyRecord, language: Language): readonly string[] {
  const addresses = ((emails ?? []) as readonly Email[]).map(({ address }) => address);
  const numbers = ((phones ?? []) as readonly Phone[]).flatMap(({ number, original }) => [number, original]);
  return [personNameText(name as PersonName, language), ...addresses, ...numbers]
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '');
}

function nameOf({ given, family }: PersonName): readonly string[] {
  const parts = [given ?? '', family ?? ''].map((part) => part.trim().toLowerCase());
  return parts.includes('') ? [] : parts;
}
