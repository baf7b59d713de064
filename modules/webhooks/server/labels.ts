import bg from '../locales/bg.json' with { type: 'json' };
import en from '../locales/en.json' with { type: 'json' };
import hy from '../locales/hy.json' with { type: 'json' };
import ka from '../locales/ka.json' with { type: 'json' };
import ru from '../locales/ru.json' with { type: 'json' };

/** The module's words, for what the server writes itself. */
export const texts = { en, ru, bg, hy, ka } as const;
