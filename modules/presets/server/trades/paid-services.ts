import type { Preset } from '../preset.ts';
import { autonumber, boolean, choice, choices, columns, count, date, datetime, formula, longText, member, money, number, percent, relation, rollUp, text } from '../preset-fields.ts';
import { holds, notBefore, statusBoard, within } from './common-parts.ts';
import { byDate } from './common-processes.ts';
import { common, weekdays } from './common-words.ts';

const membership = ['Membership', 'Членство', 'Членство', 'Անդամություն', 'წევრობა'] as const;
const session = ['Session', 'Занятие', 'Занимание', 'Պարապմունք', 'მეცადინეობა'] as const;

/** Clubs, studios, subscriptions: who may come and how often, sessions and their places, visits, pauses, renewals. */
export const paidServices: Preset = {
  name: 'paidServices',
  icon: 'certificate',
  label: ['Clubs and subscriptions', 'Платные услуги и клубы', 'Клубове и абонаменти', 'Ակումբներ և վճարովի ծառայություններ', 'კლუბები და ფასიანი სერვისები'],
  about: [
    'Memberships with visits left, a timetable of sessions with places, visits, pauses, renewals and who has stopped coming',
    'Членство с остатком визитов, расписание занятий с местами, посещения, заморозки, продления и кто перестал ходить',
    'Членства с оставащи посещения, график на занимания с места, посещения, замразяване, подновяване и кой спря да идва',
    'Անդամություններ՝ մնացած այցերով, պարապմունքների դասացուցակ տեղերով, այցեր, սառեցումներ, երկարացումներ և ով է դադարել գալ',
    'წევრობა დარჩენილი ვიზიტებით, მეცადინეობების განრიგი ადგილებით, ვიზიტები, გაყინვა, გაგრძელება და ვინ აღარ დადის',
  ],
  nouns: {
    xSession: {
      plural: 'x-sessions',
      icon: 'calendar-event',
      rights: 'work',
      one: session,
      many: ['Timetable', 'Расписание занятий', 'График на заниманията', 'Պարապմունքների ցուցակ', 'მეცადინეობების განრიგი'],
      fields: {
        xService: relation(common.service, 'product'),
        xInstructor: member(['Instructor', 'Тренер', 'Инструктор', 'Մարզիչ', 'ინსტრუქტორი']),
        xStartsAt: datetime(['Begins at', 'Начало', 'Начало', 'Սկիզբ', 'დასაწყისი'], { required: true }),
        xEndsAt: datetime(['Ends at', 'Окончание', 'Край', 'Ավարտ', 'დასასრული'], notBefore('xEndsAt', 'xStartsAt')),
        xRepeats: choices(['Repeats on', 'Повторяется по дням', 'Повтаря се в', 'Կրկնվում է', 'მეორდება'], weekdays),
        xRoom: text(['Hall or room', 'Зал или кабинет', 'Зала или кабинет', 'Սրահ կամ սենյակ', 'დარბაზი ან ოთახი'], { search: true }),
        xLevel: choice(['Level', 'Уровень', 'Ниво', 'Մակարդակ', 'დონე'], {
          everybody: ['gray', 'For everybody', 'Для всех', 'За всички', 'Բոլորի համար', 'ყველასთვის'],
          beginners: ['green', 'Beginners', 'Начинающие', 'Начинаещи', 'Սկսնակներ', 'დამწყებები'],
          middle: ['blue', 'Intermediate', 'Средний уровень', 'Средно напреднали', 'Միջին', 'საშუალო'],
          advanced: ['violet', 'Advanced', 'Продвинутые', 'Напреднали', 'Առաջադեմներ', 'მოწინავე'],
        }),
        xPlaces: number(['Places', 'Мест', 'Места', 'Տեղեր', 'ადგილები'], 0, { min: 1 }),
        xTaken: count(['Places taken', 'Занято мест', 'Заети места', 'Զբաղված տեղեր', 'დაკავებული ადგილები'], 'xClubVisit', 'xSession', { field: 'xStatus', op: 'isNot', value: 'cancelled' }),
        xFree: formula(['Free places', 'Свободных мест', 'Свободни места', 'Ազատ տեղեր', 'თავისუფალი ადგილები'], 'number', 'coalesce(xPlaces, 0) - coalesce(xTaken, 0)', { scale: 0 }),
        xCancelled: boolean(['Called off', 'Отменено', 'Отменено', 'Չեղարկված', 'გაუქმებულია']),
      },
    },
    xMembership: {
      plural: 'x-memberships',
      icon: 'credit-card',
      rights: 'work',
      one: membership,
      many: ['Memberships', 'Членства', 'Членства', 'Անդամություններ', 'წევრობები'],
      title: ['Card number', 'Номер карты', 'Номер на картата', 'Քարտի համար', 'ბარათის ნომერი'],
      fields: {
        xMember: relation(['Member', 'Член клуба', 'Член', 'Անդամ', 'წევრი'], 'person', { required: true }),
        xPayer: relation(['Paid by the company', 'Платит компания', 'Плаща фирма', 'Վճարում է ընկերությունը', 'იხდის კომპანია'], 'company'),
        xDeal: relation(common.deal, 'deal'),
        xPlan: choice(
          ['Plan', 'Тариф', 'План', 'Փաթեթ', 'პაკეტი'],
          {
            visits: ['blue', 'So many visits', 'На число визитов', 'За брой посещения', 'Այցերի քանակով', 'ვიზიტების რაოდენობით'],
            unlimited: ['grape', 'Unlimited', 'Безлимит', 'Неограничен', 'Անսահմանափակ', 'შეუზღუდავი'],
            daytime: ['yellow', 'Daytime only', 'Дневной', 'Дневен', 'Ցերեկային', 'დღის'],
            family: ['teal', 'Family', 'Семейный', 'Семеен', 'Ընտանեկան', 'საოჯახო'],
            once: ['gray', 'A single visit', 'Разовый визит', 'Еднократно посещение', 'Մեկանգամյա', 'ერთჯერადი'],
            online: ['cyan', 'Online', 'Онлайн', 'Онлайн', 'Առցանց', 'ონლაინ'],
          },
          { required: true },
        ),
        xStatus: choice(
          common.status,
          {
            unpaid: ['yellow', 'Waiting for payment', 'Ждёт оплаты', 'Чака плащане', 'Սպասում է վճարման', 'ელოდება გადახდას'],
            active: ['green', ...common.inForce],
            frozen: ['cyan', 'Frozen', 'Заморожено', 'Замразено', 'Սառեցված', 'გაყინული'],
            ended: ['gray', ...common.finished],
            cancelled: ['red', ...common.cancelled],
          },
          { default: 'unpaid' },
        ),
        xVisits: number(['Visits paid for', 'Оплачено визитов', 'Платени посещения', 'Վճարված այցեր', 'გადახდილი ვიზიტები'], 0, { visibleWhen: holds('xPlan', 'visits', 'once', 'family'), requiredWhen: holds('xPlan', 'visits') }),
        xUsed: count(['Visits made', 'Сделано визитов', 'Направени посещения', 'Կատարված այցեր', 'გამოყენებული ვიზიტები'], 'xClubVisit', 'xMembership', { field: 'xStatus', op: 'isAnyOf', value: ['came', 'noShow'] }),
        xVisitsLeft: formula(['Visits left', 'Осталось визитов', 'Оставащи посещения', 'Մնացած այցեր', 'დარჩენილი ვიზიტები'], 'number', 'if(isEmpty(xVisits), 0, xVisits - coalesce(xUsed, 0))', { scale: 0 }),
        xLastVisitAt: rollUp(['Last came', 'Последнее посещение', 'Последно идване', 'Վերջին այցը', 'ბოლო ვიზიტი'], 'datetime', { ...{ of: 'xClubVisit', by: 'xMembership', measure: 'max', field: 'xAt' }, filter: { field: 'xStatus', op: 'is', value: 'came' } }),
        xStartOn: date(common.startOn, { required: true }),
        xEndOn: date(common.endOn, { required: true, ...notBefore('xEndOn', 'xStartOn') }),
        xDaysLeft: formula(common.daysLeft, 'number', 'daysBetween(today(), xEndOn)', { scale: 0 }),
        xFrozenFrom: date(['Frozen from', 'Заморозка с', 'Замразено от', 'Սառեցված է սկսած', 'გაყინულია თარიღიდან'], { requiredWhen: { field: 'xStatus', op: 'is', value: 'frozen' } }),
        xFrozenUntil: date(['Frozen until', 'Заморозка до', 'Замразено до', 'Սառեցված է մինչև', 'გაყინულია თარიღამდე'], notBefore('xFrozenUntil', 'xFrozenFrom')),
        xPrice: money(common.price),
        xDiscount: percent(common.discount),
        xToPay: formula(['To be paid', 'К оплате', 'За плащане', 'Վճարման ենթակա', 'გადასახდელი'], 'money', 'round(xPrice * (100 - coalesce(xDiscount, 0)) / 100, 2)'),
        xPaid: money(common.paidAmount),
        xBalance: formula(common.balance, 'money', 'if(isEmpty(xPaid), xToPay, xToPay - xPaid)'),
        xRenewsItself: boolean(['Renews by itself', 'Автопродление', 'Автоматично подновяване', 'Ինքնաբերաբար երկարացվում է', 'ავტომატური გაგრძელება']),
        xLocker: text(['Locker', 'Шкафчик', 'Шкафче', 'Պահարան', 'კარადა']),
      },
    },
    xClubVisit: {
      plural: 'x-club-visits',
      icon: 'users',
      rights: 'work',
      one: ['Visit', 'Посещение', 'Посещение', 'Այց', 'ვიზიტი'],
      many: ['Visits', 'Посещения', 'Посещения', 'Այցեր', 'ვიზიტები'],
      fields: {
        xPerson: relation(['Visitor', 'Посетитель', 'Посетител', 'Այցելու', 'ვიზიტორი'], 'person', { required: true }),
        xMembership: relation(membership, 'xMembership'),
        xSession: relation(session, 'xSession'),
        xAt: datetime(['When', 'Когда', 'Кога', 'Երբ', 'როდის'], { required: true }),
        xStatus: choice(
          common.status,
          {
            booked: ['blue', 'Booked', 'Записан', 'Записан', 'Գրանցված', 'ჩაწერილი'],
            waiting: ['yellow', 'On the waiting list', 'В листе ожидания', 'В списъка на чакащите', 'Սպասման ցուցակում', 'მოლოდინის სიაში'],
            came: ['green', 'Came', 'Пришёл', 'Дошъл', 'Եկել է', 'მოვიდა'],
            noShow: ['red', 'Did not come', 'Не пришёл', 'Не дойде', 'Չի եկել', 'არ მოვიდა'],
            cancelled: ['gray', ...common.cancelled],
          },
          { default: 'booked' },
        ),
        xGuest: boolean(['Trial visit', 'Пробное посещение', 'Пробно посещение', 'Փորձնական այց', 'საცდელი ვიზიტი']),
        xImpression: longText(['Impression', 'Впечатление', 'Впечатление', 'Տպավորություն', 'შთაბეჭდილება']),
      },
    },
    xExtra: {
      plural: 'x-extras',
      icon: 'receipt',
      rights: 'work',
      one: ['Service on top', 'Дополнительная услуга', 'Допълнителна услуга', 'Լրացուցիչ ծառայություն', 'დამატებითი მომსახურება'],
      many: ['Services on top', 'Дополнительные услуги', 'Допълнителни услуги', 'Լրացուցիչ ծառայություններ', 'დამატებითი სერვისები'],
      fields: {
        xNumber: autonumber(common.number, 'E-{YYYY}-{0000}'),
        xPerson: relation(common.customer, 'person', { required: true }),
        xMembership: relation(membership, 'xMembership'),
        xService: relation(common.service, 'product', { required: true }),
        xOn: date(['Given on', 'Дата оказания', 'Дата на услугата', 'Մատուցման ամսաթիվ', 'გაწევის თარიღი'], { required: true }),
        xInstructor: member(['Given by', 'Кто оказал', 'Кой я извърши', 'Ով է մատուցել', 'ვინ გასწია']),
        xPrice: money(common.price),
        xPaidBy: choice(common.payment, {
          cash: ['green', ...common.cash],
          card: ['blue', ...common.card],
          bankTransfer: ['gray', ...common.bankTransfer],
          included: ['teal', 'In the membership', 'Входит в членство', 'Включено в членството', 'Ներառված է անդամության մեջ', 'შედის წევრობაში'],
        }),
      },
    },
  },
  fields: {
    person: {
      xMemberships: count(['Memberships in force', 'Действующих членств', 'Действащи членства', 'Գործող անդամություններ', 'მოქმედი წევრობები'], 'xMembership', 'xMember', { field: 'xStatus', op: 'is', value: 'active' }),
      xLastCameAt: rollUp(['Last came to us', 'Был у нас в последний раз', 'Последно при нас', 'Վերջին անգամ մեզ մոտ', 'ბოლოს იყო ჩვენთან'], 'datetime', { ...{ of: 'xClubVisit', by: 'xPerson', measure: 'max', field: 'xAt' }, filter: { field: 'xStatus', op: 'is', value: 'came' } }),
      xHealthNotes: longText(['Restrictions of health', 'Ограничения по здоровью', 'Здравословни ограничения', 'Առողջական սահմանափակումներ', 'ჯანმრთელობის შეზღუდვები']),
      xEmergencyContact: text(['Whom to call in need', 'Кому звонить в экстренном случае', 'Лице за спешна връзка', 'Ում զանգել անհրաժեշտության դեպքում', 'ვის დავურეკოთ საჭიროებისას']),
    },
    deal: {
      xTrialAt: datetime(['Trial visit at', 'Пробное посещение (дата)', 'Пробно посещение на', 'Փորձնական այցի ժամանակ', 'საცდელი ვიზიტის დრო']),
      xGoal: choice(['What they come for', 'Цель клиента', 'Цел на клиента', 'Հաճախորդի նպատակ', 'კლიენტის მიზანი'], {
        health: ['green', 'Health', 'Здоровье', 'Здраве', 'Առողջություն', 'ჯანმრთელობა'],
        weight: ['orange', 'Weight', 'Снижение веса', 'Отслабване', 'Քաշի նվազեցում', 'წონის კლება'],
        sport: ['red', 'Sport results', 'Спортивный результат', 'Спортни резултати', 'Մարզական արդյունք', 'სპორტული შედეგი'],
        company: ['violet', 'Company', 'Общение', 'Общуване', 'Շփում', 'ურთიერთობა'],
        skill: ['blue', 'To learn something', 'Научиться', 'Да научи нещо', 'Ինչ-որ բան սովորել', 'რაიმეს სწავლა'],
        children: ['pink', 'For the children', 'Для детей', 'За децата', 'Երեխաների համար', 'ბავშვებისთვის'],
      }),
    },
    product: {
      xMinutes: number(['Takes, minutes', 'Длительность, минут', 'Продължителност, минути', 'Տևողություն, րոպե', 'ხანგრძლივობა, წუთი']),
      xVisitsIncluded: number(['Visits included', 'Визитов в пакете', 'Включени посещения', 'Ներառված այցեր', 'შემავალი ვიზიტები']),
      xValidDays: number(['Valid for, days', 'Срок действия, дней', 'Валидност, дни', 'Գործողության ժամկետ, օր', 'მოქმედების ვადა, დღე']),
    },
  },
  options: {
    'deal.lostReason': {
      xTooFar: ['gray', 'Too far away', 'Далеко добираться', 'Твърде далеч', 'Հեռու է', 'შორს არის'],
      xHoursDoNotSuit: ['gray', 'Hours do not suit', 'Неудобное расписание', 'Неудобен график', 'Անհարմար ժամեր', 'არასასურველი საათები'],
    },
    'task.kind': { xWinBack: ['orange', 'Win back', 'Вернуть клиента', 'Връщане на клиент', 'Հետ բերել հաճախորդին', 'კლიენტის დაბრუნება'] },
  },
  pipelines: {
    joining: {
      name: ['Joining', 'Вступление в клуб', 'Нови членове', 'Անդամագրում', 'გაწევრიანება'],
      stages: {
        enquiry: ['open', 10, 'gray', ...common.enquiry],
        invited: ['open', 30, 'blue', 'Invited to a trial', 'Приглашён на пробное', 'Поканен на пробно', 'Հրավիրված է փորձնականի', 'მიწვეულია საცდელზე'],
        tried: ['open', 55, 'violet', 'Trial done', 'Пробное прошло', 'Пробното мина', 'Փորձնականն անցել է', 'საცდელი ჩატარდა'],
        offer: ['open', 75, 'orange', 'Plan put forward', 'Тариф предложен', 'Предложен план', 'Փաթեթն առաջարկված է', 'პაკეტი შეთავაზებულია'],
        joined: ['won', 100, 'green', 'Joined', 'Вступил', 'Записан като член', 'Անդամագրված', 'გაწევრიანდა'],
        lost: ['lost', 0, 'red', ...common.declined],
      },
    },
    renewing: {
      name: ['Renewing memberships', 'Продление членства', 'Подновяване на членство', 'Անդամության երկարացում', 'წევრობის გაგრძელება'],
      stages: {
        endsSoon: ['open', 30, 'gray', 'Ends soon', 'Скоро закончится', 'Изтича скоро', 'Շուտով ավարտվում է', 'მალე სრულდება'],
        reminded: ['open', 50, 'blue', 'Reminded', 'Напомнили', 'Напомнено', 'Հիշեցված', 'შეხსენებულია'],
        agreedToStay: ['open', 80, 'orange', 'Wants to stay', 'Хочет продлить', 'Иска да остане', 'Ուզում է շարունակել', 'სურს დარჩენა'],
        renewed: ['won', 100, 'green', 'Renewed', 'Продлил', 'Подновено', 'Երկարացված', 'გაგრძელებული'],
        left: ['lost', 0, 'red', 'Left', 'Ушёл', 'Напусна', 'Հեռացել է', 'წავიდა'],
      },
    },
  },
  views: {
    timetable: {
      noun: 'xSession',
      name: ['Timetable of sessions', 'Календарь занятий', 'Календар на заниманията', 'Պարապմունքների օրացույց', 'მეცადინეობების კალენდარი'],
      type: 'calendar',
      settings: { calendar: { start: 'xStartsAt', end: 'xEndsAt' }, colors: [{ filter: { field: 'xFree', op: 'atMost', value: 0 }, color: 'red' }] },
    },
    memberships: statusBoard('xMembership', 'xBalance'),
    toBeRenewed: {
      noun: 'xMembership',
      name: ['Memberships that end soon', 'Скоро закончатся', 'Изтичащи скоро', 'Շուտով ավարտվող անդամություններ', 'მალე დასრულდება'],
      type: 'list',
      settings: {
        filter: {
          all: [
            { field: 'xStatus', op: 'is', value: 'active' },
            {
              any: [
                within('xEndOn', 14),
                {
                  all: [
                    { field: 'xPlan', op: 'is', value: 'visits' },
                    { field: 'xVisitsLeft', op: 'atMost', value: 2 },
                  ],
                },
              ],
            },
          ],
        },
        columns: columns('name', 'xMember', 'xPlan', 'xVisitsLeft', 'xEndOn', 'xDaysLeft', 'xLastVisitAt', 'owner'),
        sort: 'xEndOn',
      },
    },
    goneQuiet: {
      noun: 'xMembership',
      name: ['Paid but do not come', 'Оплатили, но не ходят', 'Платили, но не идват', 'Վճարել են, բայց չեն գալիս', 'გადაიხადეს, მაგრამ არ დადიან'],
      type: 'list',
      settings: {
        filter: {
          all: [
            { field: 'xStatus', op: 'is', value: 'active' },
            {
              any: [
                { field: 'xLastVisitAt', op: 'isEmpty' },
                { field: 'xLastVisitAt', op: 'lessThan', value: { from: 'today', plus: -21, unit: 'day' } },
              ],
            },
          ],
        },
        columns: columns('name', 'xMember', 'xPlan', 'xLastVisitAt', 'xVisitsLeft', 'xEndOn', 'owner'),
        sort: 'xLastVisitAt',
      },
    },
    attendance: {
      noun: 'xClubVisit',
      name: ['Attendance', 'Посещаемость', 'Посещаемост', 'Հաճախումներ', 'დასწრება'],
      type: 'grouped',
      settings: { group: [{ field: 'xAt', by: 'month' }, { field: 'xStatus' }], measures: [{ op: 'count' }, { op: 'distinct', field: 'xPerson' }] },
    },
    extras: {
      noun: 'xExtra',
      name: ['Services on top by month', 'Допуслуги по месяцам', 'Допълнителни услуги по месеци', 'Լրացուցիչ ծառայություններն ըստ ամիսների', 'დამატებითი მომსახურება თვეებით'],
      type: 'grouped',
      settings: { group: [{ field: 'xService' }, { field: 'xOn', by: 'month' }], measures: [{ op: 'count' }, { op: 'sum', field: 'xPrice' }] },
    },
  },
  processes: {
    renewal: {
      name: ['A week before a membership ends its renewal is offered', 'За неделю до окончания абонемента предлагают продление', 'Седмица преди края на абонамента се предлага подновяване', 'Աբոնեմենտի ավարտից մեկ շաբաթ առաջ առաջարկում են երկարաձգել', 'აბონემენტის დასრულებამდე ერთი კვირით ადრე განახლებას სთავაზობენ'],
      noun: 'xMembership',
      start: byDate('xEndOn', 'before', 7),
      filter: { field: 'xStatus', op: 'is', value: 'active' },
      task: ['Offer to renew the membership: {{name}}', 'Предложить продление абонемента: {{name}}', 'Предложи подновяване на абонамента: {{name}}', 'Առաջարկել երկարաձգել աբոնեմենտը՝ {{name}}', 'შევთავაზოთ აბონემენტის განახლება: {{name}}'],
      ...{ kind: 'call', within: 2 },
    },
  },
};
