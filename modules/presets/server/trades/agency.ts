import type { Preset } from '../preset.ts';
import { boolean, choice, choices, columns, date, files, formula, links, member, money, number, percent, relation, richText, rollUp, text, urls } from '../preset-fields.ts';
import { callLead } from './common-processes.ts';
import { common } from './common-words.ts';

const services = {
  strategy: ['gray', 'Strategy', 'Стратегия', 'Стратегия', 'Ռազմավարություն', 'სტრატეგია'],
  branding: ['grape', 'Branding', 'Брендинг', 'Брандинг', 'Բրենդինգ', 'ბრენდინგი'],
  design: ['pink', 'Graphic design', 'Графический дизайн', 'Графичен дизайн', 'Գրաֆիկական դիզայն', 'გრაფიკული დიზაინი'],
  website: ['blue', 'Website', 'Сайт', 'Уебсайт', 'Կայք', 'ვებსაიტი'],
  search: ['teal', 'Search promotion', 'Поисковое продвижение', 'Оптимизация за търсачки', 'Առաջխաղացում որոնման համակարգերում', 'საძიებო ოპტიმიზაცია'],
  advertising: ['orange', 'Online advertising', 'Интернет-реклама', 'Онлайн реклама', 'Առցանց գովազդ', 'ონლაინ რეკლამა'],
  social: ['violet', 'Social media', 'Ведение соцсетей', 'Социални мрежи', 'Սոցիալական ցանցերի վարում', 'სოციალური ქსელების მართვა'],
  video: ['red', 'Video production', 'Видеопроизводство', 'Видеопродукция', 'Տեսահոլովակների պատրաստում', 'ვიდეოწარმოება'],
  publicRelations: ['indigo', 'Public relations', 'Связи с общественностью', 'Връзки с обществеността', 'Հանրային կապեր', 'საზოგადოებასთან ურთიერთობა'],
  events: ['yellow', 'Events', 'Мероприятия', 'Събития', 'Միջոցառումներ', 'ღონისძიებები'],
} as const;

/** Advertising, design and digital agencies: projects, hours, what of them is paid. */
export const agency: Preset = {
  name: 'agency',
  icon: 'speakerphone',
  label: ['Agency', 'Рекламное агентство', 'Рекламна агенция', 'Գովազդային գործակալություն', 'სარეკლამო სააგენტო'],
  about: [
    'Advertising, design and digital: briefs, projects, hours worked and budgets',
    'Реклама, дизайн и диджитал: брифы, проекты, учёт времени и бюджеты',
    'Реклама, дизайн и дигитал: брифове, проекти, отработени часове и бюджети',
    'Գովազդ, դիզայն և թվային մարքեթինգ՝ առաջադրանքներ, նախագծեր, աշխատաժամեր և բյուջեներ',
    'რეკლამა, დიზაინი და დიჯიტალი: ბრიფები, პროექტები, ნამუშევარი საათები და ბიუჯეტები',
  ],
  nouns: {
    xProject: {
      plural: 'x-projects',
      icon: 'clipboard-list',
      rights: 'work',
      one: ['Project', 'Проект', 'Проект', 'Նախագիծ', 'პროექტი'],
      many: ['Projects', 'Проекты', 'Проекти', 'Նախագծեր', 'პროექტები'],
      fields: {
        xCompany: relation(common.customer, 'company', { required: true }),
        xDeal: relation(common.deal, 'deal'),
        xServices: choices(['Services', 'Услуги', 'Услуги', 'Ծառայություններ', 'მომსახურებები'], services),
        xStatus: choice(
          common.status,
          {
            brief: ['gray', 'Brief', 'Бриф', 'Бриф', 'Տեխնիկական առաջադրանք', 'ბრიფი'],
            inWork: ['blue', 'In progress', 'В работе', 'В работа', 'Ընթացքի մեջ', 'მუშავდება'],
            review: ['yellow', 'With the customer', 'На согласовании у клиента', 'За одобрение от клиента', 'Հաճախորդի հաստատմանը', 'კლიენტთან შესათანხმებლად'],
            changes: ['orange', 'Changes asked for', 'Правки', 'Корекции', 'Ուղղումներ', 'შესწორებები'],
            delivered: ['green', 'Delivered', 'Сдан', 'Предаден', 'Հանձնված', 'ჩაბარებული'],
            onHold: ['red', ...common.suspended],
          },
          { default: 'brief' },
        ),
        xAccount: member(['Account manager', 'Аккаунт-менеджер', 'Акаунт мениджър', 'Հաճախորդի կառավարիչ', 'ექაუნთ მენეჯერი']),
        xTeam: links(['Team', 'Команда', 'Екип', 'Թիմ', 'გუნდი'], 'member'),
        xStartOn: date(common.startOn),
        xDueOn: date(['Deadline', 'Срок сдачи', 'Краен срок', 'Վերջնաժամկետ', 'ჩაბარების ვადა'], {
          checks: [{ refuseWhen: { field: 'xDueOn', op: 'lessThan', value: { field: 'xStartOn' } }, message: common.endsFirst }],
        }),
        xBudget: money(['Project budget', 'Бюджет проекта', 'Бюджет на проекта', 'Նախագծի բյուջե', 'პროექტის ბიუჯეტი']),
        xMedia: money(['Media budget', 'Рекламный бюджет', 'Медиен бюджет', 'Գովազդային բյուջե', 'სარეკლამო ბიუჯეტი']),
        xHoursPlanned: number(['Hours planned', 'Часов по плану', 'Планирани часове', 'Պլանավորված ժամեր', 'დაგეგმილი საათები'], 1),
        xHoursSpent: rollUp(['Hours worked', 'Отработано часов', 'Отработени часове', 'Աշխատած ժամեր', 'ნამუშევარი საათები'], 'number', {
          ...{ of: 'xTimeEntry', by: 'xProject', measure: 'sum', field: 'xHours' },
        }),
        xHoursLeft: formula(['Hours left', 'Осталось часов', 'Оставащи часове', 'Մնացած ժամեր', 'დარჩენილი საათები'], 'number', 'xHoursPlanned - coalesce(xHoursSpent, 0)'),
        xBrief: richText(['Brief', 'Бриф', 'Задание', 'Տեխնիկական առաջադրանք', 'ბრიფი']),
        xLinks: urls(['Materials', 'Материалы', 'Материали', 'Նյութեր', 'მასალები']),
        xLayouts: files(['Layouts', 'Макеты', 'Макети', 'Մակետներ', 'მაკეტები']),
      },
    },
    xTimeEntry: {
      plural: 'x-time-entries',
      icon: 'clock',
      rights: 'work',
      one: ['Time entry', 'Запись времени', 'Отчетено време', 'Ժամանակի գրառում', 'დროის ჩანაწერი'],
      many: ['Timesheet', 'Учёт времени', 'Отчет на времето', 'Ժամանակի հաշվառում', 'დროის აღრიცხვა'],
      title: ['What was done', 'Что сделано', 'Какво е свършено', 'Ինչ է արվել', 'რა გაკეთდა'],
      fields: {
        xProject: relation(['Project', 'Проект', 'Проект', 'Նախագիծ', 'პროექტი'], 'xProject', { required: true }),
        xOn: date(['Day', 'День', 'Ден', 'Օր', 'დღე'], { required: true }),
        xHours: number(['Hours', 'Часы', 'Часове', 'Ժամեր', 'საათები'], 2, { required: true, max: 24 }),
        xBillable: boolean(['Billed to the customer', 'Оплачивается клиентом', 'Фактурира се на клиента', 'Վճարվում է հաճախորդի կողմից', 'იხდის კლიენტი'], { default: true }),
      },
    },
  },
  fields: {
    deal: {
      xServices: choices(['Services asked for', 'Запрошенные услуги', 'Търсени услуги', 'Պահանջվող ծառայություններ', 'მოთხოვნილი მომსახურება'], services),
      xBilling: choice(['How it is billed', 'Модель оплаты', 'Начин на заплащане', 'Վճարման մոդել', 'ანაზღაურების მოდელი'], {
        fixed: ['blue', 'Fixed price', 'Фиксированная цена', 'Фиксирана цена', 'Ֆիքսված գին', 'ფიქსირებული ფასი'],
        retainer: ['teal', 'Monthly retainer', 'Абонентская плата', 'Месечен абонамент', 'Ամսական վճար', 'ყოველთვიური ანაზღაურება'],
        hourly: ['orange', 'By the hour', 'Почасовая', 'На час', 'Ժամավճար', 'საათობრივი'],
        commission: ['violet', 'Share of media budget', 'Процент от рекламного бюджета', 'Процент от медийния бюджет', 'Տոկոս գովազդային բյուջեից', 'პროცენტი სარეკლამო ბიუჯეტიდან'],
      }),
      xRetainer: money(['Retainer a month', 'Абонентская плата в месяц', 'Абонаментна такса на месец', 'Ամսական վճարի չափը', 'ანაზღაურება თვეში'], {
        visibleWhen: { field: 'xBilling', op: 'is', value: 'retainer' },
      }),
      xMediaShare: percent(['Agency commission', 'Комиссия агентства', 'Агенционна комисиона', 'Գործակալության միջնորդավճար', 'სააგენტოს საკომისიო'], {
        visibleWhen: { field: 'xBilling', op: 'is', value: 'commission' },
        ...{ min: 0, max: 100 },
      }),
      xBriefReceived: boolean(['Brief received', 'Бриф получен', 'Брифът е получен', 'Առաջադրանքը ստացված է', 'ბრიფი მიღებულია']),
      xPitchOn: date(['Pitch on', 'Дата презентации', 'Дата на презентацията', 'Ներկայացման օրը', 'პრეზენტაციის თარიღი']),
    },
    company: {
      xBrands: text(['Brands', 'Бренды', 'Марки', 'Ապրանքանիշներ', 'ბრენდები'], { search: true }),
      xBrandBook: urls(['Brand guidelines', 'Брендбук', 'Брандбук', 'Բրենդի ուղեցույց', 'ბრენდბუქი']),
      xAudience: text(['Target audience', 'Целевая аудитория', 'Целева аудитория', 'Թիրախային լսարան', 'სამიზნე აუდიტორია']),
    },
  },
  options: {
    'company.kinds': { xMediaOwner: ['orange', 'Media owner', 'Рекламная площадка', 'Медия', 'Գովազդային հարթակ', 'სარეკლამო პლატფორმა'] },
    'deal.lostReason': {
      xIdea: ['gray', 'Our idea was not liked', 'Не понравилась идея', 'Идеята не се хареса', 'Գաղափարը դուր չեկավ', 'იდეა არ მოეწონათ'],
      xPortfolio: ['gray', 'Too little experience in the field', 'Мало опыта в отрасли', 'Малко опит в бранша', 'Ոլորտում քիչ փորձ', 'დარგში მცირე გამოცდილება'],
    },
    'task.kind': { xBriefing: ['violet', 'Briefing', 'Брифинг', 'Брифинг', 'Առաջադրանքի քննարկում', 'ბრიფინგი'] },
  },
  pipelines: {
    newBusiness: {
      name: ['New business', 'Новые клиенты', 'Нови клиенти', 'Նոր հաճախորդներ', 'ახალი კლიენტები'],
      stages: {
        enquiry: ['open', 5, 'gray', ...common.enquiry],
        brief: ['open', 20, 'blue', 'Brief received', 'Бриф получен', 'Получен бриф', 'Առաջադրանքը ստացված է', 'ბრიფი მიღებულია'],
        estimate: ['open', 40, 'cyan', 'Estimate sent', 'Смета отправлена', 'Изпратен бюджет', 'Նախահաշիվն ուղարկված է', 'ხარჯთაღრიცხვა გაგზავნილია'],
        pitch: ['open', 55, 'violet', 'Pitch', 'Презентация идеи', 'Презентация', 'Գաղափարի ներկայացում', 'იდეის პრეზენტაცია'],
        contract: ['open', 85, 'orange', 'Contract being agreed', 'Согласование договора', 'Съгласуване на договор', 'Պայմանագրի համաձայնեցում', 'ხელშეკრულების შეთანხმება'],
        won: ['won', 100, 'green', 'Project started', 'Проект запущен', 'Проектът стартира', 'Նախագիծը մեկնարկել է', 'პროექტი დაიწყო'],
        lost: ['lost', 0, 'red', ...common.lost],
      },
    },
  },
  views: {
    projects: {
      noun: 'xProject',
      name: common.board,
      type: 'board',
      settings: { board: 'xStatus', measures: [{ op: 'count' }, { op: 'sum', field: 'xBudget' }] },
    },
    deadlines: {
      noun: 'xProject',
      name: ['Deadlines', 'Сроки сдачи', 'Крайни срокове', 'Վերջնաժամկետներ', 'ვადები'],
      type: 'calendar',
      settings: { calendar: { start: 'xStartOn', end: 'xDueOn' } },
    },
    overspent: {
      noun: 'xProject',
      name: ['Over the planned hours', 'Перерасход часов', 'Превишени часове', 'Ժամերի գերածախս', 'გადახარჯული საათები'],
      type: 'list',
      settings: {
        filter: { field: 'xHoursLeft', op: 'lessThan', value: 0 },
        columns: columns('name', 'xCompany', 'xHoursPlanned', 'xHoursSpent', 'xHoursLeft', 'xAccount', 'xDueOn'),
        sort: 'xHoursLeft',
      },
    },
    hours: {
      noun: 'xTimeEntry',
      name: ['Hours by project', 'Часы по проектам', 'Часове по проекти', 'Ժամերն ըստ նախագծերի', 'საათები პროექტებით'],
      type: 'grouped',
      settings: { group: [{ field: 'xOn', by: 'month' }, { field: 'xProject' }], measures: [{ op: 'sum', field: 'xHours' }] },
    },
    pitches: {
      noun: 'deal',
      name: ['Pitches', 'Презентации', 'Презентации', 'Ներկայացումներ', 'პრეზენტაციები'],
      type: 'calendar',
      settings: { calendar: { start: 'xPitchOn' } },
    },
  },
  processes: {
    callLead,
  },
};
