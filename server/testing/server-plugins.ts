import type { Plugin } from 'esbuild';

const { eagerGlob } = (await import(new URL('../../tools/build/eager-glob.mjs', import.meta.url).href)) as {
  readonly eagerGlob: Plugin;
};

/** What esbuild needs to bundle files of the server, as the build does. */
export const serverPlugins: Plugin[] = [eagerGlob];
