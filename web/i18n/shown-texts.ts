import type { i18n } from 'i18next';

let shown: i18n | null = null;

/** From now on these are the texts of the page. */
export function showTexts(texts: i18n): void {
  shown = texts;
}

/** The texts of the page, for what is told outside of components: a notice when something is done. */
export function getI18n(): i18n {
  if (!shown) throw new Error('No texts are shown yet');
  return shown;
}
