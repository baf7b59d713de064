import type { TransactionContext } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import { languages } from '../../../shared/nouns/metadata.ts';
import { pipeline, stage } from '../contract/index.ts';

type Words = readonly [en: string, ru: string, bg: string, hy: string, ka: string];

/** The algorithm of selling every workspace begins with; from then on it is the workspace's own data. */
export const firstPipeline = {
  /** What it is known by in packages; each stage by this and its own key. */
  key: 'preset.standard.sales',
  name: ['Sales', 'Продажи', 'Продажби', 'Վաճառք', 'გაყიდვები'],
  stages: {
    prospecting: ['open', 10, 'gray', 'Prospecting', 'Поиск', 'Проучване', 'Որոնում', 'ძიება'],
    engaging: ['open', 25, 'blue', 'Engaging', 'Контакт', 'Контакт', 'Կապ', 'კონტაქტი'],
    proposal: ['open', 50, 'violet', 'Proposal', 'Предложение', 'Оферта', 'Առաջարկ', 'შეთავაზება'],
    negotiation: ['open', 75, 'orange', 'Negotiation', 'Переговоры', 'Преговори', 'Բանակցություն', 'მოლაპარაკება'],
    won: ['won', 100, 'green', 'Won', 'Выиграна', 'Спечелена', 'Շահված', 'მოგებული'],
    lost: ['lost', 0, 'red', 'Lost', 'Проиграна', 'Загубена', 'Պարտված', 'წაგებული'],
  },
} as const;

/** Gives a new workspace the algorithm of selling it can start with at once. */
export async function createFirstPipeline(ctx: TransactionContext): Promise<void> {
  const language = languages.indexOf(ctx.workspace.language);
  const { key, name, stages } = firstPipeline;
  const first = await createRecord(ctx, pipeline, { name: wordOf(name, language), externalId: key });
  for (const [position, [own, [kind, probability, color, ...words]]] of Object.entries(stages).entries()) {
    const said = { kind, probability, color, name: wordOf(words, language), position };
    await createRecord(ctx, stage, { ...said, pipeline: first.id, externalId: `${key}.${own}` });
  }
}

function wordOf(words: Words, language: number): string {
  return words[language] ?? words[0];
}
