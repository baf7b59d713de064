import type { Preset } from '../preset.ts';
import { address, boolean, choice, columns, count, date, formula, longText, money, number, relation, rollUp, text, urls } from '../preset-fields.ts';
import { common } from './common-words.ts';

/** Online shops: orders on their way, returns, who buys again. */
export const shop: Preset = {
  name: 'shop',
  icon: 'shopping-cart',
  label: ['Online shop', 'Интернет-магазин', 'Онлайн магазин', 'Առցանց խանութ', 'ონლაინ მაღაზია'],
  about: [
    'Orders and delivery, returns, abandoned carts and customers who buy again',
    'Заказы и доставка, возвраты, брошенные корзины и постоянные покупатели',
    'Поръчки и доставка, връщания, изоставени колички и редовни клиенти',
    'Պատվերներ և առաքում, վերադարձներ, լքված զամբյուղներ և մշտական գնորդներ',
    'შეკვეთები და მიწოდება, დაბრუნებები, მიტოვებული კალათები და მუდმივი მყიდველები',
  ],
  nouns: {
    xOrder: {
      plural: 'x-orders',
      icon: 'shopping-cart',
      rights: 'work',
      one: ['Order', 'Заказ', 'Поръчка', 'Պատվեր', 'შეკვეთა'],
      many: ['Orders', 'Заказы', 'Поръчки', 'Պատվերներ', 'შეკვეთები'],
      title: ['Order number', 'Номер заказа', 'Номер на поръчката', 'Պատվերի համար', 'შეკვეთის ნომერი'],
      fields: {
        xCustomer: relation(['Buyer', 'Покупатель', 'Купувач', 'Գնորդ', 'მყიდველი'], 'person', { required: true }),
        xDeal: relation(common.deal, 'deal'),
        xOrderedOn: date(['Ordered on', 'Дата заказа', 'Дата на поръчката', 'Պատվերի ամսաթիվ', 'შეკვეთის თარიღი'], { required: true }),
        xStatus: choice(
          common.status,
          {
            new: ['gray', ...common.new],
            confirmed: ['blue', 'Confirmed', 'Подтверждён', 'Потвърдена', 'Հաստատված', 'დადასტურებული'],
            packed: ['cyan', 'Packed', 'Собран', 'Опакована', 'Փաթեթավորված', 'შეფუთული'],
            shipped: ['violet', 'On its way', 'Передан в доставку', 'Предадена на куриер', 'Առաքման մեջ', 'გზაშია'],
            delivered: ['green', 'Delivered', 'Доставлен', 'Доставена', 'Առաքված', 'მიტანილი'],
            returned: ['orange', 'Returned', 'Возвращён', 'Върната', 'Վերադարձված', 'დაბრუნებული'],
            cancelled: ['red', ...common.cancelled],
          },
          { default: 'new' },
        ),
        xTotal: money(['Order total', 'Сумма заказа', 'Стойност на поръчката', 'Պատվերի գումար', 'შეკვეთის ჯამი']),
        xPayment: choice(['Way of payment', 'Способ оплаты', 'Начин на плащане', 'Վճարման եղանակ', 'გადახდის მეთოდი'], {
          card: ['blue', 'Card online', 'Картой на сайте', 'С карта онлайн', 'Քարտով կայքում', 'ბარათით საიტზე'],
          onDelivery: ['orange', 'Cash on delivery', 'При получении', 'Наложен платеж', 'Ստանալիս', 'ადგილზე გადახდა'],
          transfer: ['teal', ...common.bankTransfer],
          instalments: ['violet', 'Instalments', 'В рассрочку', 'На изплащане', 'Ապառիկ', 'განვადებით'],
        }),
        xPaid: boolean(common.paid),
        xDelivery: choice(['Way of delivery', 'Способ доставки', 'Начин на доставка', 'Առաքման եղանակ', 'მიწოდების მეთოდი'], {
          courier: ['blue', 'Courier', 'Курьер', 'Куриер до адрес', 'Առաքիչ', 'კურიერი'],
          pickupPoint: ['violet', 'Pick-up point', 'Пункт выдачи', 'Офис на куриер', 'Ստացման կետ', 'გაცემის პუნქტი'],
          locker: ['cyan', 'Parcel locker', 'Постамат', 'Автомат за пратки', 'Ինքնասպասարկման պահարան', 'ამანათების ტერმინალი'],
          ownCollection: ['gray', 'Collected by the buyer', 'Самовывоз', 'Лично вземане', 'Ինքնադուրսբերում', 'თვითგატანა'],
          post: ['orange', 'Post', 'Почта', 'Поща', 'Փոստ', 'ფოსტა'],
        }),
        xAddress: address(['Delivery address', 'Адрес доставки', 'Адрес за доставка', 'Առաքման հասցե', 'მიწოდების მისამართი'], {
          visibleWhen: { field: 'xDelivery', op: 'isNot', value: 'ownCollection' },
        }),
        xTracking: text(['Tracking number', 'Трек-номер', 'Номер на товарителница', 'Առաքման հետագծման համար', 'თვალთვალის ნომერი'], { search: true }),
        xTrackingPage: urls(['Where the parcel is', 'Где посылка', 'Проследяване', 'Որտեղ է ծանրոցը', 'სად არის ამანათი']),
        xPromoCode: text(['Promo code', 'Промокод', 'Промокод', 'Զեղչի կոդ', 'პრომოკოდი'], { search: true }),
        xComment: longText(['Comment of the buyer', 'Комментарий покупателя', 'Коментар на купувача', 'Գնորդի մեկնաբանություն', 'მყიდველის კომენტარი']),
      },
    },
    xReturn: {
      plural: 'x-returns',
      icon: 'package',
      rights: 'work',
      one: ['Return', 'Возврат', 'Връщане', 'Վերադարձ', 'დაბრუნება'],
      many: ['Returns', 'Возвраты', 'Връщания', 'Վերադարձներ', 'დაბრუნებები'],
      title: ['What is returned', 'Что возвращают', 'Какво се връща', 'Ինչ է վերադարձվում', 'რა ბრუნდება'],
      fields: {
        xOrder: relation(['Order', 'Заказ', 'Поръчка', 'Պատվեր', 'შეკვეთა'], 'xOrder', { required: true }),
        xReason: choice(
          ['Reason for return', 'Причина возврата', 'Причина за връщане', 'Վերադարձի պատճառ', 'დაბრუნების მიზეზი'],
          {
            size: ['gray', 'Wrong size', 'Не подошёл размер', 'Неподходящ размер', 'Չափսը չի համապատասխանում', 'ზომა არ შეესაბამება'],
            defect: ['red', 'Defective', 'Брак', 'Дефект', 'Խոտան', 'წუნი'],
            notAsShown: ['orange', 'Not as shown', 'Не соответствует описанию', 'Не отговаря на описанието', 'Չի համապատասխանում նկարագրությանը', 'აღწერას არ შეესაბამება'],
            changedMind: ['blue', 'Changed their mind', 'Передумал', 'Отказ от клиента', 'Միտքը փոխել է', 'გადაიფიქრა'],
            late: ['yellow', 'Came too late', 'Доставили поздно', 'Закъсняла доставка', 'Ուշ է առաքվել', 'დაგვიანებით მივიდა'],
          },
          { required: true },
        ),
        xStatus: choice(
          common.status,
          {
            asked: ['gray', 'Asked for', 'Заявлен', 'Заявено', 'Հայտը ստացված է', 'მოთხოვნილი'],
            received: ['blue', 'Goods are back', 'Товар получен', 'Стоката е получена', 'Ապրանքը ստացված է', 'საქონელი მიღებულია'],
            refunded: ['green', 'Money paid back', 'Деньги возвращены', 'Парите са върнати', 'Գումարը վերադարձված է', 'თანხა დაბრუნებულია'],
            exchanged: ['teal', 'Exchanged', 'Обменян', 'Заменено', 'Փոխանակված', 'გაცვლილი'],
            refused: ['red', ...common.refused],
          },
          { default: 'asked' },
        ),
        xOn: date(['Asked for on', 'Дата заявки', 'Дата на заявката', 'Հայտի ամսաթիվ', 'მოთხოვნის თარიღი']),
        xRefund: money(['Refund', 'Сумма возврата', 'Сума за връщане', 'Վերադարձվող գումար', 'დასაბრუნებელი თანხა']),
      },
    },
  },
  fields: {
    person: {
      xOrders: count(['Orders', 'Заказов', 'Поръчки', 'Պատվերներ', 'შეკვეთები'], 'xOrder', 'xCustomer', { field: 'xStatus', op: 'isNot', value: 'cancelled' }),
      xSpent: rollUp(['Bought for', 'Куплено на сумму', 'Купено за', 'Գնումների գումար', 'შესყიდვების ჯამი'], 'money', {
        ...{ of: 'xOrder', by: 'xCustomer', measure: 'sum', field: 'xTotal' },
        filter: { field: 'xStatus', op: 'isNoneOf', value: ['cancelled', 'returned'] },
      }),
      xLastOrderOn: rollUp(['Last order on', 'Последний заказ', 'Последна поръчка', 'Վերջին պատվերը', 'ბოლო შეკვეთა'], 'date', {
        ...{ of: 'xOrder', by: 'xCustomer', measure: 'max', field: 'xOrderedOn' },
      }),
      xAverageOrder: formula(['Average order', 'Средний чек', 'Средна поръчка', 'Միջին պատվեր', 'საშუალო შეკვეთა'], 'money', 'if(xOrders > 0, xSpent / xOrders)'),
      xLoyalty: choice(['Loyalty level', 'Уровень лояльности', 'Ниво на лоялност', 'Հավատարմության մակարդակ', 'ლოიალობის დონე'], {
        bronze: ['orange', 'Bronze', 'Бронзовый', 'Бронзово', 'Բրոնզե', 'ბრინჯაოს'],
        silver: ['gray', 'Silver', 'Серебряный', 'Сребърно', 'Արծաթե', 'ვერცხლის'],
        gold: ['yellow', 'Gold', 'Золотой', 'Златно', 'Ոսկե', 'ოქროს'],
      }),
      xNewsletter: boolean(['Agrees to newsletters', 'Согласен на рассылку', 'Съгласен с бюлетина', 'Համաձայն է տեղեկագրերին', 'თანახმაა სიახლეებზე']),
    },
    product: {
      xBrand: text(['Brand', 'Бренд', 'Марка', 'Ապրանքանիշ', 'ბრენდი'], { search: true }),
      xStock: number(['In stock', 'Остаток на складе', 'Наличност', 'Առկա է պահեստում', 'მარაგში']),
      xLeast: number(['Least stock', 'Минимальный остаток', 'Минимална наличност', 'Նվազագույն մնացորդ', 'მინიმალური მარაგი']),
      xRunsOut: formula(['Runs out', 'Заканчивается', 'Свършва', 'Վերջանում է', 'იწურება'], 'boolean', 'coalesce(xStock, 0) < coalesce(xLeast, 0)'),
      xPage: urls(['Page in the shop', 'Страница в магазине', 'Страница в магазина', 'Էջը խանութում', 'გვერდი მაღაზიაში']),
    },
    deal: {
      xCart: text(['Cart', 'Корзина', 'Количка', 'Զամբյուղ', 'კალათა'], { search: true }),
      xCartPage: urls(['Link to the cart', 'Ссылка на корзину', 'Връзка към количката', 'Զամբյուղի հղումը', 'კალათის ბმული']),
    },
  },
  options: {
    'deal.lostReason': {
      xDelivery: ['gray', 'Delivery too dear or slow', 'Дорогая или долгая доставка', 'Скъпа или бавна доставка', 'Թանկ կամ երկար առաքում', 'ძვირი ან ნელი მიწოდება'],
      xOutOfStock: ['gray', 'Out of stock', 'Нет в наличии', 'Изчерпано', 'Առկա չէ', 'არ არის მარაგში'],
    },
    'deal.source': {
      xMarketplace: ['gray', 'Marketplace', 'Маркетплейс', 'Пазар на трети страни', 'Առևտրային հարթակ', 'მარკეტპლეისი'],
      xMessenger: ['gray', 'Messenger', 'Мессенджер', 'Чат приложение', 'Մեսենջեր', 'მესენჯერი'],
    },
  },
  pipelines: {
    carts: {
      name: ['Carts and enquiries', 'Корзины и обращения', 'Колички и запитвания', 'Զամբյուղներ և դիմումներ', 'კალათები და მომართვები'],
      stages: {
        enquiry: ['open', 20, 'gray', ...common.enquiry],
        abandoned: ['open', 25, 'orange', 'Abandoned cart', 'Брошенная корзина', 'Изоставена количка', 'Լքված զամբյուղ', 'მიტოვებული კალათა'],
        contact: ['open', 45, 'blue', 'In conversation', 'Общаемся с покупателем', 'В разговор с клиента', 'Զրուցում ենք գնորդի հետ', 'ვესაუბრებით მყიდველს'],
        payment: ['open', 80, 'violet', 'Waiting for payment', 'Ожидает оплаты', 'Очаква плащане', 'Սպասում է վճարման', 'ელოდება გადახდას'],
        paid: ['won', 100, 'green', ...common.paid],
        lost: ['lost', 0, 'red', 'Did not buy', 'Не купил', 'Не купи', 'Չգնեց', 'არ იყიდა'],
      },
    },
  },
  views: {
    orders: {
      noun: 'xOrder',
      name: common.board,
      type: 'board',
      settings: { board: 'xStatus', measures: [{ op: 'count' }, { op: 'sum', field: 'xTotal' }] },
    },
    toShip: {
      noun: 'xOrder',
      name: ['To be shipped', 'К отправке', 'За изпращане', 'Ուղարկման ենթակա', 'გასაგზავნი'],
      type: 'list',
      settings: {
        filter: { field: 'xStatus', op: 'isAnyOf', value: ['confirmed', 'packed'] },
        columns: columns('name', 'xCustomer', 'xOrderedOn', 'xTotal', 'xPaid', 'xDelivery', 'xAddress'),
        sort: 'xOrderedOn',
      },
    },
    byMonth: {
      noun: 'xOrder',
      name: ['Turnover by month', 'Оборот по месяцам', 'Оборот по месеци', 'Շրջանառությունն ըստ ամիսների', 'ბრუნვა თვეებით'],
      type: 'grouped',
      settings: { group: [{ field: 'xOrderedOn', by: 'month' }], measures: [{ op: 'count' }, { op: 'sum', field: 'xTotal' }, { op: 'avg', field: 'xTotal' }] },
    },
    returns: { noun: 'xReturn', name: common.board, type: 'board', settings: { board: 'xStatus' } },
    loyal: {
      noun: 'person',
      name: ['Regular buyers', 'Постоянные покупатели', 'Редовни купувачи', 'Մշտական գնորդներ', 'მუდმივი მყიდველები'],
      type: 'list',
      settings: {
        filter: { field: 'xOrders', op: 'atLeast', value: 3 },
        columns: columns('name', 'phones', 'xOrders', 'xSpent', 'xAverageOrder', 'xLastOrderOn', 'xLoyalty'),
        sort: '-xLastOrderOn',
      },
    },
    runsOut: {
      noun: 'product',
      name: ['Running out', 'Заканчиваются', 'Свършващи', 'Վերջացող ապրանքներ', 'იწურება მარაგი'],
      type: 'list',
      settings: { filter: { field: 'xRunsOut', op: 'is', value: true }, columns: columns('name', 'code', 'xBrand', 'xStock', 'xLeast', 'price') },
    },
  },
};
