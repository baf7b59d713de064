// Must parse on any Node that knows modules, however old: it is what says that Node is too old.
export const NEEDED = [20, 19];

/** One line when this Node can not run Rapport, else null. `version` is like `v20.19.0`. */
export function findNodeFault(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return null;
  return `Rapport needs Node ${NEEDED.join('.')} or newer, and this is ${version}: get one from https://nodejs.org, then start again.`;
}
