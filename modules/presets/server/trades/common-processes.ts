import type { PresetProcess } from '../preset.ts';

/** Who asks is answered, while they still wait. */
export const callLead: PresetProcess = {
  name: ['A new lead is called within a working day', 'Новому лиду звонят за рабочий день', 'На нов лийд се обаждаме до един работен ден', 'Նոր լիդին զանգում են մեկ աշխատանքային օրում', 'ახალ ლიდს ერთ სამუშაო დღეში ურეკავენ'],
  noun: 'lead',
  start: { on: 'made' },
  task: ['Call {{name}}', 'Позвонить: {{name}}', 'Обаждане: {{name}}', 'Զանգահարել՝ {{name}}', 'დარეკვა: {{name}}'],
  ...{ kind: 'call', within: 1 },
};

/** By a date: so many days before or after it, in the morning. */
export function byDate(field: string, side: 'before' | 'after', count: number): PresetProcess['start'] {
  return { on: 'date', field, side, count, unit: side === 'after' ? 'workingDays' : 'days', hour: 9 };
}
