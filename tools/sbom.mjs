// Writes what the product is made of as CycloneDX, from the lockfile alone and without a network: node tools/sbom.mjs [FILE]
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const file = path.resolve(process.argv[2] ?? path.join(root, 'dist', 'sbom.cdx.json'));
const { name, version, license } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--omit=dev'];
const sbom = JSON.parse(
  execFileSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] }),
);
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
