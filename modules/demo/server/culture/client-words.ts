import type { Language } from '../../../../shared/nouns/metadata.ts';

/** What the story says of clients, in the workspace's language. */
export interface ClientWords {
  /** The team of all who sell. */
  readonly team: string;
  /** A day that a company and a person keep every year. */
  readonly jubilee: string;
  readonly wedding: string;
  /** Client categories, the dearest first. */
  readonly categories: readonly string[];
  /** Tags with their colours, and a group filled by hand. */
  readonly tags: readonly string[];
  readonly group: string;
  /** What a client has at work, what is planned with them, what was decided. */
  readonly installed: readonly [ours: string, theirs: string];
  readonly plan: {
    readonly name: string;
    readonly goals: string;
    readonly whiteSpace: string;
    readonly nextSteps: string;
  };
  readonly decision: { readonly name: string; readonly consequence: string };
  /** A small project, and what clients wanted after the sale: an error and a wish. */
  readonly project: { readonly name: string; readonly tasks: readonly string[] };
  readonly tickets: readonly [error: string, wish: string];
  /** What a client was answered. */
  readonly comment: string;
  /** A form on the site. */
  readonly form: string;
  readonly campaigns: { readonly names: readonly string[]; readonly goal: string };
  /** What contracts are about: of a client, of one that is served, of a partner. */
  readonly contracts: readonly [sale: string, service: string, partner: string];
  readonly rival: { readonly strengths: string; readonly weaknesses: string };
}

export const clientWords: Readonly<Record<Language, ClientWords>> = {
  en: {
    team: 'Sales',
    jubilee: 'Company jubilee',
    wedding: 'Wedding day',
    categories: ['Key client', 'Regular', 'Occasional'],
    tags: ['VIP', 'Pays late', 'Reference'],
    group: 'Autumn fair',
    installed: ['Coffee machine in the canteen', 'Older machine in the office'],
    plan: {
      name: 'Plan for the year',
      goals: 'Equip both offices',
      whiteSpace: 'Service contract, spare parts',
      nextSteps: 'Meet the head of purchasing',
    },
    decision: {
      name: 'They buy from one supplier from now on',
      consequence: 'An offer for the whole range by the end of the month',
    },
    project: { name: 'Stand at the fair', tasks: ['Order the stand', 'Print the leaflets', 'Invite clients'] },
    tickets: ['The scanner loses the connection', 'Can the report be sent every week?'],
    comment: 'We exchange the cable on Thursday; until then the old one helps.',
    form: 'Questions from the site',
    campaigns: {
      names: ['Autumn fair', 'Search advertising', 'Letters to former clients'],
      goal: 'Thirty leads and five sales',
    },
    contracts: ['Supply of equipment for the year', 'Maintenance of what was bought', 'Sales through a partner'],
    rival: { strengths: 'Low prices, a warehouse nearby', weaknesses: 'Slow service, no training' },
  },
  ru: {
    team: 'Отдел продаж',
    jubilee: 'День основания компании',
    wedding: 'Годовщина свадьбы',
    categories: ['Ключевой', 'Постоянный', 'Эпизодический'],
    tags: ['VIP', 'Платит с опозданием', 'Даёт рекомендации'],
    group: 'Осенняя выставка',
    installed: ['Кофемашина в столовой', 'Старая машина в офисе'],
    plan: {
      name: 'План на год',
      goals: 'Оснастить оба офиса',
      whiteSpace: 'Договор на обслуживание, запчасти',
      nextSteps: 'Встретиться с начальником закупок',
    },
    decision: {
      name: 'Отныне покупают у одного поставщика',
      consequence: 'До конца месяца предложение на весь ассортимент',
    },
    project: { name: 'Стенд на выставке', tasks: ['Заказать стенд', 'Напечатать листовки', 'Пригласить клиентов'] },
    tickets: ['Сканер теряет связь', 'Можно ли присылать отчёт каждую неделю?'],
    comment: 'В четверг заменим кабель; до тех пор поможет старый.',
    form: 'Вопросы с сайта',
    campaigns: {
      names: ['Осенняя выставка', 'Реклама в поиске', 'Письма бывшим клиентам'],
      goal: 'Тридцать лидов и пять продаж',
    },
    contracts: ['Поставка оборудования на год', 'Обслуживание купленного оборудования', 'Продажи через партнёра'],
    rival: { strengths: 'Низкие цены, склад рядом', weaknesses: 'Медленный сервис, нет обучения' },
  },
  bg: {
    team: 'Продажби',
    jubilee: 'Рожден ден на фирмата',
    wedding: 'Годишнина от сватбата',
    categories: ['Ключов', 'Редовен', 'Случаен'],
    tags: ['VIP', 'Плаща със закъснение', 'Препоръчва ни'],
    group: 'Есенно изложение',
    installed: ['Кафемашина в стола', 'Стара машина в офиса'],
    plan: {
      name: 'План за годината',
      goals: 'Оборудване на двата офиса',
      whiteSpace: 'Договор за сервиз, резервни части',
      nextSteps: 'Среща с началника на доставките',
    },
    decision: {
      name: 'Оттук нататък купуват от един доставчик',
      consequence: 'Оферта за целия асортимент до края на месеца',
    },
    project: { name: 'Щанд на изложението', tasks: ['Поръчка на щанда', 'Печат на листовките', 'Покана на клиентите'] },
    tickets: ['Скенерът губи връзка', 'Може ли отчетът да идва всяка седмица?'],
    comment: 'В четвъртък сменяме кабела; дотогава помага старият.',
    form: 'Въпроси от сайта',
    campaigns: {
      names: ['Есенно изложение', 'Реклама в търсачки', 'Писма до бивши клиенти'],
      goal: 'Тридесет лийда и пет продажби',
    },
    contracts: ['Доставка на оборудване за година', 'Поддръжка на закупеното оборудване', 'Продажби чрез партньор'],
    rival: { strengths: 'Ниски цени, склад наблизо', weaknesses: 'Бавен сервиз, без обучение' },
  },
  hy: {
    team: 'Վաճառքի բաժին',
    jubilee: 'Ընկերության հիմնադրման օրը',
    wedding: 'Հարսանիքի տարեդարձ',
    categories: ['Առանցքային', 'Մշտական', 'Պատահական'],
    tags: ['VIP', 'Ուշ է վճարում', 'Խորհուրդ է տալիս'],
    group: 'Աշնանային ցուցահանդես',
    installed: ['Սուրճի մեքենա ճաշարանում', 'Հին մեքենա գրասենյակում'],
    plan: {
      name: 'Տարվա պլան',
      goals: 'Կահավորել երկու գրասենյակները',
      whiteSpace: 'Սպասարկման պայմանագիր, պահեստամասեր',
      nextSteps: 'Հանդիպել գնումների ղեկավարին',
    },
    decision: {
      name: 'Այսուհետ գնում են մեկ մատակարարից',
      consequence: 'Առաջարկ ամբողջ տեսականու համար մինչև ամսվա վերջ',
    },
    project: {
      name: 'Տաղավար ցուցահանդեսում',
      tasks: ['Պատվիրել տաղավարը', 'Տպել թերթիկները', 'Հրավիրել հաճախորդներին'],
    },
    tickets: ['Սկաները կորցնում է կապը', 'Կարո՞ղ է հաշվետվությունը գալ ամեն շաբաթ'],
    comment: 'Հինգշաբթի կփոխենք մալուխը․ մինչ այդ կօգնի հինը։',
    form: 'Հարցեր կայքից',
    campaigns: {
      names: ['Աշնանային ցուցահանդես', 'Գովազդ որոնման մեջ', 'Նամակներ նախկին հաճախորդներին'],
      goal: 'Երեսուն լիդ և հինգ վաճառք',
    },
    contracts: [
      'Սարքավորումների տարեկան մատակարարում',
      'Գնված սարքավորումների սպասարկում',
      'Վաճառք գործընկերոջ միջոցով',
    ],
    rival: { strengths: 'Ցածր գներ, մոտակա պահեստ', weaknesses: 'Դանդաղ սպասարկում, ուսուցում չկա' },
  },
  ka: {
    team: 'გაყიდვების განყოფილება',
    jubilee: 'კომპანიის დაარსების დღე',
    wedding: 'ქორწილის დღე',
    categories: ['საკვანძო', 'მუდმივი', 'შემთხვევითი'],
    tags: ['VIP', 'აგვიანებს გადახდას', 'გვირჩევს სხვებს'],
    group: 'შემოდგომის გამოფენა',
    installed: ['ყავის აპარატი სასადილოში', 'ძველი აპარატი ოფისში'],
    plan: {
      name: 'წლის გეგმა',
      goals: 'ორივე ოფისის აღჭურვა',
      whiteSpace: 'მომსახურების ხელშეკრულება, სათადარიგო ნაწილები',
      nextSteps: 'შეხვედრა შესყიდვების უფროსთან',
    },
    decision: {
      name: 'ამიერიდან ერთი მომწოდებლისგან ყიდულობენ',
      consequence: 'შეთავაზება მთელ ასორტიმენტზე თვის ბოლომდე',
    },
    project: { name: 'სტენდი გამოფენაზე', tasks: ['სტენდის შეკვეთა', 'ბუკლეტების ბეჭდვა', 'კლიენტების მოწვევა'] },
    tickets: ['სკანერი კავშირს კარგავს', 'შეიძლება ანგარიში ყოველ კვირას მოდიოდეს?'],
    comment: 'ხუთშაბათს კაბელს შევცვლით; მანამდე ძველი გამოდგება.',
    form: 'კითხვები საიტიდან',
    campaigns: {
      names: ['შემოდგომის გამოფენა', 'რეკლამა საძიებოში', 'წერილები ყოფილ კლიენტებს'],
      goal: 'ოცდაათი ლიდი და ხუთი გაყიდვა',
    },
    contracts: [
      'მოწყობილობის მიწოდება ერთი წლით',
      'შეძენილი მოწყობილობის მომსახურება',
      'გაყიდვები პარტნიორის მეშვეობით',
    ],
    rival: { strengths: 'დაბალი ფასები, ახლო საწყობი', weaknesses: 'ნელი სერვისი, სწავლება არ აქვს' },
  },
};
