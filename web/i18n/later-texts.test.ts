import { describe, expect, it, vi } from 'vitest';
import { createTranslations } from './i18n.ts';

const words = { en: 'Stage', ru: 'Стадия', bg: 'Фаза', hy: 'Փուլ', ka: 'ეტაპი' } as const;

function source(later = vi.fn(async (language: keyof typeof words) => ({ stage: words[language] }))) {
  return { name: 'deals', load: async () => ({ deals: { title: 'Deals' } }), later };
}

describe('texts that screens bring', () => {
  it('are there once they were loaded, each once', async () => {
    const deals = source();
    const { i18n, later } = await createTranslations([deals], 'en');
    expect(i18n.exists('deals:stage')).toBe(false);
    const loading = later.load(['deals']);
    expect(later.load(['deals'])).toBe(loading);
    await loading;
    expect(later.load(['deals'])).toBe(loading);
    expect([i18n.t('deals:title'), i18n.t('deals:stage')]).toEqual(['Deals', 'Stage']);
    await later.load(['deals']);
    expect(deals.later).toHaveBeenCalledTimes(1);
  });

  it('follow the language before it is shown, and only those that were asked for', async () => {
    const deals = source();
    const tasks = { ...source(), name: 'tasks' };
    const { i18n, later, changeLanguage } = await createTranslations([deals, tasks], 'en');
    await later.load(['deals']);
    await changeLanguage('ka');
    expect(i18n.t('deals:stage')).toBe('ეტაპი');
    expect(tasks.later).not.toHaveBeenCalled();
  });

  it('are no business of a module that has none', async () => {
    const { later } = await createTranslations([{ name: 'tags', load: async () => ({}) }], 'en');
    await expect(later.load(['tags', 'unknown'])).resolves.toBeUndefined();
  });

  it('that could not be loaded refuse for a moment, then are asked for again', async () => {
    vi.useFakeTimers();
    const deals = source(
      vi.fn().mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValue({ stage: 'S' }),
    );
    const { i18n, later } = await createTranslations([deals], 'en');
    await expect(later.load(['deals'])).rejects.toThrow('Failed to fetch');
    await expect(later.load(['deals'])).rejects.toThrow('Failed to fetch');
    expect(deals.later).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(3_000);
    await later.load(['deals']);
    expect(i18n.t('deals:stage')).toBe('S');
    vi.useRealTimers();
  });
});
