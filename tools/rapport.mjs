// `npm run rapport -- COMMAND`: the commands of Rapport, installing and building first where that is needed.
import { findNodeFault } from './node-version.mjs';

const fault = findNodeFault(process.version);
if (fault) {
  console.error(fault);
  process.exit(69);
}
const { runRapport } = await import('./run-rapport.mjs');
process.exitCode = await runRapport(process.argv.slice(2));
