import { type ConfigurationPackage, packageSchema } from '../../shared/configuration/package.ts';
import { parseInput } from '../../shared/contract/field-errors.ts';
import { AppError, invalid } from '../../shared/errors.ts';
import { readVersion } from '../config/version.ts';
import type { Configuration, ConfigurationPart, Item } from './part.ts';

/** The configuration as a package to be kept or sent. */
export function packConfiguration(parts: Configuration): ConfigurationPackage {
  const packed = Object.entries(parts).map(([name, items]) => [name, items.map((item) => ({ ...item }))]);
  return {
    ...{ format: 'rapport-configuration', schema: packageSchema, product: readVersion() },
    parts: Object.fromEntries(packed),
  };
}

/**
 * The configuration in a package.
 * @throws AppError 422 `packageTooNew` for one of a later Rapport, `invalid` naming the items at fault.
 */
export function openPackage(parts: readonly ConfigurationPart[], given: ConfigurationPackage): Configuration {
  if (given.schema > packageSchema) throw new AppError(422, 'packageTooNew', { schema: given.schema });
  return Object.fromEntries(
    Object.entries(given.parts).map(([name, items]) => {
      const part = parts.find((one) => one.name === name);
      if (!part) throw invalid([{ path: `package.parts.${name}`, code: 'unknownProperty' }]);
      const parsed = items.map((item, index) => parseItem(part, item, `package.parts.${name}.${index}`));
      assertOnce(part, parsed);
      return [name, parsed];
    }),
  );
}

function assertOnce({ name, keyOf }: ConfigurationPart, items: readonly Item[]): void {
  const keys = new Set<string>();
  for (const [index, item] of items.entries()) {
    const key = keyOf(item);
    if (keys.has(key)) throw invalid([{ path: `package.parts.${name}.${index}`, code: 'duplicate' }]);
    keys.add(key);
  }
}

function parseItem(part: ConfigurationPart, item: unknown, path: string) {
  try {
    return parseInput(part.item, item);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw invalid(error.fields.map((fault) => ({ ...fault, path: fault.path ? `${path}.${fault.path}` : path })));
  }
}
