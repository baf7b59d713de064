import type { Preset } from '../preset.ts';
import { autonumber, boolean, choice, choices, columns, count, date, datetime, files, formula, longText, member, money, number, percent, relation, rollUp, text } from '../preset-fields.ts';
import { holds, notBefore, statusBoard } from './common-parts.ts';
import { callLead } from './common-processes.ts';
import { common, weekdays } from './common-words.ts';

const slot = ['Place in the grid', 'Место в сетке', 'Място в програмата', 'Տեղը ցանցում', 'ადგილი ბადეში'] as const;
const order = ['Airtime order', 'Заказ эфира', 'Заявка за ефир', 'Եթերի պատվեր', 'ეთერის შეკვეთა'] as const;

/** Radio and television stations: the grid with its prices, airtime orders of advertisers, spots and whether they went on air. */
export const media: Preset = {
  name: 'media',
  icon: 'speakerphone',
  label: ['Radio and television', 'Радио и телевидение', 'Радио и телевизия', 'Ռադիո և հեռուստատեսություն', 'რადიო და ტელევიზია'],
  about: [
    'The programme grid and its prices, airtime orders of advertisers, spots to be made and aired, sponsorship, airing reports',
    'Сетка вещания и расценки, заказы эфира, ролики от сценария до выхода, спонсорство, эфирные справки',
    'Програмна схема и цени, заявки за ефир, клипове от сценарий до излъчване, спонсорство, справки за излъчване',
    'Հեռարձակման ցանց և գներ, եթերի պատվերներ, հոլովակներ՝ սցենարից մինչև եթեր, հովանավորություն, եթերային տեղեկանքներ',
    'სამაუწყებლო ბადე და ფასები, ეთერის შეკვეთები, რგოლები სცენარიდან ეთერამდე, სპონსორობა, ეთერის ცნობები',
  ],
  nouns: {
    xGridSlot: {
      plural: 'x-grid-slots',
      icon: 'clock',
      rights: 'directory',
      one: slot,
      many: ['Programme grid', 'Сетка вещания', 'Програмна схема', 'Հեռարձակման ցանց', 'სამაუწყებლო ბადე'],
      title: ['Programme or break', 'Передача или рекламный блок', 'Предаване или рекламен блок', 'Հաղորդում կամ գովազդային բլոկ', 'გადაცემა ან სარეკლამო ბლოკი'],
      fields: {
        xStation: choice(
          ['Broadcast on', 'Где выходит', 'Къде се излъчва', 'Որտեղ է հեռարձակվում', 'სად გადის'],
          {
            radio: ['blue', 'Radio', 'Радио', 'Радио', 'Ռադիո', 'რადიო'],
            television: ['violet', 'Television', 'Телевидение', 'Телевизия', 'Հեռուստատեսություն', 'ტელევიზია'],
            online: ['teal', 'Online', 'Онлайн', 'Онлайн', 'Առցանց', 'ონლაინ'],
          },
          { required: true },
        ),
        xDays: choices(['Days of the week', 'Дни недели', 'Дни от седмицата', 'Շաբաթվա օրեր', 'კვირის დღეები'], weekdays),
        xFrom: text(['Begins at', 'Время начала', 'Начален час', 'Սկզբի ժամ', 'დაწყების საათი'], { pattern: { masks: ['##:##'], example: '07:30' } }),
        xTo: text(['Ends at', 'Время окончания', 'Краен час', 'Ավարտի ժամ', 'დასრულების საათი'], { pattern: { masks: ['##:##'], example: '09:00' } }),
        xTimeClass: choice(['Class of airtime', 'Класс эфирного времени', 'Клас ефирно време', 'Եթերաժամի դաս', 'ეთერის კლასი'], {
          prime: ['red', 'Prime time', 'Прайм-тайм', 'Праймтайм', 'Փրայմ թայմ', 'პრაიმტაიმი'],
          morning: ['orange', 'Morning drive', 'Утренний прайм', 'Сутрешен блок', 'Առավոտյան եթեր', 'დილის ეთერი'],
          day: ['blue', 'Daytime', 'Дневной эфир', 'Дневен ефир', 'Ցերեկային եթեր', 'დღის ეთერი'],
          night: ['gray', 'Night', 'Ночной эфир', 'Нощен ефир', 'Գիշերային եթեր', 'ღამის ეთერი'],
        }),
        xSecondPrice: money(['Price of a second', 'Цена секунды', 'Цена на секунда', 'Վայրկյանի գին', 'წამის ფასი']),
        xSpotPrice: money(['Price of 30 seconds', 'Цена 30 секунд', 'Цена за 30 секунди', '30 վայրկյանի գին', '30 წამის ფასი']),
        xSeconds: number(['Advertising seconds', 'Рекламных секунд', 'Рекламни секунди', 'Գովազդի վայրկյաններ', 'სარეკლამო წამები']),
        xAudience: number(['Audience', 'Аудитория', 'Аудитория', 'Լսարան', 'აუდიტორია']),
        xRating: percent(['Rating', 'Рейтинг', 'Рейтинг', 'Վարկանիշ', 'რეიტინგი']),
        xSponsor: relation(['Sponsor', 'Спонсор', 'Спонсор', 'Հովանավոր', 'სპონსორი'], 'company'),
        xAirings: count(['Airings planned', 'Запланировано выходов', 'Планирани излъчвания', 'Պլանավորված եթերներ', 'დაგეგმილი ეთერები'], 'xAiring', 'xSlot', { field: 'xStatus', op: 'is', value: 'planned' }),
      },
    },
    xAirtimeOrder: {
      plural: 'x-airtime-orders',
      icon: 'contract',
      rights: 'work',
      one: order,
      many: ['Airtime orders', 'Заказы эфира', 'Заявки за ефир', 'Եթերի պատվերներ', 'ეთერის შეკვეთები'],
      title: ['Campaign', 'Рекламная кампания', 'Рекламна кампания', 'Գովազդային արշավ', 'სარეკლამო კამპანია'],
      fields: {
        xNumber: autonumber(common.number, 'A-{YYYY}-{0000}'),
        xAdvertiser: relation(['Advertiser', 'Рекламодатель', 'Рекламодател', 'Գովազդատու', 'რეკლამის დამკვეთი'], 'company', { required: true }),
        xAgency: relation(['Agency', 'Рекламное агентство', 'Рекламна агенция', 'Գովազդային գործակալություն', 'სარეკლამო სააგენტო'], 'company'),
        xDeal: relation(common.deal, 'deal'),
        xForm: choice(
          ['Form of advertising', 'Вид рекламы', 'Форма на реклама', 'Գովազդի ձև', 'რეკლამის ფორმა'],
          {
            spots: ['blue', 'Spots', 'Ролики', 'Клипове', 'Հոլովակներ', 'რგოლები'],
            sponsorship: ['violet', 'Sponsorship', 'Спонсорство', 'Спонсорство', 'Հովանավորություն', 'სპონსორობა'],
            placement: ['teal', 'Product placement', 'Продакт-плейсмент', 'Продуктово позициониране', 'Արտադրանքի տեղադրում', 'პროდუქტის განთავსება'],
            live: ['orange', 'Read live', 'Живое чтение', 'Четене на живо', 'Ընթերցում ուղիղ եթերում', 'პირდაპირ ეთერში წაკითხვა'],
            crawl: ['gray', 'Running text', 'Бегущая строка', 'Пълзящ текст', 'Վազող տող', 'მორბენალი სტრიქონი'],
            show: ['grape', 'Programme to order', 'Программа на заказ', 'Поръчано предаване', 'Պատվիրված հաղորդում', 'შეკვეთილი გადაცემა'],
          },
          { required: true },
        ),
        xStatus: choice(
          common.status,
          {
            plan: ['gray', 'Media plan being made', 'Составляется медиаплан', 'Изготвя се медиаплан', 'Կազմվում է մեդիապլանը', 'მედიაგეგმა დგება'],
            agreed: ['blue', 'Agreed', 'Согласован', 'Съгласувана', 'Համաձայնեցված', 'შეთანხმებული'],
            onAir: ['green', 'On air', 'В эфире', 'В ефир', 'Եթերում է', 'ეთერშია'],
            paused: ['yellow', ...common.suspended],
            reported: ['teal', 'Airing report given', 'Эфирная справка передана', 'Предадена справка', 'Տեղեկանքը հանձնված է', 'ცნობა გადაცემულია'],
            cancelled: ['red', ...common.cancelled],
          },
          { default: 'plan' },
        ),
        xStartOn: date(['First airing', 'Первый выход', 'Първо излъчване', 'Առաջին եթեր', 'პირველი ეთერი']),
        xEndOn: date(['Last airing', 'Последний выход', 'Последно излъчване', 'Վերջին եթեր', 'ბოლო ეთერი'], notBefore('xEndOn', 'xStartOn')),
        xPromised: number(['Airings promised', 'Обещано выходов', 'Договорени излъчвания', 'Խոստացված եթերներ', 'შეპირებული ეთერები']),
        xAired: count(['Went on air', 'Вышло в эфир', 'Излъчени', 'Հեռարձակված', 'გავიდა ეთერში'], 'xAiring', 'xOrder', { field: 'xStatus', op: 'is', value: 'aired' }),
        xLeft: formula(['Airings owed', 'Осталось выходов', 'Оставащи излъчвания', 'Մնացած եթերներ', 'დარჩენილი ეთერები'], 'number', 'coalesce(xPromised, 0) - coalesce(xAired, 0)', { scale: 0 }),
        xPrice: money(['Price by the list', 'Стоимость по прайсу', 'Цена по тарифа', 'Գինն ըստ գնացուցակի', 'ღირებულება პრეისკურანტით']),
        xDiscount: percent(common.discount),
        xAgencyShare: percent(['Agency commission', 'Агентская комиссия', 'Агенционна комисиона', 'Գործակալության միջնորդավճար', 'სააგენტოს საკომისიო']),
        xToPay: formula(['To be paid', 'К оплате', 'За плащане', 'Վճարման ենթակա', 'გადასახდელი'], 'money', 'round(xPrice * (100 - coalesce(xDiscount, 0)) / 100 * (100 - coalesce(xAgencyShare, 0)) / 100, 2)'),
        xBarter: boolean(['Barter', 'Бартер', 'Бартер', 'Բարտեր', 'ბარტერი']),
        xReport: files(['Airing report', 'Эфирная справка', 'Справка за излъчване', 'Եթերային տեղեկանք', 'ეთერის ცნობა'], { requiredWhen: { field: 'xStatus', op: 'is', value: 'reported' } }),
      },
    },
    xSpot: {
      plural: 'x-spots',
      icon: 'star',
      rights: 'work',
      one: ['Spot', 'Ролик', 'Рекламен клип', 'Հոլովակ', 'სარეკლამო რგოლი'],
      many: ['Spots', 'Ролики', 'Рекламни клипове', 'Հոլովակներ', 'სარეკლამო რგოლები'],
      fields: {
        xAdvertiser: relation(['Advertiser', 'Рекламодатель', 'Рекламодател', 'Գովազդատու', 'რეკლამის დამკვეთი'], 'company', { required: true }),
        xOrder: relation(order, 'xAirtimeOrder'),
        xSeconds: number(['Length, seconds', 'Длительность, с', 'Дължина, сек.', 'Տևողություն, վ', 'ხანგრძლივობა, წმ'], 0, { min: 1 }),
        xLanguage: choice(['Spoken in', 'Язык ролика', 'Език на клипа', 'Հոլովակի լեզու', 'რგოლის ენა'], {
          english: ['gray', 'English', 'Английский', 'Английски', 'Անգլերեն', 'ინგლისური'],
          russian: ['blue', 'Russian', 'Русский', 'Руски', 'Ռուսերեն', 'რუსული'],
          bulgarian: ['green', 'Bulgarian', 'Болгарский', 'Български', 'Բուլղարերեն', 'ბულგარული'],
          armenian: ['orange', 'Armenian', 'Армянский', 'Арменски', 'Հայերեն', 'სომხური'],
          georgian: ['red', 'Georgian', 'Грузинский', 'Грузински', 'Վրացերեն', 'ქართული'],
        }),
        xStatus: choice(
          common.status,
          {
            brief: ['gray', 'Brief', 'Бриф', 'Бриф', 'Առաջադրանք', 'ბრიფი'],
            script: ['blue', 'Script', 'Сценарий', 'Сценарий', 'Սցենար', 'სცენარი'],
            recording: ['violet', 'Recording', 'Запись', 'Заснемане и запис', 'Ձայնագրում', 'ჩაწერა'],
            approval: ['yellow', 'With the customer', 'На согласовании', 'За одобрение', 'Հաստատման փուլում', 'დასამტკიცებლად'],
            ready: ['green', 'Ready for air', 'Готов к эфиру', 'Готов за ефир', 'Պատրաստ է եթերի', 'მზად არის ეთერისთვის'],
            withdrawn: ['red', 'Withdrawn', 'Снят с эфира', 'Свален от ефир', 'Հանված եթերից', 'მოხსნილი ეთერიდან'],
          },
          { default: 'brief' },
        ),
        xScript: longText(['Script', 'Сценарий', 'Сценарий', 'Սցենար', 'სცენარი'], { requiredWhen: holds('xStatus', 'recording', 'approval', 'ready') }),
        xProducer: member(['Producer', 'Продюсер', 'Продуцент', 'Պրոդյուսեր', 'პროდიუსერი']),
        xRightsUntil: date(['Rights until', 'Права до', 'Права до', 'Իրավունքները մինչև', 'უფლებები თარიღამდე']),
        xRecording: files(['Recording', 'Файл ролика', 'Запис', 'Ձայնագրություն', 'ჩანაწერი'], { requiredWhen: { field: 'xStatus', op: 'is', value: 'ready' } }),
      },
    },
    xAiring: {
      plural: 'x-airings',
      icon: 'calendar-event',
      rights: 'work',
      one: ['Airing', 'Выход в эфир', 'Излъчване', 'Եթեր', 'ეთერი'],
      many: ['Airings', 'Выходы в эфир', 'Излъчвания', 'Եթերներ', 'ეთერები'],
      fields: {
        xOrder: relation(order, 'xAirtimeOrder', { required: true }),
        xSpot: relation(['Spot', 'Ролик', 'Рекламен клип', 'Հոլովակ', 'სარეკლამო რგოლი'], 'xSpot'),
        xSlot: relation(slot, 'xGridSlot'),
        xAt: datetime(['On air at', 'Время выхода', 'В ефир на', 'Եթերի ժամանակ', 'ეთერის დრო'], { required: true }),
        xStatus: choice(
          common.status,
          {
            planned: ['gray', ...common.planned],
            aired: ['green', 'Went on air', 'Вышел', 'Излъчено', 'Հեռարձակվեց', 'გავიდა'],
            missed: ['red', 'Did not go on air', 'Не вышел', 'Неизлъчено', 'Չհեռարձակվեց', 'არ გავიდა'],
            madeUp: ['blue', 'Made up for', 'Компенсирован', 'Компенсирано', 'Փոխհատուցված', 'კომპენსირებული'],
          },
          { default: 'planned' },
        ),
        xPosition: choice(['Place in the break', 'Позиция в блоке', 'Място в блока', 'Դիրքը բլոկում', 'ადგილი ბლოკში'], {
          first: ['red', 'First', 'Первый', 'Първи', 'Առաջինը', 'პირველი'],
          second: ['orange', 'Second', 'Второй', 'Втори', 'Երկրորդը', 'მეორე'],
          last: ['blue', 'Last', 'Последний', 'Последен', 'Վերջինը', 'ბოლო'],
          any: ['gray', 'Anywhere', 'Любая', 'Без значение', 'Ցանկացած', 'ნებისმიერი'],
        }),
        xWhyMissed: text(['Why not', 'Почему не вышел', 'Защо не е излъчено', 'Ինչու չհեռարձակվեց', 'რატომ არ გავიდა'], { visibleWhen: holds('xStatus', 'missed'), requiredWhen: holds('xStatus', 'missed') }),
        xPrice: money(common.price),
      },
    },
  },
  fields: {
    company: {
      xBrands: text(['Brands', 'Бренды', 'Марки', 'Ապրանքանիշներ', 'ბრენდები'], { search: true }),
      xAdvertisingBudget: money(['Advertising budget a year', 'Рекламный бюджет в год', 'Рекламен бюджет за година', 'Գովազդի տարեկան բյուջե', 'რეკლამის წლიური ბიუჯეტი']),
      xAirtimeBought: rollUp(['Airtime bought', 'Куплено эфира', 'Закупен ефир', 'Գնված եթեր', 'ნაყიდი ეთერი'], 'money', { of: 'xAirtimeOrder', by: 'xAdvertiser', measure: 'sum', field: 'xToPay' }),
      xAdvertisesOn: choices(['Advertises on', 'Где рекламируется', 'Къде се рекламира', 'Որտեղ է գովազդվում', 'სად აკეთებს რეკლამას'], {
        radio: ['blue', 'Radio', 'Радио', 'Радио', 'Ռադիո', 'რადიო'],
        television: ['violet', 'Television', 'Телевидение', 'Телевизия', 'Հեռուստատեսություն', 'ტელევიზია'],
        outdoor: ['orange', 'Outdoors', 'Наружная реклама', 'Външна реклама', 'Արտաքին գովազդ', 'გარე რეკლამა'],
        internet: ['teal', 'Internet', 'Интернет', 'Интернет', 'Ինտերնետ', 'ინტერნეტი'],
        press: ['gray', 'Press', 'Пресса', 'Преса', 'Մամուլ', 'პრესა'],
      }),
    },
    deal: {
      xSeason: text(['Season of the campaign', 'Сезон кампании', 'Сезон на кампанията', 'Արշավի սեզոն', 'კამპანიის სეზონი']),
      xWantedAirings: number(['Airings wanted', 'Нужно выходов', 'Желани излъчвания', 'Ցանկալի եթերներ', 'სასურველი ეთერები']),
      xTargetAudience: text(['Audience wanted', 'Целевая аудитория', 'Целева аудитория', 'Թիրախային լսարան', 'სამიზნე აუდიტორია']),
    },
  },
  options: {
    'company.kinds': { xAdvertiser: ['violet', 'Advertiser', 'Рекламодатель', 'Рекламодател', 'Գովազդատու', 'რეკლამის დამკვეთი'] },
    'deal.lostReason': {
      xOtherStation: ['gray', 'Another station', 'Другая станция', 'Друга медия', 'Այլ հեռարձակող', 'სხვა მაუწყებელი'],
      xAudienceTooSmall: ['gray', 'Audience too small', 'Мала аудитория', 'Малка аудитория', 'Փոքր լսարան', 'მცირე აუდიტორია'],
    },
    'task.kind': { xMediaPlan: ['violet', 'Media plan', 'Медиаплан', 'Медиаплан', 'Մեդիապլան', 'მედიაგეგმა'] },
  },
  pipelines: {
    airtime: {
      name: ['Sale of airtime', 'Продажа эфира', 'Продажба на ефир', 'Եթերի վաճառք', 'ეთერის გაყიდვა'],
      stages: {
        contact: ['open', 10, 'gray', 'First contact', 'Первый контакт', 'Първи контакт', 'Առաջին կապ', 'პირველი კონტაქტი'],
        brief: ['open', 25, 'blue', 'Brief received', 'Бриф получен', 'Получен бриф', 'Առաջադրանքն ստացված է', 'ბრიფი მიღებულია'],
        mediaPlan: ['open', 45, 'cyan', 'Media plan sent', 'Медиаплан отправлен', 'Изпратен медиаплан', 'Մեդիապլանն ուղարկված է', 'მედიაგეგმა გაგზავნილია'],
        terms: ['open', 65, 'violet', ...common.negotiation],
        booked: ['open', 85, 'orange', 'Airtime reserved', 'Эфир забронирован', 'Резервиран ефир', 'Եթերն ամրագրված է', 'ეთერი დაჯავშნილია'],
        signed: ['won', 100, 'green', 'Contract signed', 'Договор подписан', 'Подписан договор', 'Պայմանագիրը ստորագրված է', 'ხელშეკრულება ხელმოწერილია'],
        lost: ['lost', 0, 'red', ...common.declined],
      },
    },
  },
  views: {
    airings: {
      noun: 'xAiring',
      name: ['On air', 'Эфирный календарь', 'Ефирен календар', 'Եթերի օրացույց', 'ეთერის კალენდარი'],
      type: 'calendar',
      settings: {
        calendar: { start: 'xAt' },
        colors: [
          { filter: { field: 'xStatus', op: 'is', value: 'aired' }, color: 'green' },
          { filter: { field: 'xStatus', op: 'is', value: 'missed' }, color: 'red' },
        ],
      },
    },
    toMakeUp: {
      noun: 'xAiring',
      name: ['To be made up for', 'К компенсации', 'За компенсиране', 'Փոխհատուցման ենթակա', 'საკომპენსაციო'],
      type: 'list',
      settings: { filter: { field: 'xStatus', op: 'is', value: 'missed' }, columns: columns('xAt', 'name', 'xOrder', 'xSlot', 'xWhyMissed', 'xPrice'), sort: '-xAt' },
    },
    filled: {
      noun: 'xAiring',
      name: ['Airings by place in the grid', 'Выходы по сетке', 'Излъчвания по програмата', 'Եթերներն ըստ ցանցի', 'ეთერები ბადის მიხედვით'],
      type: 'grouped',
      settings: { group: [{ field: 'xSlot' }, { field: 'xAt', by: 'month' }], measures: [{ op: 'count' }, { op: 'sum', field: 'xPrice' }] },
    },
    orders: statusBoard('xAirtimeOrder', 'xToPay'),
    owed: {
      noun: 'xAirtimeOrder',
      name: ['Airings still owed', 'Долг по выходам', 'Дължими излъчвания', 'Դեռ հեռարձակվելիք եթերներ', 'ჯერ გასაშვები ეთერები'],
      type: 'list',
      settings: {
        filter: { all: [{ field: 'xLeft', op: 'greaterThan', value: 0 }, holds('xStatus', 'agreed', 'onAir', 'paused')] },
        columns: columns('xNumber', 'name', 'xAdvertiser', 'xEndOn', 'xPromised', 'xAired', 'xLeft', 'owner'),
        sort: 'xEndOn',
      },
    },
    spots: statusBoard('xSpot'),
    prices: {
      noun: 'xGridSlot',
      name: ['Grid and prices', 'Сетка и расценки', 'Схема и цени', 'Ցանց և գներ', 'ბადე და ფასები'],
      type: 'list',
      settings: { columns: columns('name', 'xStation', 'xDays', 'xFrom', 'xTo', 'xTimeClass', 'xSpotPrice', 'xAudience', 'xSponsor'), sort: 'xFrom' },
    },
  },
  processes: {
    callLead,
  },
};
