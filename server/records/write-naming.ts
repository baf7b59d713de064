import { underPath } from '../../shared/errors.ts';
import { namedAnew } from '../../shared/nouns/made-by-name.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import { assertMay } from '../access/access.ts';
import { type Context, inTransaction, type TransactionContext } from '../context.ts';
import { createRecord, createRecordText } from './create.ts';
import type { RecordText } from './read.ts';
import type { Values } from './rules.ts';
import { updateRecordText } from './update.ts';

/**
 * As `createRecordText`, where a relation may name what is not there yet: `company: {new: 'Vesna'}` makes a company of that name, by the actor's own
 * rights and in the same transaction, so that it is not made where the record is refused.
 * @throws AppError as creating either of them does; faults of what is new are named under its field.
 */
export async function createNaming(ctx: Context, declared: Noun, input: unknown): Promise<RecordText> {
  const noun = ctx.registry.getNoun(declared.name);
  if (!namesAny(noun, input)) return createRecordText(ctx, noun, input);
  assertMay(ctx, noun, 'create');
  return inTransaction(ctx, async (tx) => createRecordText(tx, noun, await makeNamed(tx, noun, input)));
}

/** As `updateRecordText`, where a relation may name what is not there yet. */
export async function updateNaming(
  ctx: Context,
  declared: Noun,
  id: string,
  input: unknown,
  version?: number,
): Promise<RecordText> {
  const noun = ctx.registry.getNoun(declared.name);
  if (!namesAny(noun, input)) return updateRecordText(ctx, noun, id, input, version);
  assertMay(ctx, noun, 'update');
  return inTransaction(ctx, async (tx) => updateRecordText(tx, noun, id, await makeNamed(tx, noun, input), version));
}

const namesAny = (noun: Noun, input: unknown): input is Values =>
  typeof input === 'object' && input !== null && Object.entries(input).some((one) => newNameIn(noun, one) !== null);

/** The name of what a field is to point at and what does not exist yet. Whom a record belongs to is there before it. */
function newNameIn(noun: Noun, [name, value]: readonly [string, unknown]): string | null {
  const field = noun.fields[name];
  if (field?.kind !== 'relation' || field.readOnly || name === noun.parent) return null;
  if (typeof value !== 'object' || value === null || Object.keys(value).join() !== 'new') return null;
  const { new: title } = value as { readonly new: unknown };
  return typeof title === 'string' ? title : null;
}

/** The values with the ids of what they name as new, which is made. */
async function makeNamed(ctx: TransactionContext, noun: Noun, values: Values): Promise<Values> {
  const made: Record<string, unknown> = { ...values };
  for (const entry of Object.entries(values)) {
    const [name] = entry;
    const title = newNameIn(noun, entry);
    const field = noun.fields[name];
    if (title === null || field?.kind !== 'relation') continue;
    const target = ctx.registry.findNoun(field.to);
    const named = target && namedAnew(target.title, target.fields[target.title], title);
    // What has no name that could be given is refused as a pointer that leads nowhere.
    if (!target || !named) continue;
    try {
      made[name] = (await createRecord(ctx, target, named)).id;
    } catch (error) {
      throw underPath(name, error);
    }
  }
  return made;
}
