import type { Language } from '../../../../shared/nouns/metadata.ts';

/** What the story says of clients, in the workspace's language. */
export interface ClientWords {
  /** A day that a company and a person keep every year. */
  readonly jubilee: string;
  readonly wedding: string;
  /** Client categories, the dearest first. */
  readonly categories: readonly string[];
  /** Tags with their colours, and a group filled by hand. */
  readonly tags: readonly string[];
  readonly group: string;
  readonly rival: { readonly strengths: string; readonly weaknesses: string };
}

export const clientWords: Readonly<Record<Language, ClientWords>> = {
  en: {
    jubilee: 'Company jubilee',
    wedding: 'Wedding day',
    categories: ['Key client', 'Regular', 'Occasional'],
    tags: ['VIP', 'Pays late', 'Reference'],
    group: 'Autumn fair',
    rival: { strengths: 'Low prices, a warehouse nearby', weaknesses: 'Slow service, no training' },
  },
  ru: {
    jubilee: 'День основания компании',
    wedding: 'Годовщина свадьбы',
    categories: ['Ключевой', 'Постоянный', 'Эпизодический'],
    tags: ['VIP', 'Платит с опозданием', 'Даёт рекомендации'],
    group: 'Осенняя выставка',
    rival: { strengths: 'Низкие цены, склад рядом', weaknesses: 'Медленный сервис, нет обучения' },
  },
  bg: {
    jubilee: 'Рожден ден на фирмата',
    wedding: 'Годишнина от сватбата',
    categories: ['Ключов', 'Редовен', 'Случаен'],
    tags: ['VIP', 'Плаща със закъснение', 'Препоръчва ни'],
    group: 'Есенно изложение',
    rival: { strengths: 'Ниски цени, склад наблизо', weaknesses: 'Бавен сервиз, без обучение' },
  },
  hy: {
    jubilee: 'Ընկերության հիմնադրման օրը',
    wedding: 'Հարսանիքի տարեդարձ',
    categories: ['Առանցքային', 'Մշտական', 'Պատահական'],
    tags: ['VIP', 'Ուշ է վճարում', 'Խորհուրդ է տալիս'],
    group: 'Աշնանային ցուցահանդես',
    rival: { strengths: 'Ցածր գներ, մոտակա պահեստ', weaknesses: 'Դանդաղ սպասարկում, ուսուցում չկա' },
  },
  ka: {
    jubilee: 'კომპანიის დაარსების დღე',
    wedding: 'ქორწილის დღე',
    categories: ['საკვანძო', 'მუდმივი', 'შემთხვევითი'],
    tags: ['VIP', 'აგვიანებს გადახდას', 'გვირჩევს სხვებს'],
    group: 'შემოდგომის გამოფენა',
    rival: { strengths: 'დაბალი ფასები, ახლო საწყობი', weaknesses: 'ნელი სერვისი, სწავლება არ აქვს' },
  },
};
