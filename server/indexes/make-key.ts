import { AppError } from '../../shared/errors.ts';
import type { Context } from '../context.ts';
import { desiredSchema } from '../metadata/desired-schema.ts';
import { quote, shortName, snakeCase, tableOf } from '../metadata/names.ts';
import type { Definitions } from '../metadata/reconcile.ts';
import type { Registry } from '../metadata/registry.ts';
import { withIndexLock } from './keep-indexes.ts';

/** An added field that is to be unique, as it is in `registry` already. */
export interface WantedKey {
  readonly registry: Registry;
  readonly noun: string;
  readonly field: string;
}

function keyOf({ registry, noun, field }: WantedKey): readonly [name: string, statement: string] {
  const table = tableOf(registry.getNoun(noun));
  const name = shortName(`${table}_${snakeCase(field)}_key`);
  const statement = desiredSchema(registry)
    .find((one) => one.name === table)
    ?.indexes.get(name);
  if (!statement) throw new Error(`${noun}.${field} has no key`);
  return [name, statement];
}

/**
 * Makes the key of the field that `find` names while everybody goes on writing, then runs `work`, which says that the field
 * is unique; the key keeps values apart from then on. Goes away again where `work` fails. One after another.
 * @throws AppError 409 `valuesNotUnique` where records share a value.
 */
export function withKey<T>(
  ctx: Context,
  find: () => Promise<WantedKey | null>,
  work: (made: Definitions) => Promise<T>,
): Promise<T> {
  return withIndexLock(ctx, async (session) => {
    const wanted = await find();
    if (!wanted) return work({});
    const [name, statement] = keyOf(wanted);
    const drop = { text: `drop index concurrently if exists ${quote(name)}` };
    await session.query(drop);
    try {
      await session.query({ text: statement.replace('create unique index', 'create unique index concurrently') });
      return await work({ [name]: statement });
    } catch (error) {
      // Unless it became unique in another way meanwhile.
      if (await find()) await session.query(drop);
      throw (error as { code?: unknown }).code === '23505' ? new AppError(409, 'valuesNotUnique') : error;
    }
  });
}
