import { fileURLToPath } from 'node:url';

/** The folder of package.json: as far above this source as above the bundle, `dist/server/rapport.js`. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
