import type { ConfigurationPackage } from '../../../shared/configuration/package.ts';
import { AppError } from '../../../shared/errors.ts';

/** The package in a file a person chose; the server looks at what is in it. Throws `notAPackage` for one that is none. */
export async function readPackageFile(file: File): Promise<ConfigurationPackage> {
  const read = parsed(await file.text());
  if (typeof read === 'object' && read !== null && 'format' in read && read.format === 'rapport-configuration')
    return read as unknown as ConfigurationPackage;
  throw new AppError(422, 'notAPackage');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
