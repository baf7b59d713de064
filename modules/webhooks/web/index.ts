import type { WebModule } from '../../../web/module.ts';

export const webhooksWeb: WebModule = {
  name: 'webhooks',
  locales: {
    en: () => import('../locales/en.json'),
    ru: () => import('../locales/ru.json'),
    bg: () => import('../locales/bg.json'),
    hy: () => import('../locales/hy.json'),
    ka: () => import('../locales/ka.json'),
  },
};
