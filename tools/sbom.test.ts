import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';

interface Component {
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly object[];
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
}
interface Bill {
  readonly bomFormat: string;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
}
interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

const root = path.resolve(import.meta.dirname, '..');

it('the bill of materials names every package that is shipped, with its version, sum and licence, and no other', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rapport-bill-'));
  const file = path.join(folder, 'bill.json');
  execFileSync(process.execPath, [path.join(root, 'tools', 'sbom.mjs'), file], { cwd: folder });
  const bill = JSON.parse(readFileSync(file, 'utf8')) as Bill;
  rmSync(folder, { recursive: true });
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  const shipped = Object.entries(packages).filter(([place, { dev, devOptional }]) => place && !dev && !devOptional);
  const named = shipped.map(([place, { version, integrity }]) => {
    const sum = Buffer.from(integrity?.replace('sha512-', '') ?? '', 'base64').toString('hex');
    return `${place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)} ${version} ${sum}`;
  });
  const sumOf = ({ hashes }: Component) => hashes?.find(({ alg }) => alg === 'SHA-512')?.content;
  const told = bill.components.map((one) => `${one.name} ${one.version} ${sumOf(one)}`);
  expect(bill.bomFormat).toBe('CycloneDX');
  expect(bill.metadata.component).toMatchObject({ name: 'rapport', type: 'application' });
  expect(new Set(told)).toEqual(new Set(named));
  expect(bill.components.filter(({ licenses = [] }) => licenses.length === 0)).toEqual([]);
});
