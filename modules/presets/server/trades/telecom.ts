import type { Preset } from '../preset.ts';
import { address, autonumber, boolean, choice, choices, columns, count, date, datetime, files, formula, longText, member, money, number, relation, text } from '../preset-fields.ts';
import { holds, notBefore, statusBoard, within } from './common-parts.ts';
import { callLead } from './common-processes.ts';
import { common } from './common-words.ts';

const tariff = ['Tariff', 'Тариф', 'Тарифен план', 'Սակագին', 'ტარიფი'] as const;
const line = ['Subscription', 'Подключение', 'Абонамент', 'Բաժանորդագրություն', 'სააბონენტო ხაზი'] as const;

const services = {
  mobile: ['blue', 'Mobile', 'Мобильная связь', 'Мобилна услуга', 'Բջջային կապ', 'მობილური'],
  internet: ['teal', 'Internet', 'Интернет', 'Интернет', 'Ինտերնետ', 'ინტერნეტი'],
  television: ['violet', 'Television', 'Телевидение', 'Телевизия', 'Հեռուստատեսություն', 'ტელევიზია'],
  fixed: ['gray', 'Fixed telephone', 'Стационарный телефон', 'Стационарен телефон', 'Ֆիքսված հեռախոս', 'ფიქსირებული ტელეფონი'],
  bundle: ['grape', 'Bundle', 'Пакет услуг', 'Пакетна услуга', 'Ծառայությունների փաթեթ', 'კომპლექსური პაკეტი'],
} as const;

/** Operators and providers: subscriptions by tariff, numbers, faults and their deadlines, equipment at the subscriber. */
export const telecom: Preset = {
  name: 'telecom',
  icon: 'phone',
  label: ['Telecommunications', 'Телекоммуникации', 'Телекомуникации', 'Հեռահաղորդակցություն', 'ტელეკომუნიკაცია'],
  about: [
    'Subscriptions and tariffs, stock of numbers, faults and their deadlines, equipment lent out, ports from other operators',
    'Подключения и тарифы, номерной фонд, заявки о неисправностях и сроки, выданное оборудование, перенос номеров',
    'Абонаменти и тарифни планове, номера, повреди и срокове, предоставено оборудване, пренос на номера',
    'Բաժանորդագրություններ և սակագներ, համարների ֆոնդ, անսարքություններ և ժամկետներ, տրամադրված սարքավորումներ, համարների տեղափոխում',
    'სააბონენტო ხაზები და ტარიფები, ნომრების ფონდი, დაზიანებები და ვადები, გადაცემული აპარატურა, ნომრების გადმოტანა',
  ],
  nouns: {
    xTariff: {
      plural: 'x-tariffs',
      icon: 'tag',
      rights: 'directory',
      one: tariff,
      many: ['Tariffs', 'Тарифы', 'Тарифни планове', 'Սակագներ', 'ტარიფები'],
      fields: {
        xService: choice(common.service, services, { required: true }),
        xFee: money(['Monthly fee', 'Абонентская плата', 'Месечна такса', 'Ամսավճար', 'ყოველთვიური გადასახადი'], { required: true }),
        xConnectionFee: money(['Connection fee', 'Плата за подключение', 'Такса за включване', 'Միացման վճար', 'ჩართვის საფასური']),
        xSpeed: number(['Speed, Mbit/s', 'Скорость, Мбит/с', 'Скорост, Мбит/с', 'Արագություն, Մբիթ/վ', 'სიჩქარე, მბიტ/წმ'], 0, { visibleWhen: holds('xService', 'internet', 'bundle') }),
        xGigabytes: number(['Data, GB', 'Трафик, ГБ', 'Данни, ГБ', 'Տվյալներ, ԳԲ', 'ტრაფიკი, გბ'], 1, { visibleWhen: holds('xService', 'mobile', 'bundle') }),
        xMinutes: number(['Minutes', 'Минуты', 'Минути', 'Րոպեներ', 'წუთები'], 0, { visibleWhen: holds('xService', 'mobile', 'fixed', 'bundle') }),
        xChannels: number(['Channels', 'Каналов', 'Канали', 'Ալիքներ', 'არხები'], 0, { visibleWhen: holds('xService', 'television', 'bundle') }),
        xTermMonths: number(['Binding term, months', 'Срок договора, мес.', 'Срок на договора, месеци', 'Պարտադիր ժամկետ, ամիս', 'სავალდებულო ვადა, თვე']),
        xSoldUntil: date(['Sold until', 'Продаётся до', 'Предлага се до', 'Վաճառվում է մինչև', 'იყიდება თარიღამდე']),
        xSubscribers: count(['Active subscriptions', 'Активных подключений', 'Активни абонаменти', 'Ակտիվ բաժանորդագրություններ', 'აქტიური ხაზები'], 'xLine', 'xTariff', { field: 'xStatus', op: 'is', value: 'active' }),
      },
    },
    xLine: {
      plural: 'x-lines',
      icon: 'phone',
      rights: 'work',
      one: line,
      many: ['Subscriptions', 'Подключения', 'Абонаменти', 'Բաժանորդագրություններ', 'სააბონენტო ხაზები'],
      title: ['Subscriber number', 'Лицевой счёт', 'Абонатен номер', 'Բաժանորդային համար', 'აბონენტის ნომერი'],
      fields: {
        xPerson: relation(['Subscriber (person)', 'Абонент (физлицо)', 'Абонат (физическо лице)', 'Բաժանորդ (ֆիզ. անձ)', 'აბონენტი (ფიზიკური პირი)'], 'person'),
        xCompany: relation(['Subscriber (company)', 'Абонент (компания)', 'Абонат (фирма)', 'Բաժանորդ (ընկերություն)', 'აბონენტი (კომპანია)'], 'company'),
        xTariff: relation(tariff, 'xTariff', { required: true }),
        xStatus: choice(
          common.status,
          {
            ordered: ['gray', 'Ordered', 'Заявка', 'Заявен', 'Պատվիրված', 'შეკვეთილი'],
            survey: ['cyan', 'Feasibility checked', 'Проверка возможности', 'Проверка за техническа възможност', 'Տեխնիկական հնարավորության ստուգում', 'ტექნიკური შესაძლებლობის შემოწმება'],
            installation: ['blue', 'Being connected', 'Подключается', 'Включва се', 'Միացվում է', 'ირთვება'],
            active: ['green', 'Active', 'Активно', 'Активен', 'Ակտիվ', 'აქტიური'],
            suspended: ['orange', 'Suspended for debt', 'Отключено за долг', 'Спрян за неплащане', 'Անջատված պարտքի պատճառով', 'გათიშული დავალიანებით'],
            paused: ['yellow', 'Paused at request', 'Приостановлено по заявлению', 'Спрян по желание', 'Կասեցված դիմումով', 'შეჩერებული მოთხოვნით'],
            ended: ['red', 'Ended', 'Расторгнуто', 'Прекратен', 'Լուծված', 'შეწყვეტილი'],
          },
          { default: 'ordered' },
        ),
        xAddress: address(['Where it is connected', 'Адрес подключения', 'Адрес на включване', 'Միացման հասցե', 'ჩართვის მისამართი']),
        xTechnology: choice(['Technology', 'Технология', 'Технология', 'Տեխնոլոգիա', 'ტექნოლოგია'], {
          fibre: ['teal', 'Fibre', 'Оптика', 'Оптика', 'Օպտիկա', 'ოპტიკა'],
          copper: ['orange', 'Copper', 'Медная линия', 'Медна линия', 'Պղնձե գիծ', 'სპილენძი'],
          radio: ['violet', 'Radio', 'Радиоканал', 'Радио', 'Ռադիոկապ', 'რადიო'],
          mobile: ['blue', 'Mobile network', 'Мобильная сеть', 'Мобилна мрежа', 'Բջջային ցանց', 'მობილური ქსელი'],
        }),
        xConnectedOn: date(['Connected on', 'Дата подключения', 'Дата на включване', 'Միացման ամսաթիվ', 'ჩართვის თარიღი'], { requiredWhen: holds('xStatus', 'active', 'suspended', 'paused', 'ended') }),
        xBoundUntil: date(['Bound until', 'Договор до', 'Договор до дата', 'Պայմանագիրը մինչև', 'ხელშეკრულება თარიღამდე'], notBefore('xBoundUntil', 'xConnectedOn')),
        xDaysLeft: formula(common.daysLeft, 'number', 'daysBetween(today(), xBoundUntil)', { scale: 0 }),
        xBalance: money(['Balance of the account', 'Баланс', 'Баланс', 'Հաշվեկշիռ', 'ბალანსი']),
        xDevices: choices(['Equipment lent out', 'Выданное оборудование', 'Предоставено оборудване', 'Տրամադրված սարքավորում', 'გადაცემული აპარატურა'], {
          router: ['blue', 'Router', 'Роутер', 'Рутер', 'Երթուղիչ', 'როუტერი'],
          receiver: ['violet', 'Television box', 'ТВ-приставка', 'Приемник', 'Հեռուստաընդունիչ', 'მიმღები'],
          sim: ['teal', 'SIM card', 'SIM-карта', 'SIM карта', 'SIM քարտ', 'SIM ბარათი'],
          telephone: ['gray', 'Telephone set', 'Телефонный аппарат', 'Телефонен апарат', 'Հեռախոսասարք', 'ტელეფონის აპარატი'],
        }),
        xSerials: text(['Serial numbers', 'Серийные номера', 'Серийни номера', 'Սերիական համարներ', 'სერიული ნომრები'], { search: true }),
        xEndedBecause: choice(
          ['Why it ended', 'Причина отключения', 'Причина за прекратяване', 'Լուծման պատճառ', 'შეწყვეტის მიზეზი'],
          {
            price: ['gray', 'Price', 'Цена', 'Цена', 'Գին', 'ფასი'],
            quality: ['gray', 'Quality', 'Качество', 'Качество', 'Որակ', 'ხარისხი'],
            moved: ['gray', 'Moved away', 'Переезд', 'Преместване', 'Տեղափոխություն', 'გადასვლა'],
            debt: ['gray', 'Debt', 'Долг', 'Дълг', 'Պարտք', 'დავალიანება'],
            competitor: ['gray', 'Another operator', 'Другой оператор', 'Друг оператор', 'Այլ օպերատոր', 'სხვა ოპერატორი'],
          },
          { visibleWhen: { field: 'xStatus', op: 'is', value: 'ended' }, requiredWhen: { field: 'xStatus', op: 'is', value: 'ended' } },
        ),
        xFaults: count(['Faults', 'Неисправностей', 'Повреди', 'Անսարքություններ', 'დაზიანებები'], 'xFault', 'xLine'),
      },
    },
    xNumber: {
      plural: 'x-numbers',
      icon: 'tag',
      rights: 'work',
      one: ['Telephone number', 'Телефонный номер', 'Телефонен номер', 'Հեռախոսահամար', 'ტელეფონის ნომერი'],
      many: ['Stock of numbers', 'Номерной фонд', 'Номера', 'Համարների ֆոնդ', 'ნომრების ფონდი'],
      title: common.number,
      fields: {
        xClass: choice(['Class', 'Категория номера', 'Клас', 'Համարի դաս', 'კლასი'], {
          plain: ['gray', 'Ordinary', 'Обычный', 'Обикновен', 'Սովորական', 'ჩვეულებრივი'],
          silver: ['blue', 'Silver', 'Серебряный', 'Сребърен', 'Արծաթե', 'ვერცხლის'],
          gold: ['yellow', 'Golden', 'Золотой', 'Златен', 'Ոսկե', 'ოქროს'],
        }),
        xStatus: choice(
          common.status,
          {
            free: ['teal', 'Free', 'Свободен', 'Свободен', 'Ազատ', 'თავისუფალი'],
            reserved: ['orange', 'Reserved', 'Забронирован', 'Запазен', 'Ամրագրված', 'დაჯავშნილი'],
            inUse: ['green', 'In use', 'Занят', 'Зает', 'Զբաղված', 'დაკავებული'],
            resting: ['gray', 'Resting', 'На отстое', 'В карантин', 'Պահպանման մեջ', 'დროებით გაუცემელი'],
            ported: ['violet', 'Ported away', 'Перенесён к другому оператору', 'Пренесен в друга мрежа', 'Տեղափոխված այլ ցանց', 'სხვა ქსელში გადატანილი'],
          },
          { default: 'free' },
        ),
        xLine: relation(line, 'xLine', { requiredWhen: { field: 'xStatus', op: 'is', value: 'inUse' } }),
        xPrice: money(common.price),
        xReservedUntil: date(['Reserved until', 'Бронь до', 'Запазен до', 'Ամրագրված է մինչև', 'დაჯავშნილია თარიღამდე'], { requiredWhen: { field: 'xStatus', op: 'is', value: 'reserved' } }),
        xPortedFrom: text(['Ported from', 'Перенесён от оператора', 'Пренесен от оператор', 'Տեղափոխվել է օպերատորից', 'გადმოტანილია ოპერატორიდან']),
      },
    },
    xFault: {
      plural: 'x-faults',
      icon: 'tool',
      rights: 'work',
      one: ['Fault', 'Заявка о неисправности', 'Сигнал за повреда', 'Անսարքության հայտ', 'დაზიანების განაცხადი'],
      many: ['Faults', 'Заявки о неисправностях', 'Сигнали за повреди', 'Անսարքության հայտեր', 'დაზიანების განაცხადები'],
      title: ['What does not work', 'Что не работает', 'Какво не работи', 'Ինչը չի աշխատում', 'რა არ მუშაობს'],
      fields: {
        xNumber: autonumber(common.number, 'F-{YYYY}-{00000}'),
        xLine: relation(line, 'xLine', { required: true }),
        xService: choice(common.service, services, { required: true }),
        xSymptom: choice(
          ['Symptom', 'Признак', 'Признак', 'Նշան', 'ნიშანი'],
          {
            noLink: ['red', 'No connection', 'Нет соединения', 'Няма връзка', 'Կապ չկա', 'კავშირი არ არის'],
            slow: ['orange', 'Slow', 'Низкая скорость', 'Бавна връзка', 'Դանդաղ է', 'ნელია'],
            breaks: ['yellow', 'Breaks off', 'Обрывы связи', 'Прекъсва', 'Ընդհատվում է', 'წყდება'],
            noPicture: ['violet', 'No picture', 'Нет изображения', 'Няма картина', 'Պատկեր չկա', 'გამოსახულება არ არის'],
            noise: ['gray', 'Noise on the line', 'Помехи на линии', 'Шум по линията', 'Աղմուկ գծում', 'ხმაური ხაზზე'],
            device: ['blue', 'Equipment broken', 'Неисправно оборудование', 'Повредено оборудване', 'Սարքավորումն անսարք է', 'აპარატურა გაფუჭებულია'],
          },
          {
            offeredWith: {
              field: 'xService',
              options: {
                ...{ slow: ['internet', 'mobile', 'bundle'], breaks: ['internet', 'mobile', 'fixed', 'bundle'] },
                ...{ noPicture: ['television', 'bundle'], noise: ['fixed', 'mobile', 'bundle'] },
              },
            },
          },
        ),
        xStatus: choice(
          common.status,
          {
            received: ['gray', 'Received', 'Принята', 'Приета', 'Ընդունված', 'მიღებული'],
            remote: ['blue', 'Looked at from afar', 'Удалённая диагностика', 'Дистанционна проверка', 'Հեռավար ախտորոշում', 'დისტანციური დიაგნოსტიკა'],
            engineer: ['violet', 'Engineer sent', 'Выезд мастера', 'Изпратен техник', 'Վարպետն ուղարկված է', 'ოსტატი გაიგზავნა'],
            network: ['orange', 'Fault of the network', 'Авария на сети', 'Авария в мрежата', 'Ցանցի վթար', 'ქსელის ავარია'],
            mended: ['teal', 'Mended', 'Устранена', 'Отстранена', 'Վերացված', 'აღმოფხვრილი'],
            closed: ['green', 'Confirmed by the subscriber', 'Подтверждена абонентом', 'Потвърдена от абоната', 'Հաստատված բաժանորդի կողմից', 'დადასტურებული აბონენტის მიერ'],
          },
          { default: 'received' },
        ),
        xReportedAt: datetime(['Reported at', 'Время обращения', 'Подаден в', 'Դիմելու ժամանակ', 'მომართვის დრო'], { required: true }),
        xMendBy: datetime(['To be mended by', 'Устранить до', 'Да се отстрани до', 'Վերացնել մինչև', 'აღმოფხვრის ვადა'], notBefore('xMendBy', 'xReportedAt')),
        xMendedAt: datetime(['Mended at', 'Устранено в', 'Отстранена в', 'Վերացվել է', 'აღმოიფხვრა'], { ...notBefore('xMendedAt', 'xReportedAt'), requiredWhen: holds('xStatus', 'mended', 'closed') }),
        xLate: formula(['Mended late', 'Срок нарушен', 'Просрочен срок', 'Ժամկետը խախտված է', 'ვადა დარღვეულია'], 'boolean', 'if(isEmpty(xMendBy), false, if(isEmpty(xMendedAt), xMendBy < today(), xMendedAt > xMendBy))'),
        xEngineer: member(['Engineer', 'Мастер', 'Техник', 'Վարպետ', 'ოსტატი'], { requiredWhen: { field: 'xStatus', op: 'is', value: 'engineer' } }),
        xCause: longText(['What it was', 'Причина неисправности', 'Причина за повредата', 'Անսարքության պատճառ', 'დაზიანების მიზეზი'], { requiredWhen: { field: 'xStatus', op: 'is', value: 'closed' } }),
        xCompensation: money(['Compensation', 'Компенсация', 'Компенсация', 'Փոխհատուցում', 'კომპენსაცია']),
        xPhotos: files(common.photos),
      },
    },
  },
  fields: {
    person: {
      xLines: count(['Subscriptions', 'Подключений', 'Брой абонаменти', 'Բաժանորդագրություններ', 'ხაზები'], 'xLine', 'xPerson', { field: 'xStatus', op: 'is', value: 'active' }),
      xPortingWanted: boolean(['Wants to bring the number along', 'Хочет перенести номер', 'Иска да пренесе номера', 'Ուզում է տեղափոխել համարը', 'სურს ნომრის გადმოტანა']),
    },
    company: {
      xCompanyLines: count(['Active subscriptions', 'Активных подключений', 'Активни абонаменти', 'Ակտիվ բաժանորդագրություններ', 'აქტიური ხაზები'], 'xLine', 'xCompany', { field: 'xStatus', op: 'is', value: 'active' }),
      xOperator: text(['Operator at present', 'Нынешний оператор', 'Настоящ оператор', 'Ներկայիս օպերատոր', 'ამჟამინდელი ოპერატორი']),
      xOperatorUntil: date(['Contract with the operator until', 'Договор с оператором до', 'Договор с оператора до', 'Պայմանագիր օպերատորի հետ՝ մինչև', 'ხელშეკრულება ოპერატორთან თარიღამდე']),
    },
    deal: {
      xWantedTariff: relation(['Tariff wanted', 'Желаемый тариф', 'Желан тарифен план', 'Նախընտրելի սակագին', 'სასურველი ტარიფი'], 'xTariff'),
      xLinesWanted: number(['Lines wanted', 'Сколько линий', 'Брой линии', 'Քանի գիծ', 'რამდენი ხაზი']),
      xCovered: choice(['Technical possibility', 'Техническая возможность', 'Техническа възможност', 'Տեխնիկական հնարավորություն', 'ტექნიკური შესაძლებლობა'], {
        yes: ['green', 'There is one', 'Есть', 'Има', 'Կա', 'არის'],
        building: ['orange', 'After building work', 'После строительства', 'След изграждане', 'Կառուցումից հետո', 'მშენებლობის შემდეგ'],
        no: ['red', ...common.no],
      }),
    },
  },
  options: {
    'deal.lostReason': {
      xNoCoverage: ['gray', 'No coverage', 'Нет покрытия', 'Няма покритие', 'Ծածկույթ չկա', 'დაფარვა არ არის'],
      xBoundElsewhere: ['gray', 'Bound to another operator', 'Договор с другим оператором', 'Обвързан с друг оператор', 'Պայմանագիր ունի այլ օպերատորի հետ', 'სხვა ოპერატორთან აქვს ხელშეკრულება'],
    },
    'task.kind': { xInstallation: ['teal', 'Installation', 'Выезд на подключение', 'Инсталация', 'Տեղադրում', 'მონტაჟი'] },
  },
  pipelines: {
    connections: {
      name: ['New connections', 'Новые подключения', 'Нови включвания', 'Նոր միացումներ', 'ახალი ჩართვები'],
      stages: {
        enquiry: ['open', 10, 'gray', ...common.enquiry],
        coverage: ['open', 30, 'cyan', 'Coverage checked', 'Покрытие проверено', 'Проверено покритие', 'Ծածկույթը ստուգված է', 'დაფარვა შემოწმებულია'],
        tariffChosen: ['open', 50, 'blue', 'Tariff chosen', 'Тариф выбран', 'Избран план', 'Սակագինն ընտրված է', 'ტარიფი არჩეულია'],
        contract: ['open', 75, 'violet', 'Contract signed', 'Договор подписан', 'Подписан договор', 'Պայմանագիրը ստորագրված է', 'ხელშეკრულება ხელმოწერილია'],
        installation: ['open', 90, 'orange', 'Installation', 'Подключение', 'Инсталация', 'Տեղադրում', 'მონტაჟი'],
        connected: ['won', 100, 'green', 'Connected', 'Подключён', 'Включен', 'Միացված', 'ჩართული'],
        lost: ['lost', 0, 'red', ...common.declined],
      },
    },
  },
  views: {
    lines: statusBoard('xLine'),
    bound: {
      noun: 'xLine',
      name: ['Terms that end soon', 'Договоры, которые истекают', 'Изтичащи договори', 'Ավարտվող պայմանագրեր', 'ხელშეკრულებები, რომელთა ვადა იწურება'],
      type: 'list',
      settings: {
        filter: { all: [{ field: 'xStatus', op: 'is', value: 'active' }, within('xBoundUntil', 60)] },
        columns: columns('name', 'xPerson', 'xCompany', 'xTariff', 'xBoundUntil', 'xDaysLeft', 'xFaults', 'owner'),
        sort: 'xBoundUntil',
      },
    },
    churn: {
      noun: 'xLine',
      name: ['Why subscribers leave', 'Почему уходят абоненты', 'Защо си тръгват абонатите', 'Ինչու են հեռանում բաժանորդները', 'რატომ მიდიან აბონენტები'],
      type: 'grouped',
      settings: { filter: { field: 'xStatus', op: 'is', value: 'ended' }, group: [{ field: 'xEndedBecause' }, { field: 'xTariff' }], measures: [{ op: 'count' }] },
    },
    freeNumbers: {
      noun: 'xNumber',
      name: ['Free numbers', 'Свободные номера', 'Свободни номера', 'Ազատ համարներ', 'თავისუფალი ნომრები'],
      type: 'list',
      settings: { filter: { field: 'xStatus', op: 'is', value: 'free' }, columns: columns('name', 'xClass', 'xPrice'), sort: 'name' },
    },
    numbers: statusBoard('xNumber'),
    faults: { ...statusBoard('xFault'), settings: { board: 'xStatus', measures: [{ op: 'count' }], colors: [{ filter: { field: 'xLate', op: 'is', value: true }, color: 'red' }] } },
    visits: { noun: 'xFault', name: ['Engineers’ calendar', 'Календарь мастеров', 'Календар на техниците', 'Վարպետների օրացույց', 'ოსტატების კალენდარი'], type: 'calendar', settings: { calendar: { start: 'xMendBy' } } },
    tariffs: {
      noun: 'xTariff',
      name: ['Tariffs by service', 'Тарифы по услугам', 'Планове по услуги', 'Սակագներն ըստ ծառայությունների', 'ტარიფები მომსახურებებით'],
      type: 'grouped',
      settings: { group: [{ field: 'xService' }], measures: [{ op: 'count' }, { op: 'sum', field: 'xSubscribers' }, { op: 'avg', field: 'xFee' }] },
    },
  },
  processes: {
    callLead,
  },
};
