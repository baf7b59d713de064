import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { trimLocaleData } from './tools/build/locale-data.mjs';
import { textParts } from './tools/build/text-parts.ts';

/** The clients' portal: a page by itself beside the web client (dist/web/portal), so that neither is heavier for the other. */
export default defineConfig({
  root: 'modules/portal/web/page',
  base: '/portal/',
  publicDir: false,
  plugins: [react(), trimLocaleData(), textParts()],
  html: { cspNonce: '__CSP_NONCE__' },
  json: { namedExports: false },
  build: { outDir: '../../../../dist/web/portal', emptyOutDir: true, assetsInlineLimit: 0 },
});
