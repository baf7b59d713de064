import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What Vite makes of `import.meta.glob(patterns, { eager: true, import: 'default' })`, for what esbuild bundles: an object of
 * the files by their paths. A `*` stands for anything within one name.
 *
 * @type {import('esbuild').Plugin}
 */
export const eagerGlob = {
  name: 'eager-glob',
  setup(build) {
    build.onLoad({ filter: /[\\/]server[\\/]texts[\\/]locales\.ts$/ }, ({ path: file }) => {
      const folder = path.dirname(file);
      const watchDirs = new Set();
      const imports = [];
      const contents = readFileSync(file, 'utf8').replace(
        /import\.meta\.glob(?:<\w+>)?\(\s*(\[[^\]]*\])[^)]*\)/g,
        (_, patterns) => {
          const found = [...patterns.matchAll(/'([^']+)'/g)].flatMap(([, pattern]) => find(folder, pattern, watchDirs));
          const first = imports.length;
          imports.push(...found.map((name, index) => `import glob${first + index} from ${JSON.stringify(name)};`));
          return `{${found.map((name, index) => `${JSON.stringify(name)}: glob${first + index}`).join(', ')}}`;
        },
      );
      return { contents: [...imports, contents].join('\n'), loader: 'ts', watchDirs: [...watchDirs] };
    });
  },
};

/** The files below `folder` that fit, in order, as written in the pattern. */
function find(folder, pattern, watched) {
  const found = pattern.split('/').reduce(
    (before, part) => {
      if (!part.includes('*')) return before.map((start) => [...start, part]);
      const fits = new RegExp(`^${part.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`);
      return before.flatMap((start) =>
        namesIn(path.join(folder, ...start), watched)
          .filter((name) => fits.test(name))
          .map((name) => [...start, name]),
      );
    },
    [[]],
  );
  return found.map((parts) => parts.join('/'));
}

function namesIn(folder, watched) {
  try {
    const names = readdirSync(folder).sort();
    watched.add(folder);
    return names;
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  }
}
