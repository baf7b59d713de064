import type { TransactionContext } from '../../../server/context.ts';
import { createRecord } from '../../../server/records/create.ts';
import type { Language } from '../../../shared/nouns/metadata.ts';
import { pipeline, stage } from '../contract/index.ts';

const steps = [
  { kind: 'open', probability: 10, color: 'gray' },
  { kind: 'open', probability: 25, color: 'blue' },
  { kind: 'open', probability: 50, color: 'violet' },
  { kind: 'open', probability: 75, color: 'orange' },
  { kind: 'won', probability: 100, color: 'green' },
  { kind: 'lost', probability: 0, color: 'red' },
] as const;

/** The names a new workspace starts with: the pipeline's, then its stages'. From then on they are the workspace's own data. */
const names: Readonly<Record<Language, readonly [string, readonly string[]]>> = {
  en: ['Sales', ['Prospecting', 'Engaging', 'Proposal', 'Negotiation', 'Won', 'Lost']],
  ru: ['Продажи', ['Поиск', 'Контакт', 'Предложение', 'Переговоры', 'Выиграна', 'Проиграна']],
  bg: ['Продажби', ['Проучване', 'Контакт', 'Оферта', 'Преговори', 'Спечелена', 'Загубена']],
  hy: ['Վաճառք', ['Որոնում', 'Կապ', 'Առաջարկ', 'Բանակցություն', 'Շահված', 'Պարտված']],
  ka: ['გაყიდვები', ['ძიება', 'კონტაქტი', 'შეთავაზება', 'მოლაპარაკება', 'მოგებული', 'წაგებული']],
};

/** Gives a new workspace the algorithm of selling it can start with at once. */
export async function createFirstPipeline(ctx: TransactionContext): Promise<void> {
  const [name, stageNames] = names[ctx.workspace.language];
  const first = await createRecord(ctx, pipeline, { name });
  for (const [position, step] of steps.entries())
    await createRecord(ctx, stage, { ...step, name: stageNames[position] ?? step.kind, pipeline: first.id, position });
}
