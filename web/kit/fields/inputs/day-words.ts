import { addUnits } from '../../../../shared/dates/iso-date.ts';

/** What follows in any of the five languages: people type the one they think in, whatever the page speaks. */
const days: Readonly<Record<string, number>> = {
  ...count(0, ['today', 'сегодня', 'днес', 'այսօր', 'დღეს']),
  ...count(1, ['tomorrow', 'завтра', 'утре', 'վաղը', 'ხვალ']),
  ...count(2, ['day after tomorrow', 'послезавтра', 'вдругиден', 'մյուս օրը', 'վաղը չէ մյուս օրը', 'ზეგ']),
  ...count(-1, ['yesterday', 'вчера', 'երեկ', 'გუშინ']),
};

/** From Monday on: names, how they are said with “on”, and short. */
const weekdays: readonly (readonly string[])[] = [
  ['monday', 'mon', 'понедельник', 'пн', 'понеделник', 'երկուշաբթի', 'երկ', 'ორშაბათი', 'ორშაბათს', 'ორშ'],
  ['tuesday', 'tue', 'вторник', 'вт', 'երեքշաբթի', 'երք', 'სამშაბათი', 'სამშაბათს', 'სამ'],
  ['wednesday', 'wed', 'среда', 'среду', 'ср', 'сряда', 'չորեքշաբթի', 'չրք', 'ოთხშაბათი', 'ოთხშაბათს', 'ოთხ'],
  ['thursday', 'thu', 'четверг', 'чт', 'четвъртък', 'հինգշաբթի', 'հնգ', 'ხუთშაბათი', 'ხუთშაბათს', 'ხუთ'],
  ['friday', 'fri', 'пятница', 'пятницу', 'пт', 'петък', 'ուրբաթ', 'ուրբ', 'პარასკევი', 'პარასკევს', 'პარ'],
  ['saturday', 'sat', 'суббота', 'субботу', 'сб', 'събота', 'շաբաթ', 'შაბათი', 'შაბათს', 'შაბ'],
  ['sunday', 'sun', 'воскресенье', 'вс', 'неделя', 'нд', 'կիրակի', 'կիր', 'კვირა', 'კვირას'],
];

type Unit = 'day' | 'week' | 'month';

/** Units as they are said after a number, of which none is the name of a weekday. */
const units: Readonly<Record<string, Unit>> = {
  ...unit('day', 'day days d день дня дней дн ден дни օրից օր დღეში დღის'),
  ...unit('week', 'week weeks w неделю недели недель нед седмица седмици շաբաթից კვირაში კვირის'),
  ...unit('month', 'month months месяц месяца месяцев мес месец месеца ամսից ամիս თვეში თვის'),
};

const ahead: ReadonlySet<string> = new Set(['in', 'next', 'через', 'след']);
const back: ReadonlySet<string> = new Set(['ago', 'назад', 'преди', 'առաջ', 'წინ']);
const on: ReadonlySet<string> = new Set(['on', 'next', 'в', 'во', 'във']);
const one: ReadonlySet<string> = new Set(['a', 'one', 'один', 'одну', 'един', 'една', 'մեկ', 'մի', 'ერთ']);

/**
 * Reads a day said in words ("tomorrow", "в пятницу", "+3", "in 2 weeks", "3 օրից") into an ISO date, counted from `today`; null for
 * what says no day. A weekday is the next one to come, never today.
 */
export function readDayWords(typed: string, today: string): string | null {
  const words = typed.toLowerCase().replaceAll('ё', 'е').replaceAll(/[.,]/g, ' ').split(/\s+/).filter(Boolean);
  const text = words.join(' ');
  const steps = days[text] ?? findSteps(text);
  if (steps !== null) return addUnits(today, steps, 'day');
  return readWeekday(words, today) ?? readSpan(words, today);
}

/** "+3" and "-1": so many days from today. */
function findSteps(text: string): number | null {
  return /^[+−-]\d{1,3}$/.test(text) ? Number(text.replace('−', '-')) : null;
}

function readWeekday(words: readonly string[], today: string): string | null {
  const [name, ...more] = words.length === 2 && on.has(words[0] ?? '') ? words.slice(1) : words;
  const index = more.length > 0 ? -1 : weekdays.findIndex((names) => names.includes(name ?? ''));
  if (index < 0) return null;
  const now = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addUnits(today, ((index - now + 6) % 7) + 1, 'day');
}

/** "in 2 weeks", "через неделю", "преди 3 дни": one where no number is said, and then only with a word that says which way. */
function readSpan(words: readonly string[], today: string): string | null {
  const said = words.flatMap((word) => /^(\d+)(\p{L}+)$/u.exec(word)?.slice(1) ?? [word]);
  const isBack = said.some((word) => back.has(word));
  const [first = '', second, ...more] = said.filter((word) => !ahead.has(word) && !back.has(word));
  const isCounted = second !== undefined;
  const named = units[isCounted ? second : first];
  const number = isCounted ? (one.has(first) ? 1 : /^\d{1,3}$/.test(first) ? Number(first) : null) : 1;
  if (!named || number === null || more.length > 0) return null;
  const isSaid = isCounted || said.length > 1 || /(ից|ში)$/.test(first);
  return isSaid ? addUnits(today, isBack ? -number : number, named) : null;
}

function count(steps: number, words: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(words.map((word) => [word, steps]));
}

function unit(name: Unit, words: string): Readonly<Record<string, Unit>> {
  return Object.fromEntries(words.split(' ').map((word) => [word, name]));
}
