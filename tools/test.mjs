// `npm test`: every gate of the project in order, cheapest first. `npm test -- types walls` runs only the steps named.
import { findNodeFault } from './node-version.mjs';

const fault = findNodeFault(process.version);
if (fault) {
  console.error(fault);
  process.exit(69);
}
// Loaded only now: an older Node might stumble over newer words in it and never come to say so.
const { runTests } = await import('./run-tests.mjs');
process.exitCode = (await runTests(process.argv.slice(2))) ? 0 : 1;
