import type { TextSource } from '../i18n/i18n.ts';

/** The shell's own texts, and those of every error the platform answers. */
export const shellTexts: TextSource = {
  name: 'shell',
  locales: {
    en: () => import('./locales/en.json'),
    ru: () => import('./locales/ru.json'),
    bg: () => import('./locales/bg.json'),
    hy: () => import('./locales/hy.json'),
    ka: () => import('./locales/ka.json'),
  },
};
