// Adds to package-lock.json the optional packages of other platforms that the registry it was made with did not have, so
// that `npm ci` accepts the lock everywhere. Run after every change of dependencies: node tools/complete-lock.mjs
import { readFile, writeFile } from 'node:fs/promises';

const platforms = new Set(['android', 'darwin', 'linux', 'win32', 'freebsd', 'openharmony']);
const processors = {
  arm64: 'arm64',
  x64: 'x64',
  ia32: 'ia32',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  arm: 'arm',
};

const file = process.argv[2] ?? 'package-lock.json';
const lock = JSON.parse(await readFile(file, 'utf8'));
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`;
    if (lock.packages[place] || lock.packages[`${path}/${place}`]) continue;
    lock.packages[place] = { version, ...platformOf(name), ...(entry.dev ? { dev: true } : {}), optional: true };
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([one], [other]) => (one < other ? -1 : 1)));
await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`);

/** Packages of one platform say which in their names: `cli-linux-x64-musl`. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = words.find((word) => platforms.has(word));
  const cpu = words.map((word) => processors[word]).find(Boolean);
  if (!os || !cpu) throw new Error(`${name} is missing from the lock and names no platform`);
  const libc = words.some((word) => word.startsWith('musl'))
    ? ['musl']
    : words.some((word) => word.startsWith('gnu'))
      ? ['glibc']
      : null;
  return { cpu: [cpu], os: [os], ...(libc ? { libc } : {}) };
}
