import type { ServerModule } from '../../../server/module.ts';
import bg from '../locales/bg.json' with { type: 'json' };
import en from '../locales/en.json' with { type: 'json' };
import hy from '../locales/hy.json' with { type: 'json' };
import ka from '../locales/ka.json' with { type: 'json' };
import ru from '../locales/ru.json' with { type: 'json' };

/** What this module's nouns, fields and options are called, for matching names that come from outside. */
export const labels: ServerModule['labels'] = { en, ru, bg, hy, ka };
