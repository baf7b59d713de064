import type { Preset } from '../preset.ts';
import { address, choice, choices, columns, count, date, formula, member, money, number, percent, relation, rollUp, text } from '../preset-fields.ts';
import { callLead } from './common-processes.ts';
import { common, weekdays } from './common-words.ts';

/** Wholesale and distribution: outlets on routes, supply orders, who owes how much and how long. */
export const wholesale: Preset = {
  name: 'wholesale',
  icon: 'building-warehouse',
  label: ['Wholesale and distribution', 'Оптовая торговля и дистрибуция', 'Търговия на едро и дистрибуция', 'Մեծածախ առևտուր և դիստրիբուցիա', 'საბითუმო ვაჭრობა და დისტრიბუცია'],
  about: [
    'Outlets and visiting routes, supply orders, purchases from suppliers, price groups, credit limits and what is owed either way',
    'Торговые точки и маршруты, заказы на поставку, закупки у поставщиков, колонки цен, кредитные лимиты и взаимные долги',
    'Търговски обекти и маршрути, заявки за доставка, покупки от доставчици, ценови групи, кредитни лимити и взаимни задължения',
    'Վաճառակետեր և երթուղիներ, մատակարարման պատվերներ, գնումներ մատակարարներից, գնային խմբեր, վարկային սահմանաչափեր և փոխադարձ պարտքեր',
    'სავაჭრო წერტილები და მარშრუტები, მიწოდების შეკვეთები, შესყიდვები მომწოდებლებისგან, ფასების ჯგუფები, საკრედიტო ლიმიტები და ორმხრივი ვალები',
  ],
  nouns: {
    xOutlet: {
      plural: 'x-outlets',
      icon: 'building-store',
      rights: 'work',
      one: ['Outlet', 'Торговая точка', 'Търговски обект', 'Վաճառակետ', 'სავაჭრო წერტილი'],
      many: ['Outlets', 'Торговые точки', 'Търговски обекти', 'Վաճառակետեր', 'სავაჭრო წერტილები'],
      fields: {
        xCompany: relation(common.customer, 'company', { required: true }),
        xType: choice(['Type of outlet', 'Тип точки', 'Вид обект', 'Վաճառակետի տեսակ', 'წერტილის ტიპი'], {
          shop: ['blue', 'Corner shop', 'Магазин у дома', 'Квартален магазин', 'Թաղային խանութ', 'უბნის მაღაზია'],
          supermarket: ['teal', 'Supermarket', 'Супермаркет', 'Супермаркет', 'Սուպերմարկետ', 'სუპერმარკეტი'],
          catering: ['orange', 'Café or restaurant', 'Кафе или ресторан', 'Заведение', 'Սրճարան կամ ռեստորան', 'კაფე ან რესტორანი'],
          pharmacy: ['green', 'Pharmacy', 'Аптека', 'Аптека', 'Դեղատուն', 'აფთიაქი'],
          kiosk: ['gray', 'Kiosk', 'Киоск', 'Павилион', 'Կրպակ', 'ჯიხური'],
          market: ['violet', 'Market stall', 'Место на рынке', 'Сергия на пазара', 'Տաղավար շուկայում', 'დახლი ბაზარში'],
        }),
        xAddress: address(common.address),
        xContact: relation(['Who orders', 'Кто заказывает', 'Кой поръчва', 'Ով է պատվիրում', 'ვინ უკვეთავს'], 'person'),
        xRoute: text(['Route', 'Маршрут', 'Маршрут', 'Երթուղի', 'მარშრუტი'], { search: true }),
        xVisitDays: choices(['Days of visit', 'Дни визитов', 'Дни за посещение', 'Այցի օրեր', 'ვიზიტის დღეები'], weekdays),
        xLastOrderOn: rollUp(['Last order on', 'Последний заказ', 'Последна заявка', 'Վերջին պատվերը', 'ბოლო შეკვეთა'], 'date', {
          ...{ of: 'xSupplyOrder', by: 'xOutlet', measure: 'max', field: 'xOrderedOn' },
        }),
      },
    },
    xSupplyOrder: {
      plural: 'x-supply-orders',
      icon: 'truck',
      rights: 'work',
      one: ['Supply order', 'Заказ на поставку', 'Заявка за доставка', 'Մատակարարման պատվեր', 'მიწოდების შეკვეთა'],
      many: ['Supply orders', 'Заказы на поставку', 'Заявки за доставка', 'Մատակարարման պատվերներ', 'მიწოდების შეკვეთები'],
      title: ['Order number', 'Номер заказа', 'Номер на заявката', 'Պատվերի համար', 'შეკვეთის ნომერი'],
      fields: {
        xCompany: relation(common.customer, 'company', { required: true }),
        xOutlet: relation(['Outlet', 'Торговая точка', 'Търговски обект', 'Վաճառակետ', 'სავაჭრო წერტილი'], 'xOutlet'),
        xOrderedOn: date(['Ordered on', 'Дата заказа', 'Дата на заявката', 'Պատվերի ամսաթիվ', 'შეკვეთის თარიღი'], { required: true }),
        xStatus: choice(
          common.status,
          {
            received: ['gray', 'Received', 'Принят', 'Приета', 'Ստացված', 'მიღებული'],
            reserved: ['blue', 'Goods reserved', 'Товар в резерве', 'Стоката е запазена', 'Ապրանքն ամրագրված է', 'საქონელი დარეზერვებულია'],
            picking: ['cyan', 'Being picked', 'Собирается на складе', 'Комплектува се', 'Հավաքվում է պահեստում', 'კომპლექტდება საწყობში'],
            shipped: ['violet', 'Shipped', 'Отгружен', 'Експедирана', 'Առաքված', 'გაგზავნილი'],
            delivered: ['green', 'Delivered', 'Доставлен', 'Доставена', 'Հանձնված', 'ჩაბარებული'],
            cancelled: ['red', 'Cancelled', 'Отменён', 'Отказана', 'Չեղարկված', 'გაუქმებული'],
          },
          { default: 'received' },
        ),
        xTotal: money(['Order total', 'Сумма заказа', 'Стойност на заявката', 'Պատվերի գումար', 'შეკვეთის ჯამი']),
        xShipOn: date(['Ship on', 'Дата отгрузки', 'Дата на експедиция', 'Առաքման ամսաթիվ', 'გაგზავნის თარიღი']),
        xTransport: choice(['Transport', 'Доставка', 'Транспорт', 'Տեղափոխում', 'ტრანსპორტირება'], {
          ours: ['teal', 'Our transport', 'Наш транспорт', 'Наш транспорт', 'Մեր տրանսպորտը', 'ჩვენი ტრანსპორტი'],
          collected: ['gray', 'Collected by the customer', 'Самовывоз', 'Взема клиентът', 'Հաճախորդն է տանում', 'კლიენტი გაიტანს'],
          carrier: ['orange', 'Carrier', 'Транспортная компания', 'Спедитор', 'Փոխադրող ընկերություն', 'გადამზიდავი'],
        }),
        xInvoice: text(['Delivery note', 'Накладная', 'Складова разписка', 'Հաշիվ-ապրանքագիր', 'ზედნადები'], { search: true }),
        xPayUntil: date(['To be paid by', 'Оплатить до', 'Падеж', 'Վճարել մինչև', 'გადახდის ვადა']),
        xPaidOn: date(['Paid on', 'Дата оплаты', 'Дата на плащане', 'Վճարման ամսաթիվ', 'გადახდის თარიღი']),
        xOverdueDays: formula(['Days overdue', 'Дней просрочки', 'Дни просрочие', 'Ժամկետանց օրեր', 'ვადაგადაცილებული დღეები'], 'number', 'if(isEmpty(xPaidOn) and xPayUntil < today(), daysBetween(xPayUntil, today()), 0)', { scale: 0 }),
      },
    },
    xPurchase: {
      plural: 'x-purchases',
      icon: 'package',
      rights: 'work',
      one: ['Purchase', 'Закупка', 'Покупка от доставчик', 'Գնում', 'შესყიდვა'],
      many: ['Purchases', 'Закупки', 'Покупки от доставчици', 'Գնումներ', 'შესყიდვები'],
      title: ['Purchase number', 'Номер закупки', 'Номер на покупката', 'Գնման համար', 'შესყიდვის ნომერი'],
      fields: {
        xSupplier: relation(['Supplier', 'Поставщик', 'Доставчик', 'Մատակարար', 'მომწოდებელი'], 'company', { required: true }),
        xFor: relation(['For the supply order', 'Под заказ', 'За заявка', 'Պատվերի համար', 'შეკვეთისთვის'], 'xSupplyOrder'),
        xOrderedOn: date(['Ordered on', 'Дата заказа', 'Дата на поръчката', 'Պատվերի ամսաթիվ', 'შეკვეთის თარიღი'], { required: true }),
        xStatus: choice(
          common.status,
          {
            sent: ['gray', 'Sent to the supplier', 'Отправлена поставщику', 'Изпратена на доставчика', 'Ուղարկված մատակարարին', 'გაგზავნილია მომწოდებელთან'],
            confirmed: ['blue', 'Confirmed', 'Подтверждена', 'Потвърдена', 'Հաստատված', 'დადასტურებული'],
            onTheWay: ['violet', 'On the way', 'В пути', 'На път', 'Ճանապարհին', 'გზაშია'],
            received: ['green', 'Received in the warehouse', 'Принята на склад', 'Приета в склада', 'Ընդունված պահեստում', 'მიღებულია საწყობში'],
            cancelled: ['red', 'Cancelled', 'Отменена', 'Отказана', 'Չեղարկված', 'გაუქმებული'],
          },
          { default: 'sent' },
        ),
        xTotal: money(common.total),
        xDueOn: date(['Expected on', 'Ожидается', 'Очаква се на', 'Սպասվում է', 'მოსალოდნელია']),
        xPayUntil: date(['To be paid by', 'Оплатить до', 'Падеж', 'Վճարել մինչև', 'გადახდის ვადა']),
        xPaidOn: date(['Paid on', 'Дата оплаты', 'Дата на плащане', 'Վճարման ամսաթիվ', 'გადახდის თარიღი']),
        xDaysLate: formula(['Days late', 'Дней опоздания', 'Дни закъснение', 'Ուշացման օրեր', 'დაგვიანებული დღეები'], 'number', 'if(xStatus <> "received" and xStatus <> "cancelled" and xDueOn < today(), daysBetween(xDueOn, today()), 0)', { scale: 0 }),
      },
    },
  },
  fields: {
    company: {
      xPriceGroup: choice(['Price group', 'Колонка цен', 'Ценова група', 'Գնային խումբ', 'ფასების ჯგუფი'], {
        retail: ['gray', 'Retail', 'Розничная', 'На дребно', 'Մանրածախ', 'საცალო'],
        smallWholesale: ['blue', 'Small wholesale', 'Мелкий опт', 'Дребен опт', 'Փոքր մեծածախ', 'მცირე საბითუმო'],
        wholesale: ['teal', 'Wholesale', 'Опт', 'На едро', 'Մեծածախ', 'საბითუმო'],
        distributor: ['violet', 'Distributor', 'Дистрибьютор', 'Дистрибутор', 'Դիստրիբյուտոր', 'დისტრიბუტორი'],
      }),
      xDiscount: percent(common.discount, { min: 0, max: 100 }),
      xCreditLimit: money(['Credit limit', 'Кредитный лимит', 'Кредитен лимит', 'Վարկային սահմանաչափ', 'საკრედიტო ლიმიტი']),
      xPaymentDelay: number(['Payment delay, days', 'Отсрочка платежа, дней', 'Отложено плащане, дни', 'Վճարման հետաձգում, օր', 'გადახდის გადავადება, დღე']),
      xOutlets: count(['Number of outlets', 'Количество точек', 'Брой обекти', 'Վաճառակետերի թիվը', 'წერტილების რაოდენობა'], 'xOutlet', 'xCompany'),
      xOwes: rollUp(['Owes us', 'Долг перед нами', 'Дължи ни', 'Պարտքը մեզ', 'ჩვენი დავალიანება'], 'money', {
        ...{ of: 'xSupplyOrder', by: 'xCompany', measure: 'sum', field: 'xTotal' },
        filter: {
          all: [
            { field: 'xPaidOn', op: 'isEmpty' },
            { field: 'xStatus', op: 'isNot', value: 'cancelled' },
          ],
        },
      }),
      xWeOwe: rollUp(['We owe', 'Наш долг', 'Ние дължим', 'Մեր պարտքը', 'ჩვენი ვალი'], 'money', {
        ...{ of: 'xPurchase', by: 'xSupplier', measure: 'sum', field: 'xTotal' },
        filter: {
          all: [
            { field: 'xPaidOn', op: 'isEmpty' },
            { field: 'xStatus', op: 'isNot', value: 'cancelled' },
          ],
        },
      }),
      xPurchases: count(['Number of purchases', 'Количество закупок', 'Брой покупки', 'Գնումների թիվը', 'შესყიდვების რაოდენობა'], 'xPurchase', 'xSupplier'),
      xOverLimit: formula(['Over the limit', 'Превышен лимит', 'Надвишен лимит', 'Սահմանաչափը գերազանցված է', 'ლიმიტი გადაჭარბებულია'], 'boolean', 'xOwes > xCreditLimit'),
      xSalesRep: member(['Sales representative', 'Торговый представитель', 'Търговски представител', 'Առևտրային ներկայացուցիչ', 'სავაჭრო წარმომადგენელი']),
    },
    product: {
      xBarcode: text(['Barcode', 'Штрихкод', 'Баркод', 'Շտրիխ կոդ', 'შტრიხკოდი'], { search: true }),
      xPerCase: number(['Pieces in a case', 'Штук в коробке', 'Броя в кашон', 'Հատ արկղում', 'ცალი ყუთში']),
      xLeastOrder: number(['Least order', 'Минимальный заказ', 'Минимална поръчка', 'Նվազագույն պատվեր', 'მინიმალური შეკვეთა']),
      xSupplier: relation(['Main supplier', 'Основной поставщик', 'Основен доставчик', 'Հիմնական մատակարար', 'მთავარი მომწოდებელი'], 'company'),
      xPurchasePrice: money(['Purchase price', 'Закупочная цена', 'Покупна цена', 'Գնման գին', 'შესყიდვის ფასი']),
      xWholesalePrice: money(['Wholesale price', 'Оптовая цена', 'Цена на едро', 'Մեծածախ գին', 'საბითუმო ფასი']),
      xShelfDays: number(['Shelf life, days', 'Срок годности, дней', 'Срок на годност, дни', 'Պիտանիության ժամկետ, օր', 'ვარგისიანობის ვადა, დღე']),
    },
  },
  options: {
    'deal.lostReason': {
      xRange: ['gray', 'Range does not suit', 'Не подошёл ассортимент', 'Неподходящ асортимент', 'Տեսականին չի համապատասխանում', 'ასორტიმენტი არ შეესაბამება'],
      xTerms: ['gray', 'Payment terms', 'Условия оплаты', 'Условия на плащане', 'Վճարման պայմաններ', 'გადახდის პირობები'],
    },
    'task.kind': { xRouteVisit: ['teal', 'Visit on the route', 'Визит по маршруту', 'Посещение по маршрут', 'Այց երթուղով', 'ვიზიტი მარშრუტით'] },
  },
  pipelines: {
    newAccounts: {
      name: ['New outlets and chains', 'Новые точки и сети', 'Нови обекти и вериги', 'Նոր վաճառակետեր և ցանցեր', 'ახალი წერტილები და ქსელები'],
      stages: {
        found: ['open', 5, 'gray', 'Found', 'Найден', 'Намерен', 'Գտնված', 'მოძიებული'],
        meeting: ['open', 20, 'blue', 'First meeting', 'Первая встреча', 'Първа среща', 'Առաջին հանդիպում', 'პირველი შეხვედრა'],
        priceList: ['open', 35, 'cyan', 'Price list sent', 'Прайс-лист отправлен', 'Изпратена ценова листа', 'Գնացուցակն ուղարկված է', 'ფასების სია გაგზავნილია'],
        samples: ['open', 50, 'violet', 'Samples handed over', 'Образцы переданы', 'Предоставени мостри', 'Նմուշները հանձնված են', 'ნიმუშები გადაცემულია'],
        terms: ['open', 75, 'orange', 'Terms being agreed', 'Согласование условий', 'Договаряне на условия', 'Պայմանների համաձայնեցում', 'პირობების შეთანხმება'],
        shipped: ['won', 100, 'green', 'First shipment', 'Первая отгрузка', 'Първа доставка', 'Առաջին առաքում', 'პირველი მიწოდება'],
        lost: ['lost', 0, 'red', ...common.declined],
      },
    },
  },
  views: {
    supply: {
      noun: 'xSupplyOrder',
      name: common.board,
      type: 'board',
      settings: { board: 'xStatus', measures: [{ op: 'count' }, { op: 'sum', field: 'xTotal' }] },
    },
    overdue: {
      noun: 'xSupplyOrder',
      name: ['Overdue', 'Просроченные', 'Просрочени', 'Ժամկետանց', 'ვადაგადაცილებული'],
      type: 'list',
      settings: {
        filter: { field: 'xOverdueDays', op: 'greaterThan', value: 0 },
        columns: columns('name', 'xCompany', 'xTotal', 'xPayUntil', 'xOverdueDays', 'owner'),
        sort: '-xOverdueDays',
      },
    },
    shipping: {
      noun: 'xSupplyOrder',
      name: ['Shipping calendar', 'Календарь отгрузок', 'Календар на експедициите', 'Առաքումների օրացույց', 'გაგზავნის კალენდარი'],
      type: 'calendar',
      settings: { calendar: { start: 'xShipOn' } },
    },
    routes: {
      noun: 'xOutlet',
      name: ['By route', 'По маршрутам', 'По маршрути', 'Ըստ երթուղիների', 'მარშრუტების მიხედვით'],
      type: 'grouped',
      settings: { group: [{ field: 'xRoute' }], measures: [{ op: 'count' }, { op: 'max', field: 'xLastOrderOn' }] },
    },
    purchases: {
      noun: 'xPurchase',
      name: common.board,
      type: 'board',
      settings: { board: 'xStatus', measures: [{ op: 'count' }, { op: 'sum', field: 'xTotal' }] },
    },
    arrivals: {
      noun: 'xPurchase',
      name: ['Arrivals', 'Приход товара', 'Доставки в склада', 'Ապրանքի ժամանում', 'საქონლის მიღება'],
      type: 'calendar',
      settings: { calendar: { start: 'xDueOn' } },
    },
    bothSides: {
      noun: 'company',
      name: ['Customers that supply us', 'Клиенты-поставщики', 'Клиенти доставчици', 'Հաճախորդ մատակարարներ', 'კლიენტი მომწოდებლები'],
      type: 'list',
      settings: {
        filter: {
          all: [
            { field: 'kinds', op: 'isAnyOf', value: ['customer'] },
            { field: 'kinds', op: 'isAnyOf', value: ['supplier'] },
          ],
        },
        columns: columns('name', 'xPriceGroup', 'xOwes', 'xWeOwe', 'xPurchases', 'xSalesRep'),
        sort: 'name',
      },
    },
    suppliers: {
      noun: 'company',
      name: ['Suppliers', 'Поставщики', 'Доставчици', 'Մատակարարներ', 'მომწოდებლები'],
      type: 'list',
      settings: {
        filter: { field: 'kinds', op: 'isAnyOf', value: ['supplier'] },
        columns: columns('name', 'xWeOwe', 'xPurchases', 'xOwes', 'lastContactAt'),
        sort: '-xWeOwe',
      },
    },
    debtors: {
      noun: 'company',
      name: ['Debtors', 'Должники', 'Длъжници', 'Պարտապաններ', 'დებიტორები'],
      type: 'list',
      settings: {
        filter: { field: 'xOwes', op: 'greaterThan', value: 0 },
        columns: columns('name', 'xPriceGroup', 'xOwes', 'xCreditLimit', 'xOverLimit', 'xSalesRep'),
        sort: '-xOwes',
      },
    },
  },
  processes: {
    callLead,
  },
};
