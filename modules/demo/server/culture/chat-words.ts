import type { Language } from '../../../../shared/nouns/metadata.ts';

/** What visitors of the demo company's site write, and what they are answered: theirs and ours by turns. */
export interface ChatWords {
  readonly channel: string;
  readonly answered: readonly string[];
  readonly waiting: readonly string[];
  readonly stranger: readonly string[];
}

export const chatWords: Readonly<Record<Language, ChatWords>> = {
  en: {
    channel: 'Our site',
    answered: [
      'Good day! Is the second delivery already on its way?',
      'Good day! It left the warehouse this morning and is with you tomorrow before noon.',
      'Wonderful, thank you.',
      'You are welcome. Call me if anything is missing.',
    ],
    waiting: [
      'Hello, we would like the same equipment for one more branch.',
      'Gladly! How many workplaces are there?',
      'Six. And could your people install it on a Saturday?',
    ],
    stranger: ['Do you also rent equipment out for a fair? We need it for four days.'],
  },
  ru: {
    channel: 'Наш сайт',
    answered: [
      'Добрый день! Вторая поставка уже в пути?',
      'Добрый день! Утром ушла со склада, завтра до полудня будет у вас.',
      'Отлично, спасибо.',
      'Пожалуйста. Если чего-то не хватит, звоните.',
    ],
    waiting: [
      'Здравствуйте, нам нужно такое же оборудование для ещё одного филиала.',
      'С удовольствием! Сколько там рабочих мест?',
      'Шесть. А ваши люди смогут установить его в субботу?',
    ],
    stranger: ['А вы сдаёте оборудование в аренду на выставку? Нужно на четыре дня.'],
  },
  bg: {
    channel: 'Нашият сайт',
    answered: [
      'Добър ден! Втората доставка вече пътува ли?',
      'Добър ден! Тръгна от склада тази сутрин и утре преди обяд е при вас.',
      'Чудесно, благодаря.',
      'Моля. Обадете се, ако нещо липсва.',
    ],
    waiting: [
      'Здравейте, искаме същото оборудване за още един клон.',
      'С удоволствие! Колко са работните места?',
      'Шест. А могат ли вашите хора да го монтират в събота?',
    ],
    stranger: ['Давате ли оборудване под наем за изложение? Трябва ни за четири дни.'],
  },
  hy: {
    channel: 'Մեր կայքը',
    answered: [
      'Բարև ձեզ։ Երկրորդ մատակարարումն արդեն ճանապարհի՞ն է։',
      'Բարև ձեզ։ Այսօր առավոտյան դուրս է եկել պահեստից, վաղը մինչև կեսօր ձեզ մոտ կլինի։',
      'Հրաշալի է, շնորհակալություն։',
      'Խնդրեմ։ Եթե ինչ-որ բան պակասի, զանգահարեք ինձ։',
    ],
    waiting: [
      'Բարև ձեզ, նույն սարքավորումն ուզում ենք ևս մեկ մասնաճյուղի համար։',
      'Սիրով։ Քանի՞ աշխատատեղ է այնտեղ։',
      'Վեց։ Իսկ ձեր մարդիկ կարո՞ղ են տեղադրել շաբաթ օրը։',
    ],
    stranger: ['Ցուցահանդեսի համար սարքավորում վարձով տալի՞ս եք։ Չորս օրով է պետք։'],
  },
  ka: {
    channel: 'ჩვენი საიტი',
    answered: [
      'გამარჯობა! მეორე მიწოდება უკვე გზაშია?',
      'გამარჯობა! დღეს დილით გავიდა საწყობიდან და ხვალ შუადღემდე თქვენთან იქნება.',
      'მშვენიერია, გმადლობთ.',
      'არაფრის. თუ რამე დააკლდება, დამირეკეთ.',
    ],
    waiting: [
      'გამარჯობა, იგივე აღჭურვილობა კიდევ ერთი ფილიალისთვის გვინდა.',
      'სიამოვნებით! რამდენი სამუშაო ადგილია?',
      'ექვსი. თქვენი ხალხი შაბათს დაამონტაჟებს?',
    ],
    stranger: ['გამოფენისთვის აღჭურვილობას აქირავებთ? ოთხი დღით გვჭირდება.'],
  },
};
