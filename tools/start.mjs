// `npm start`: on a fresh machine installs, builds and starts Rapport; later only starts it. Needs Node and npm alone.
import { findNodeFault } from './node-version.mjs';

const fault = findNodeFault(process.version);
if (fault) {
  console.error(fault);
  process.exit(69);
}
// Loaded only now: an older Node might stumble over newer words in it and never come to say so.
const { runRapport } = await import('./run-rapport.mjs');
process.exitCode = await runRapport(['start', ...process.argv.slice(2)]);
