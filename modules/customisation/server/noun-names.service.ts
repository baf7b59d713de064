import { type Context, inTransaction } from '../../../server/context.ts';
import { announceMetadata } from '../../../server/metadata/change-structure.ts';
import { lockSchema } from '../../../server/metadata/migrate.ts';
import { listNounNames, putNounNames } from '../../../server/metadata/noun-names.repository.ts';
import type { Registry } from '../../../server/metadata/registry.ts';
import { newId } from '../../../server/records/uuid.ts';
import { nounLabel } from '../../../server/texts/noun-labels.ts';
import { AppError, type FieldError, invalid, notFound } from '../../../shared/errors.ts';
import { type Language, languages } from '../../../shared/nouns/metadata.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import type { GivenNames, NounWords } from '../../../shared/nouns/noun-words.ts';
import { logDefinition } from './definition-log.ts';

/**
 * Says anew what the workspace calls a noun of a module; an empty definition leaves it as it was shipped.
 * @throws AppError 404 for a noun that no module shows, 412 `stale` where somebody came between, 422.
 */
export function nameNoun(ctx: Context, name: string, definition: NounWords, version: number): Promise<GivenNames> {
  const noun = findShipped(ctx.registry, name);
  if (!noun) throw notFound('noun', name);
  const faults = takenNames(ctx.registry, noun, definition);
  if (faults.length > 0) throw invalid(faults);
  return inTransaction(ctx, async (tx) => {
    await lockSchema(tx.db);
    const before = (await listNounNames(tx.db)).find((one) => one.noun === name);
    const names = { noun: name, version: version + 1, definition };
    if ((before?.version ?? 0) !== version || !(await putNounNames(tx.db, names)))
      throw new AppError(412, 'stale', { version: before?.version ?? 0 });
    await logDefinition(tx, 'nounNames', newId(), before?.definition ?? null, { noun: name, ...definition });
    await announceMetadata(tx);
    return names;
  });
}

/** A noun of a module that people meet; an added one has its names where it is added. */
export function findShipped(registry: Registry, name: string): Noun | null {
  const noun = registry.findNoun(name);
  return noun && !noun.internal && !noun.custom ? noun : null;
}

/** Two entries of the navigation that are called the same could not be told apart. */
function takenNames(registry: Registry, noun: Noun, { many = {} }: NounWords): FieldError[] {
  const others = registry.nouns.filter(({ name, internal }) => name !== noun.name && !internal);
  const isTaken = (text: string, language: Language) =>
    others.some((other) => nounLabel(registry, other, language).toLowerCase() === text.trim().toLowerCase());
  return languages.flatMap((language) => {
    const text = many[language];
    if (!text || !isTaken(text, language)) return [];
    return [{ path: `definition.many.${language}`, code: 'nounNameTaken', params: { name: text } }];
  });
}
