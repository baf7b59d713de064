import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The web client: built into dist/web, served by the server, which puts a fresh nonce where `__CSP_NONCE__` stands. */
export default defineConfig({
  root: 'web',
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // The content security policy allows no data: addresses for scripts and fonts.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            // One file of texts a language, whatever the number of modules.
            ...['en', 'ru', 'bg', 'hy', 'ka'].map((language) => ({
              name: `texts-${language}`,
              test: new RegExp(`/locales/${language}\\.json$`),
            })),
          ],
        },
      },
    },
  },
  server: {
    proxy: { '/api': process.env.RAPPORT_SERVER ?? 'http://127.0.0.1:3000' },
  },
});
