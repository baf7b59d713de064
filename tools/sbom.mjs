// Writes what the product is made of as CycloneDX, from the lockfile alone and without a network: node tools/sbom.mjs [FILE]
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const file = path.resolve(process.argv[2] ?? path.join(root, 'dist', 'sbom.cdx.json'));
const { name, version, license } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'];
const sbom = JSON.parse(
  execFileSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] }),
);
// With --omit=dev npm leaves out what is shipped, too, wherever something of development needs the same.
const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
const shipped = new Set(
  Object.entries(packages)
    .filter(([place, { dev, devOptional }]) => place && !dev && !devOptional)
    .map(
      ([place, entry]) =>
        `${place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${entry.version}`,
    ),
);
const top = sbom.metadata.component['bom-ref'];
sbom.components = sbom.components.filter((one) => shipped.has(one['bom-ref']));
sbom.dependencies = sbom.dependencies
  .filter(({ ref }) => ref === top || shipped.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => shipped.has(one)) }));
// npm names it after the folder it lies in.
Object.assign(sbom.metadata.component, {
  name,
  version,
  type: 'application',
  licenses: [{ license: { id: license } }],
});
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`);
console.log(`${file}: ${sbom.components.length} packages`);
