import type { Preset } from '../preset.ts';
import { address, choice, columns, count, date, files, formula, longText, member, money, number, percent, relation, rollUp, text } from '../preset-fields.ts';
import { callLead } from './common-processes.ts';
import { common } from './common-words.ts';

const objects = {
  house: ['green', 'Private house', 'Частный дом', 'Еднофамилна къща', 'Առանձնատուն', 'კერძო სახლი'],
  flat: ['blue', 'Flat renovation', 'Ремонт квартиры', 'Ремонт на апартамент', 'Բնակարանի վերանորոգում', 'ბინის რემონტი'],
  block: ['indigo', 'Apartment building', 'Многоквартирный дом', 'Жилищна сграда', 'Բազմաբնակարան շենք', 'მრავალბინიანი სახლი'],
  commercial: ['violet', 'Commercial building', 'Коммерческий объект', 'Търговска сграда', 'Առևտրային շինություն', 'კომერციული ობიექტი'],
  industrial: ['orange', 'Industrial building', 'Промышленный объект', 'Промишлена сграда', 'Արդյունաբերական շինություն', 'სამრეწველო ობიექტი'],
  road: ['gray', 'Roads and networks', 'Дороги и сети', 'Пътища и мрежи', 'Ճանապարհներ և ցանցեր', 'გზები და ქსელები'],
} as const;

/** Builders and renovators: sites, stages of works, snags, what is accepted and paid. */
export const construction: Preset = {
  name: 'construction',
  icon: 'tool',
  label: ['Construction and renovation', 'Строительство и ремонт', 'Строителство и ремонти', 'Շինարարություն և վերանորոգում', 'მშენებლობა და რემონტი'],
  about: [
    'Surveys and estimates, sites, stages of works, subcontractors, snags and warranty',
    'Замеры и сметы, объекты, этапы работ, субподрядчики, замечания и гарантия',
    'Огледи и количествени сметки, обекти, етапи, подизпълнители, забележки и гаранция',
    'Չափագրում և նախահաշիվներ, շինօբյեկտներ, աշխատանքի փուլեր, ենթակապալառուներ, թերություններ և երաշխիք',
    'აზომვა და ხარჯთაღრიცხვა, ობიექტები, სამუშაოს ეტაპები, ქვეკონტრაქტორები, ხარვეზები და გარანტია',
  ],
  nouns: {
    xSite: {
      plural: 'x-sites',
      icon: 'building',
      rights: 'work',
      one: ['Building site', 'Строительный объект', 'Строителен обект', 'Շինօբյեկտ', 'სამშენებლო ობიექტი'],
      many: ['Building sites', 'Строительные объекты', 'Строителни обекти', 'Շինօբյեկտներ', 'სამშენებლო ობიექტები'],
      fields: {
        xCompany: relation(['Client (company)', 'Заказчик (компания)', 'Възложител (фирма)', 'Պատվիրատու (ընկերություն)', 'დამკვეთი (კომპანია)'], 'company'),
        xPerson: relation(['Client (person)', 'Заказчик (частное лицо)', 'Възложител (физическо лице)', 'Պատվիրատու (անհատ)', 'დამკვეთი (ფიზიკური პირი)'], 'person'),
        xDeal: relation(common.deal, 'deal'),
        xKind: choice(['What is built', 'Тип объекта', 'Вид обект', 'Օբյեկտի տեսակ', 'ობიექტის ტიპი'], objects),
        xStatus: choice(
          common.status,
          {
            design: ['gray', 'Design', 'Проектирование', 'Проектиране', 'Նախագծում', 'პროექტირება'],
            permits: ['blue', 'Permits', 'Разрешения', 'Разрешителни', 'Թույլտվություններ', 'ნებართვები'],
            works: ['orange', 'Works under way', 'Идут работы', 'В строеж', 'Աշխատանքներն ընթանում են', 'მიმდინარეობს სამუშაოები'],
            suspended: ['red', ...common.suspended],
            handover: ['violet', 'Being handed over', 'Сдача объекта', 'Предаване на обекта', 'Հանձնման փուլում', 'ჩაბარების პროცესში'],
            warranty: ['teal', 'Under warranty', 'На гарантии', 'В гаранция', 'Երաշխիքային սպասարկում', 'გარანტიაზე'],
            closed: ['green', 'Closed', 'Закрыт', 'Приключен', 'Փակված', 'დახურული'],
          },
          { default: 'design' },
        ),
        xAddress: address(common.address),
        xArea: number(['Area, m²', 'Площадь, м²', 'Площ, м²', 'Մակերես, մ²', 'ფართი, მ²'], 1),
        xForeman: member(['Site manager', 'Прораб', 'Технически ръководител', 'Աշխղեկ', 'სამუშაოთა მწარმოებელი']),
        xPermit: text(['Building permit', 'Разрешение на строительство', 'Разрешение за строеж', 'Շինարարության թույլտվություն', 'მშენებლობის ნებართვა'], { search: true }),
        xStartOn: date(['Works begin', 'Начало работ', 'Начало на строежа', 'Աշխատանքների սկիզբ', 'სამუშაოს დაწყება']),
        xHandoverOn: date(['Handover', 'Сдача', 'Предаване', 'Հանձնում', 'ჩაბარება'], {
          checks: [{ refuseWhen: { field: 'xHandoverOn', op: 'lessThan', value: { field: 'xStartOn' } }, message: common.endsFirst }],
        }),
        xEstimate: money(['Estimate', 'Смета', 'Количествено-стойностна сметка', 'Նախահաշիվ', 'ხარჯთაღრიცხვა']),
        xAccepted: rollUp(['Works accepted', 'Принято работ', 'Приети работи', 'Ընդունված աշխատանքներ', 'მიღებული სამუშაოები'], 'money', {
          ...{ of: 'xWorkStage', by: 'xSite', measure: 'sum', field: 'xAmount' },
          filter: { field: 'xStatus', op: 'isAnyOf', value: ['accepted', 'paid'] },
        }),
        xSnags: count(['Open snags', 'Открытых замечаний', 'Отворени забележки', 'Չվերացված թերություններ', 'გამოუსწორებელი ხარვეზები'], 'xSnag', 'xSite', {
          field: 'xStatus',
          op: 'isAnyOf',
          value: ['found', 'inWork'],
        }),
        xWarrantyUntil: date(['Warranty until', 'Гарантия до', 'Гаранция до', 'Երաշխիք մինչև', 'გარანტია თარიღამდე']),
        xDrawings: files(['Drawings', 'Чертежи', 'Чертежи', 'Գծագրեր', 'ნახაზები']),
      },
    },
    xWorkStage: {
      plural: 'x-work-stages',
      icon: 'clipboard-list',
      rights: 'work',
      one: ['Stage of works', 'Этап работ', 'Етап от строежа', 'Աշխատանքի փուլ', 'სამუშაოს ეტაპი'],
      many: ['Stages of works', 'Этапы работ', 'Етапи от строежа', 'Աշխատանքի փուլեր', 'სამუშაოს ეტაპები'],
      title: ['Works', 'Работы', 'Видове работи', 'Աշխատանքներ', 'სამუშაოები'],
      fields: {
        xSite: relation(['Site', 'Объект', 'Обект', 'Շինօբյեկտ', 'ობიექტი'], 'xSite', { required: true }),
        xStatus: choice(
          common.status,
          {
            planned: ['gray', ...common.planned],
            inWork: ['orange', 'In work', 'В работе', 'В изпълнение', 'Կատարվում է', 'სრულდება'],
            done: ['blue', ...common.done],
            accepted: ['violet', 'Accepted by the client', 'Принято заказчиком', 'Прието от възложителя', 'Ընդունված պատվիրատուի կողմից', 'დამკვეთმა მიიღო'],
            paid: ['green', ...common.paid],
          },
          { default: 'planned' },
        ),
        xStartOn: date(common.startOn),
        xEndOn: date(common.endOn, { checks: [{ refuseWhen: { field: 'xEndOn', op: 'lessThan', value: { field: 'xStartOn' } }, message: common.endsFirst }] }),
        xProgress: percent(['Progress', 'Готовность', 'Напредък', 'Կատարողական', 'შესრულება'], { min: 0, max: 100 }),
        xAmount: money(common.amount),
        xContractor: relation(['Subcontractor', 'Субподрядчик', 'Подизпълнител', 'Ենթակապալառու', 'ქვეკონტრაქტორი'], 'company'),
        xAct: files(['Act of acceptance', 'Акт приёмки', 'Приемо-предавателен протокол', 'Ընդունման ակտ', 'მიღება-ჩაბარების აქტი']),
      },
    },
    xSnag: {
      plural: 'x-snags',
      icon: 'flag',
      rights: 'work',
      one: ['Snag', 'Замечание', 'Забележка', 'Թերություն', 'ხარვეზი'],
      many: ['Snags', 'Замечания', 'Забележки', 'Թերություններ', 'ხარვეზები'],
      title: ['What is wrong', 'Что не так', 'Какво не е наред', 'Ինչն է սխալ', 'რა არის გამოსასწორებელი'],
      fields: {
        xSite: relation(['Site', 'Объект', 'Обект', 'Շինօբյեկտ', 'ობიექტი'], 'xSite', { required: true }),
        xStatus: choice(
          common.status,
          {
            found: ['red', 'Found', 'Выявлено', 'Открита', 'Հայտնաբերված', 'გამოვლენილი'],
            inWork: ['orange', 'Being mended', 'Устраняется', 'Отстранява се', 'Վերացվում է', 'სწორდება'],
            mended: ['blue', 'Mended', 'Устранено', 'Отстранена', 'Վերացված', 'გამოსწორებული'],
            accepted: ['green', ...common.accepted],
          },
          { default: 'found' },
        ),
        xDueOn: date(['To be mended by', 'Устранить до', 'Срок за отстраняване', 'Վերացման ժամկետ', 'გამოსწორების ვადა']),
        xContractor: relation(['Who mends it', 'Кто устраняет', 'Кой отстранява', 'Ով է վերացնում', 'ვინ ასწორებს'], 'company'),
        xPlace: text(['Place', 'Место', 'Място', 'Տեղ', 'ადგილი']),
        xPhotos: files(common.photos),
      },
    },
  },
  fields: {
    deal: {
      xObject: choice(['What is to be built', 'Что строим', 'Какво ще се строи', 'Ինչ ենք կառուցում', 'რას ვაშენებთ'], objects),
      xSiteAddress: address(['Address of the site', 'Адрес объекта', 'Адрес на обекта', 'Օբյեկտի հասցե', 'ობიექტის მისამართი']),
      xSurveyOn: date(['Survey on', 'Дата замера', 'Дата на огледа', 'Չափագրման օրը', 'აზომვის თარიღი']),
      xSurvey: longText(['What the survey showed', 'Результаты замера', 'Резултат от огледа', 'Չափագրման արդյունքները', 'აზომვის შედეგი']),
      xSiteArea: number(['Area of the works, m²', 'Площадь работ, м²', 'Площ на работите, м²', 'Աշխատանքի մակերես, մ²', 'სამუშაო ფართი, მ²'], 1),
      xPerMetre: formula(['Amount per m²', 'Сумма за м²', 'Сума на м²', 'Գումարը 1 մ²-ի համար', 'თანხა კვადრატულ მეტრზე'], 'money', 'if(xSiteArea > 0, amount / xSiteArea)'),
    },
    company: {
      xTrades: text(['Kinds of works', 'Виды работ', 'Видове СМР', 'Աշխատանքների տեսակներ', 'სამუშაოთა სახეები'], { search: true }),
      xLicence: text(['Licence', 'Лицензия', 'Лиценз', 'Լիցենզիա', 'ლიცენზია']),
    },
  },
  options: {
    'company.kinds': { xArchitect: ['pink', 'Architect', 'Архитектор', 'Архитект', 'Ճարտարապետ', 'არქიტექტორი'] },
    'deal.lostReason': {
      xDeadline: ['gray', 'Deadline too short', 'Слишком сжатые сроки', 'Твърде кратки срокове', 'Չափազանց սեղմ ժամկետներ', 'ძალიან მოკლე ვადები'],
      xNoPermit: ['gray', 'No permit', 'Нет разрешения', 'Няма разрешително', 'Թույլտվություն չկա', 'ნებართვა არ არის'],
    },
    'task.kind': { xSurvey: ['orange', 'Survey', 'Замер', 'Заснемане', 'Չափագրում', 'აზომვა'] },
  },
  pipelines: {
    contracts: {
      name: ['Building contracts', 'Договоры подряда', 'Договори за строителство', 'Կապալի պայմանագրեր', 'ნარდობის ხელშეკრულებები'],
      stages: {
        enquiry: ['open', 5, 'gray', ...common.enquiry],
        survey: ['open', 20, 'blue', 'Survey', 'Выезд на замер', 'Оглед на обекта', 'Չափագրում', 'აზომვა ადგილზე'],
        estimate: ['open', 40, 'cyan', 'Estimate being made', 'Составление сметы', 'Изготвяне на сметка', 'Նախահաշվի կազմում', 'ხარჯთაღრიცხვის შედგენა'],
        approval: ['open', 60, 'violet', 'Estimate with the client', 'Согласование сметы', 'Съгласуване на сметката', 'Նախահաշվի համաձայնեցում', 'ხარჯთაღრიცხვის შეთანხმება'],
        contract: ['open', 85, 'orange', 'Contract being signed', 'Подписание договора', 'Подписване на договор', 'Պայմանագրի կնքում', 'ხელშეკრულების გაფორმება'],
        advance: ['won', 100, 'green', 'Advance received', 'Аванс получен', 'Получен аванс', 'Կանխավճարը ստացված է', 'ავანსი მიღებულია'],
        lost: ['lost', 0, 'red', ...common.lost],
      },
    },
  },
  views: {
    sites: {
      noun: 'xSite',
      name: common.board,
      type: 'board',
      settings: { board: 'xStatus', measures: [{ op: 'count' }, { op: 'sum', field: 'xEstimate' }] },
    },
    plan: {
      noun: 'xWorkStage',
      name: ['Plan of works', 'План работ', 'График на работите', 'Աշխատանքների պլան', 'სამუშაოთა გეგმა'],
      type: 'calendar',
      settings: { calendar: { start: 'xStartOn', end: 'xEndOn' } },
    },
    toBill: {
      noun: 'xWorkStage',
      name: ['Accepted and not paid', 'Принято, не оплачено', 'Прието, неплатено', 'Ընդունված, չվճարված', 'მიღებული, გადაუხდელი'],
      type: 'list',
      settings: {
        filter: { field: 'xStatus', op: 'is', value: 'accepted' },
        columns: columns('name', 'xSite', 'xAmount', 'xContractor', 'xEndOn'),
        sort: 'xEndOn',
      },
    },
    snags: { noun: 'xSnag', name: common.board, type: 'board', settings: { board: 'xStatus' } },
    surveys: {
      noun: 'deal',
      name: ['Surveys', 'Замеры', 'Огледи на обекти', 'Չափագրումներ', 'აზომვები'],
      type: 'calendar',
      settings: { filter: { field: 'status', op: 'is', value: 'open' }, calendar: { start: 'xSurveyOn' } },
    },
  },
  processes: {
    callLead,
  },
};
