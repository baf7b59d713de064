import { checkCapabilities } from './capabilities.ts';
import { checkInventory } from './inventory.ts';
import { checkLabels } from './labels.ts';
import { checkManners } from './manners.ts';
import { checkSecurity } from './security.ts';
import { checkSources } from './sources.ts';
import { checkSupplyChain } from './supply-chain.ts';
import { checkTextUse } from './text-use.ts';

/** A check looks at the tree below `root` and answers what is wrong, a line each; nothing wrong, no lines. */
type Check = (root: string) => Promise<string[]>;

const checks: Record<string, Check> = {
  labels: checkLabels,
  texts: checkTextUse,
  capabilities: checkCapabilities,
  security: checkSecurity,
  inventory: checkInventory,
  'supply chain': checkSupplyChain,
  sources: checkSources,
  manners: checkManners,
};

/** Runs every check, prints what is wrong, and resolves to how many things are. */
export async function runChecks(root: string): Promise<number> {
  let count = 0;
  for (const [name, check] of Object.entries(checks)) {
    const problems = await check(root);
    count += problems.length;
    for (const problem of problems) console.log(`${name}: ${problem}`);
  }
  return count;
}
