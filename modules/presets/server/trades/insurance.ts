import type { Preset } from '../preset.ts';
import { choice, columns, count, date, files, formula, longText, money, number, percent, relation, text } from '../preset-fields.ts';
import { byDate, callLead } from './common-processes.ts';
import { common } from './common-words.ts';

/** Brokers of insurance and credit: policies that end, claims, applications for loans. */
export const insurance: Preset = {
  name: 'insurance',
  icon: 'shield',
  label: ['Insurance and finance', 'Страхование и финансы', 'Застраховане и финанси', 'Ապահովագրություն և ֆինանսներ', 'დაზღვევა და ფინანსები'],
  about: [
    'Policies and renewals, claims, commissions of insurers and applications for loans',
    'Полисы и пролонгации, страховые случаи, комиссии страховщиков и кредитные заявки',
    'Полици и подновявания, щети, комисиони от застрахователи и искания за кредит',
    'Վկայագրեր և երկարացումներ, պատահարներ, ապահովագրողների միջնորդավճարներ և վարկային հայտեր',
    'პოლისები და განახლებები, ზარალის შემთხვევები, მზღვეველების საკომისიო და სესხის განაცხადები',
  ],
  nouns: {
    xPolicy: {
      plural: 'x-policies',
      icon: 'shield',
      rights: 'work',
      one: ['Policy', 'Страховой полис', 'Застрахователна полица', 'Ապահովագրության վկայագիր', 'სადაზღვევო პოლისი'],
      many: ['Policies', 'Страховые полисы', 'Застрахователни полици', 'Ապահովագրության վկայագրեր', 'სადაზღვევო პოლისები'],
      title: ['Policy number', 'Номер полиса', 'Номер на полицата', 'Վկայագրի համար', 'პოლისის ნომერი'],
      fields: {
        xHolder: relation(['Policyholder', 'Страхователь', 'Застраховащ', 'Ապահովադիր', 'დამზღვევი'], 'person'),
        xHolderCompany: relation(['Policyholder (company)', 'Страхователь (компания)', 'Застраховащ (фирма)', 'Ապահովադիր (ընկերություն)', 'დამზღვევი (კომპანია)'], 'company'),
        xInsurer: relation(['Insurer', 'Страховщик', 'Застраховател', 'Ապահովագրող', 'მზღვეველი'], 'company', { required: true }),
        xKind: choice(['Class of insurance', 'Вид страхования', 'Вид застраховка', 'Ապահովագրության տեսակ', 'დაზღვევის სახეობა'], {
          motorLiability: ['orange', 'Motor third-party liability', 'ОСАГО', 'Гражданска отговорност', 'ԱՊՊԱ', 'ავტოპასუხისმგებლობა'],
          motorHull: ['yellow', 'Motor hull', 'КАСКО', 'Каско', 'ԿԱՍԿՈ', 'კასკო'],
          property: ['blue', 'Property', 'Имущество', 'Имущество', 'Գույք', 'ქონება'],
          health: ['green', 'Health', 'Медицинское', 'Здравна', 'Առողջություն', 'ჯანმრთელობა'],
          travel: ['cyan', 'Travel', 'Выезжающих за рубеж', 'Помощ при пътуване', 'Ճանապարհորդություն', 'სამოგზაურო'],
          life: ['pink', 'Life', 'Жизнь', 'Живот', 'Կյանք', 'სიცოცხლე'],
          accident: ['red', 'Accident', 'Несчастный случай', 'Злополука', 'Դժբախտ պատահար', 'უბედური შემთხვევა'],
          liability: ['violet', 'Liability', 'Ответственность', 'Професионална отговорност', 'Պատասխանատվություն', 'პასუხისმგებლობა'],
          cargo: ['gray', 'Cargo', 'Грузы', 'Карго', 'Բեռ', 'ტვირთი'],
        }),
        xStatus: choice(
          common.status,
          {
            draft: ['gray', ...common.draft],
            unpaid: ['yellow', 'Waiting for payment', 'Ждёт оплаты', 'Чака плащане', 'Սպասում է վճարման', 'ელოდება გადახდას'],
            active: ['green', ...common.inForce],
            expired: ['orange', ...common.expired],
            terminated: ['red', 'Terminated', 'Расторгнут', 'Прекратен', 'Լուծված', 'შეწყვეტილი'],
          },
          { default: 'draft' },
        ),
        xInsured: text(['What is insured', 'Объект страхования', 'Застрахован обект', 'Ապահովագրության օբյեկտ', 'დაზღვევის ობიექტი'], { search: true }),
        xSum: money(['Sum insured', 'Страховая сумма', 'Застрахователна сума', 'Ապահովագրական գումար', 'სადაზღვევო თანხა']),
        xPremium: money(['Premium', 'Страховая премия', 'Застрахователна премия', 'Ապահովագրավճար', 'სადაზღვევო პრემია']),
        xExcess: money(['Excess', 'Франшиза', 'Самоучастие', 'Չհատուցվող գումար', 'ფრანშიზა']),
        xInstalments: choice(['Paid', 'Порядок оплаты', 'Разсрочване', 'Վճարման կարգ', 'გადახდის წესი'], {
          once: ['gray', 'At once', 'Единовременно', 'Еднократно', 'Միանվագ', 'ერთჯერადად'],
          halfYearly: ['blue', 'Every half-year', 'Раз в полгода', 'На две вноски', 'Կիսամյակային', 'ნახევარწლიურად'],
          quarterly: ['teal', 'Every quarter', 'Ежеквартально', 'На четири вноски', 'Եռամսյակային', 'კვარტალურად'],
          monthly: ['violet', 'Every month', 'Ежемесячно', 'Месечно', 'Ամսական', 'ყოველთვიურად'],
        }),
        xStartOn: date(['Valid from', 'Действует с', 'Валидна от', 'Գործում է սկսած', 'ძალაშია თარიღიდან']),
        xEndOn: date(['Valid until', 'Действует до', 'Валидна до', 'Գործում է մինչև', 'ძალაშია თარიღამდე'], {
          required: true,
          checks: [{ refuseWhen: { field: 'xEndOn', op: 'lessThan', value: { field: 'xStartOn' } }, message: common.endsFirst }],
        }),
        xDaysLeft: formula(common.daysLeft, 'number', 'daysBetween(today(), xEndOn)', { scale: 0 }),
        xCommission: percent(['Our commission', 'Наше комиссионное вознаграждение', 'Нашата комисиона', 'Մեր միջնորդավճարը', 'ჩვენი საკომისიო'], { min: 0, max: 100 }),
        xCommissionSum: formula(['Commission amount', 'Сумма комиссии', 'Сума на комисионата', 'Միջնորդավճարի գումար', 'საკომისიოს თანხა'], 'money', 'xPremium * xCommission / 100'),
        xClaims: count(['Claims', 'Страховых случаев', 'Щети', 'Պատահարներ', 'ზარალები'], 'xClaim', 'xPolicy'),
        xFiles: files(['Policy and annexes', 'Полис и приложения', 'Полица и приложения', 'Վկայագիր և հավելվածներ', 'პოლისი და დანართები']),
      },
    },
    xClaim: {
      plural: 'x-claims',
      icon: 'flag',
      rights: 'work',
      one: ['Claim', 'Страховой случай', 'Щета', 'Ապահովագրական պատահար', 'ზარალის შემთხვევა'],
      many: ['Claims', 'Страховые случаи', 'Щети', 'Ապահովագրական պատահարներ', 'ზარალის შემთხვევები'],
      title: ['Claim number', 'Номер дела', 'Номер на щетата', 'Գործի համար', 'საქმის ნომერი'],
      fields: {
        xPolicy: relation(['Policy', 'Полис', 'Полица', 'Վկայագիր', 'პოლისი'], 'xPolicy', { required: true }),
        xHappenedOn: date(['Happened on', 'Дата события', 'Дата на събитието', 'Պատահարի ամսաթիվ', 'შემთხვევის თარიღი'], { required: true }),
        xReportedOn: date(['Reported on', 'Дата заявления', 'Дата на уведомяване', 'Ծանուցման ամսաթիվ', 'შეტყობინების თარიღი'], {
          checks: [
            {
              refuseWhen: { field: 'xReportedOn', op: 'lessThan', value: { field: 'xHappenedOn' } },
              message: ['It can not be reported before it happened.', 'Заявить можно только после события.', 'Не може да е заявена преди събитието.', 'Հնարավոր չէ ծանուցել պատահարից առաջ։', 'შემთხვევამდე შეტყობინება შეუძლებელია.'],
            },
          ],
        }),
        xStatus: choice(
          common.status,
          {
            reported: ['gray', 'Reported', 'Заявлен', 'Заявена', 'Հայտարարված', 'განცხადებული'],
            papers: ['yellow', 'Papers being collected', 'Сбор документов', 'Събиране на документи', 'Փաստաթղթերի հավաքում', 'საბუთების შეგროვება'],
            assessment: ['blue', 'Being assessed', 'Оценка ущерба', 'Оценка на щетата', 'Վնասի գնահատում', 'ზარალის შეფასება'],
            approved: ['violet', ...common.approved],
            paid: ['green', 'Paid out', 'Выплачен', 'Изплатена', 'Հատուցված', 'ანაზღაურებული'],
            refused: ['red', ...common.refused],
          },
          { default: 'reported' },
        ),
        xDamage: money(['Damage claimed', 'Заявленный ущерб', 'Предявена претенция', 'Հայտարարված վնաս', 'მოთხოვნილი თანხა']),
        xPaidOut: money(['Paid out', 'Страховая выплата', 'Изплатено обезщетение', 'Հատուցում', 'ანაზღაურება']),
        xWhat: longText(['What happened', 'Что произошло', 'Какво се случи', 'Ինչ է պատահել', 'რა მოხდა']),
        xFiles: files(['Photos and papers', 'Фото и документы', 'Снимки и документи', 'Լուսանկարներ և փաստաթղթեր', 'ფოტოები და საბუთები']),
      },
    },
    xLoan: {
      plural: 'x-loans',
      icon: 'cash',
      rights: 'work',
      one: ['Loan application', 'Кредитная заявка', 'Искане за кредит', 'Վարկային հայտ', 'სესხის განაცხადი'],
      many: ['Loan applications', 'Кредитные заявки', 'Искания за кредит', 'Վարկային հայտեր', 'სესხის განაცხადები'],
      title: ['Purpose', 'Цель кредита', 'Цел на кредита', 'Վարկի նպատակը', 'სესხის მიზანი'],
      fields: {
        xBorrower: relation(['Borrower', 'Заёмщик', 'Кредитополучател', 'Վարկառու', 'მსესხებელი'], 'person', { required: true }),
        xBank: relation(['Lender', 'Кредитор', 'Кредитор', 'Վարկատու', 'კრედიტორი'], 'company'),
        xProduct: choice(['Loan product', 'Кредитный продукт', 'Вид кредит', 'Վարկատեսակ', 'სესხის სახეობა'], {
          mortgage: ['blue', 'Mortgage', 'Ипотека', 'Ипотечен', 'Հիփոթեք', 'იპოთეკა'],
          consumer: ['teal', 'Consumer loan', 'Потребительский', 'Потребителски', 'Սպառողական', 'სამომხმარებლო'],
          car: ['orange', 'Car loan', 'Автокредит', 'За автомобил', 'Ավտովարկ', 'ავტოსესხი'],
          business: ['violet', 'Business loan', 'Для бизнеса', 'За бизнес', 'Բիզնես վարկ', 'ბიზნესსესხი'],
          leasing: ['indigo', 'Leasing', 'Лизинг', 'Лизинг', 'Լիզինգ', 'ლიზინგი'],
        }),
        xStatus: choice(
          common.status,
          {
            application: ['gray', 'Application', 'Анкета', 'Заявление', 'Դիմում', 'განაცხადი'],
            papers: ['yellow', 'Papers being collected', 'Сбор документов', 'Събиране на документи', 'Փաստաթղթերի հավաքում', 'საბუთების შეგროვება'],
            withBank: ['blue', 'With the lender', 'На рассмотрении', 'За разглеждане', 'Քննարկման փուլում', 'განხილვაშია'],
            approved: ['violet', ...common.approved],
            issued: ['green', 'Paid out', 'Выдан', 'Усвоен', 'Տրամադրված', 'გაცემული'],
            refused: ['red', ...common.refused],
          },
          { default: 'application' },
        ),
        xAmount: money(['Amount asked for', 'Запрошенная сумма', 'Искана сума', 'Պահանջվող գումար', 'მოთხოვნილი თანხა']),
        xMonths: number(['Term, months', 'Срок, месяцев', 'Срок, месеци', 'Ժամկետ, ամիս', 'ვადა, თვე']),
        xRate: percent(['Interest rate', 'Процентная ставка', 'Лихвен процент', 'Տոկոսադրույք', 'საპროცენტო განაკვეთი'], { min: 0 }),
        xIncome: money(['Monthly income', 'Ежемесячный доход', 'Месечен доход', 'Ամսական եկամուտ', 'ყოველთვიური შემოსავალი']),
        xPapers: files(common.documents),
      },
    },
  },
  fields: {
    person: {
      xTaxNumber: text(['Personal number', 'ИНН', 'ЕГН', 'ՀԾՀ', 'პირადი ნომერი'], { search: true }),
      xOccupation: text(['Occupation', 'Место работы', 'Месторабота', 'Աշխատանքի վայր', 'სამუშაო ადგილი']),
      xPolicies: count(['Policies in force', 'Действующие полисы', 'Действащи полици', 'Գործող վկայագրեր', 'მოქმედი პოლისები'], 'xPolicy', 'xHolder', { field: 'xStatus', op: 'is', value: 'active' }),
    },
    deal: {
      xPolicyKind: text(['What is to be insured', 'Что застраховать', 'Какво ще се застрахова', 'Ինչ ապահովագրել', 'რა უნდა დაზღვიოს'], { search: true }),
      xCurrentInsurer: text(['Insurer at present', 'Нынешний страховщик', 'Настоящ застраховател', 'Ներկայիս ապահովագրողը', 'ამჟამინდელი მზღვეველი']),
      xCurrentUntil: date(['Present policy until', 'Нынешний полис до', 'Настоящата полица е до', 'Ներկայիս վկայագիրը մինչև', 'ამჟამინდელი პოლისი თარიღამდე']),
    },
  },
  options: {
    'company.kinds': {
      xInsurer: ['blue', 'Insurer', 'Страховщик', 'Застраховател', 'Ապահովագրող', 'მზღვეველი'],
      xLender: ['violet', 'Lender', 'Кредитор', 'Кредитор', 'Վարկատու', 'კრედიტორი'],
    },
    'deal.lostReason': { xStays: ['gray', 'Stays with their insurer', 'Остался у своего страховщика', 'Остава при своя застраховател', 'Մնաց իր ապահովագրողի մոտ', 'დარჩა თავის მზღვეველთან'] },
  },
  pipelines: {
    policies: {
      name: ['Policy sales', 'Продажа полисов', 'Продажба на полици', 'Վկայագրերի վաճառք', 'პოლისების გაყიდვა'],
      stages: {
        enquiry: ['open', 5, 'gray', ...common.enquiry],
        facts: ['open', 20, 'blue', 'Details collected', 'Данные собраны', 'Събрани данни', 'Տվյալները հավաքված են', 'მონაცემები შეგროვდა'],
        quotes: ['open', 40, 'cyan', 'Insurers compared', 'Сравнение предложений', 'Сравнение на оферти', 'Առաջարկների համեմատություն', 'შეთავაზებების შედარება'],
        offer: ['open', 60, 'violet', ...common.offerSent],
        payment: ['open', 85, 'orange', 'Waiting for payment', 'Ожидает оплаты', 'Чака плащане', 'Սպասում է վճարման', 'ელოდება გადახდას'],
        issued: ['won', 100, 'green', 'Policy issued', 'Полис оформлен', 'Издадена полица', 'Վկայագիրը տրված է', 'პოლისი გაიცა'],
        lost: ['lost', 0, 'red', ...common.declined],
      },
    },
  },
  views: {
    renewals: {
      noun: 'xPolicy',
      name: ['To be renewed', 'К пролонгации', 'За подновяване', 'Երկարացման ենթակա', 'გასაახლებელი'],
      type: 'list',
      settings: {
        filter: {
          all: [
            { field: 'xStatus', op: 'is', value: 'active' },
            { field: 'xEndOn', op: 'atMost', value: { from: 'today', plus: 45, unit: 'day' } },
          ],
        },
        columns: columns('name', 'xKind', 'xHolder', 'xInsurer', 'xPremium', 'xEndOn', 'xDaysLeft'),
        sort: 'xEndOn',
      },
    },
    policies: { noun: 'xPolicy', name: common.board, type: 'board', settings: { board: 'xStatus', measures: [{ op: 'count' }, { op: 'sum', field: 'xPremium' }] } },
    commissions: {
      noun: 'xPolicy',
      name: ['Commissions by insurer', 'Комиссии по страховщикам', 'Комисиони по застрахователи', 'Միջնորդավճարներն ըստ ապահովագրողների', 'საკომისიო მზღვეველებით'],
      type: 'grouped',
      settings: { group: [{ field: 'xInsurer' }], measures: [{ op: 'count' }, { op: 'sum', field: 'xCommissionSum' }] },
    },
    claims: { noun: 'xClaim', name: common.board, type: 'board', settings: { board: 'xStatus', measures: [{ op: 'count' }, { op: 'sum', field: 'xDamage' }] } },
    loans: { noun: 'xLoan', name: common.board, type: 'board', settings: { board: 'xStatus', measures: [{ op: 'count' }, { op: 'sum', field: 'xAmount' }] } },
  },
  processes: {
    callLead,
    renewal: {
      name: ['A month before a policy ends its renewal is offered', 'За месяц до окончания полиса предлагают продление', 'Месец преди края на полицата се предлага подновяване', 'Պոլիսի ավարտից մեկ ամիս առաջ առաջարկում են երկարաձգել', 'პოლისის დასრულებამდე ერთი თვით ადრე განახლებას სთავაზობენ'],
      noun: 'xPolicy',
      start: byDate('xEndOn', 'before', 30),
      filter: { field: 'xStatus', op: 'is', value: 'active' },
      task: ['Offer to renew the policy: {{name}}', 'Предложить продление полиса: {{name}}', 'Предложи подновяване на полицата: {{name}}', 'Առաջարկել երկարաձգել պոլիսը՝ {{name}}', 'შევთავაზოთ პოლისის განახლება: {{name}}'],
      ...{ kind: 'call', within: 3 },
    },
  },
};
