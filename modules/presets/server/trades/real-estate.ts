import type { Preset } from '../preset.ts';
import { address, boolean, choice, columns, count, date, datetime, files, formula, location, longText, money, number, percent, relation, text } from '../preset-fields.ts';
import { byDate, callLead } from './common-processes.ts';
import { common } from './common-words.ts';

/** Agencies and developers: what is for sale and to let, who has seen it, what it brings. */
export const realEstate: Preset = {
  name: 'realEstate',
  icon: 'home',
  label: ['Real estate', 'Недвижимость', 'Недвижими имоти', 'Անշարժ գույք', 'უძრავი ქონება'],
  about: [
    'Properties for sale and to let, viewings, commissions and exclusive mandates',
    'Объекты на продажу и в аренду, показы, комиссии и эксклюзивные договоры',
    'Имоти за продажба и под наем, огледи, комисиони и ексклузивни договори',
    'Վաճառվող և վարձով տրվող գույք, ցուցադրումներ, միջնորդավճարներ և բացառիկ պայմանագրեր',
    'გასაყიდი და გასაქირავებელი ქონება, დათვალიერებები, საკომისიო და ექსკლუზიური ხელშეკრულებები',
  ],
  nouns: {
    xProperty: {
      plural: 'x-properties',
      icon: 'home',
      rights: 'work',
      one: ['Property', 'Объект недвижимости', 'Имот', 'Գույք', 'ქონება'],
      many: ['Properties', 'Объекты недвижимости', 'Имоти', 'Գույքեր', 'უძრავი ქონება'],
      title: ['Listing title', 'Заголовок объявления', 'Заглавие на обявата', 'Հայտարարության վերնագիր', 'განცხადების სათაური'],
      fields: {
        xOffer: choice(
          ['Offered for', 'Тип предложения', 'Вид оферта', 'Առաջարկի տեսակ', 'შეთავაზების ტიპი'],
          {
            sale: ['teal', 'Sale', 'Продажа', 'Продажба', 'Վաճառք', 'იყიდება'],
            rent: ['blue', 'Long-term rent', 'Долгосрочная аренда', 'Дългосрочен наем', 'Երկարաժամկետ վարձակալություն', 'ქირავდება'],
            daily: ['violet', 'Daily rent', 'Посуточная аренда', 'Нощувки', 'Օրավարձ', 'ქირავდება დღიურად'],
          },
          { required: true },
        ),
        xType: choice(['Property type', 'Тип объекта', 'Вид на имота', 'Գույքի տեսակ', 'ქონების ტიპი'], {
          apartment: ['blue', 'Apartment', 'Квартира', 'Апартамент', 'Բնակարան', 'ბინა'],
          house: ['green', 'House', 'Дом', 'Къща', 'Առանձնատուն', 'კერძო სახლი'],
          newBuild: ['cyan', 'New development', 'Новостройка', 'Ново строителство', 'Նորակառույց', 'ახალაშენებული'],
          land: ['lime', 'Building plot', 'Земельный участок', 'Парцел', 'Հողամաս', 'მიწის ნაკვეთი'],
          office: ['indigo', 'Office', 'Офис', 'Офис помещение', 'Գրասենյակ', 'ოფისი'],
          retail: ['orange', 'Shop premises', 'Торговое помещение', 'Магазин', 'Առևտրային տարածք', 'კომერციული ფართი'],
          garage: ['gray', 'Garage or parking space', 'Гараж или машиноместо', 'Гараж или паркомясто', 'Ավտոտնակ կամ կայանատեղի', 'ავტოფარეხი ან პარკინგი'],
        }),
        xStatus: choice(
          common.status,
          {
            preparing: ['gray', 'Being prepared', 'Готовится к показу', 'В подготовка', 'Պատրաստվում է', 'მზადდება'],
            active: ['green', 'On the market', 'В продаже', 'Активна обява', 'Շուկայում է', 'აქტიური'],
            reserved: ['yellow', 'Reserved', 'Внесён задаток', 'Капариран', 'Ամրագրված', 'დაჯავშნილი'],
            sold: ['teal', 'Sold', 'Продан', 'Продаден', 'Վաճառված', 'გაყიდული'],
            let: ['blue', 'Let', 'Сдан', 'Отдаден под наем', 'Վարձով տրված', 'გაქირავებული'],
            withdrawn: ['red', 'Withdrawn', 'Снят с продажи', 'Свален от пазара', 'Հանված շուկայից', 'მოხსნილი'],
          },
          { default: 'preparing' },
        ),
        xPrice: money(common.price),
        xArea: number(['Area, m²', 'Площадь, м²', 'Площ, м²', 'Մակերես, մ²', 'ფართი, მ²'], 1),
        xPricePerMetre: formula(['Price per m²', 'Цена за м²', 'Цена на м²', 'Գինը 1 մ²-ի համար', 'ფასი კვადრატულ მეტრზე'], 'money', 'if(xArea > 0, xPrice / xArea)'),
        xRooms: number(['Rooms', 'Комнат', 'Стаи', 'Սենյակներ', 'ოთახები']),
        xFloor: {
          ...number(['Floor', 'Этаж', 'Етаж', 'Հարկ', 'სართული']),
          ...{ min: -5 },
          checks: [
            {
              refuseWhen: { field: 'xFloor', op: 'greaterThan', value: { field: 'xFloors' } },
              message: ['The floor is above the top one.', 'Этаж выше последнего.', 'Етажът е над последния.', 'Հարկը վերջին հարկից բարձր է։', 'სართული ბოლო სართულზე მაღალია.'],
            },
          ],
        },
        xFloors: number(['Floors in the building', 'Этажей в доме', 'Етажи в сградата', 'Շենքի հարկերը', 'სართულები შენობაში']),
        xCondition: choice(['Condition', 'Состояние', 'Състояние', 'Վիճակ', 'მდგომარეობა'], {
          new: ['teal', 'New', 'Новое', 'Ново', 'Նոր', 'ახალი'],
          renovated: ['green', 'Renovated', 'С ремонтом', 'След ремонт', 'Վերանորոգված', 'გარემონტებული'],
          dated: ['yellow', 'Needs renovation', 'Требует ремонта', 'За ремонт', 'Վերանորոգման կարիք ունի', 'სარემონტო'],
          shell: ['gray', 'Shell and core', 'Без отделки', 'Шпакловка и замазка', 'Զրոյական վիճակ', 'შავი კარკასი'],
        }),
        xAddress: address(common.address),
        xPlace: location(['On the map', 'На карте', 'На картата', 'Քարտեզի վրա', 'რუკაზე']),
        xSeller: relation(['Property owner', 'Собственник', 'Собственик', 'Սեփականատեր', 'მესაკუთრე'], 'person'),
        xCadastre: text(['Cadastral number', 'Кадастровый номер', 'Кадастрален идентификатор', 'Կադաստրային համար', 'საკადასტრო კოდი'], { search: true }),
        xExclusive: boolean(['Exclusive mandate', 'Эксклюзивный договор', 'Ексклузивен договор', 'Բացառիկ պայմանագիր', 'ექსკლუზივი']),
        xExclusiveUntil: date(['Exclusive until', 'Эксклюзив до', 'Ексклузивност до', 'Բացառիկ է մինչև', 'ექსკლუზივის ვადა'], {
          visibleWhen: { field: 'xExclusive', op: 'is', value: true },
          requiredWhen: { field: 'xExclusive', op: 'is', value: true },
        }),
        xPhotos: files(common.photos),
        xViewings: count(['Number of viewings', 'Количество показов', 'Брой огледи', 'Ցուցադրումների թիվ', 'დათვალიერებების რაოდენობა'], 'xViewing', 'xProperty'),
      },
    },
    xViewing: {
      plural: 'x-viewings',
      icon: 'key',
      rights: 'work',
      one: ['Viewing', 'Показ', 'Оглед', 'Ցուցադրում', 'დათვალიერება'],
      many: ['Viewings', 'Показы', 'Огледи', 'Ցուցադրումներ', 'დათვალიერებები'],
      title: ['Subject', 'Тема', 'Тема', 'Թեմա', 'თემა'],
      fields: {
        xProperty: relation(['Property', 'Объект', 'Имот', 'Գույք', 'ქონება'], 'xProperty', { required: true }),
        xAt: datetime(['Date and time', 'Дата и время', 'Дата и час', 'Օրը և ժամը', 'თარიღი და დრო'], {
          required: true,
        }),
        xVisitor: relation(['Who views', 'Кто смотрит', 'Кой разглежда', 'Ով է դիտում', 'ვინ ათვალიერებს'], 'person'),
        xDeal: relation(common.deal, 'deal'),
        xResult: choice(common.result, {
          planned: ['gray', ...common.planned],
          interested: ['teal', 'Interested', 'Заинтересован', 'Проявява интерес', 'Հետաքրքրված է', 'დაინტერესდა'],
          thinking: ['yellow', 'Thinking it over', 'Думает', 'Обмисля', 'Մտածում է', 'ფიქრობს'],
          offered: ['green', 'Made an offer', 'Сделал предложение', 'Направи оферта', 'Գին առաջարկեց', 'შემოგვთავაზა ფასი'],
          unsuitable: ['red', 'Does not suit', 'Не подошло', 'Не е подходящ', 'Հարմար չէ', 'არ მოეწონა'],
        }),
        xComment: longText(['Impression', 'Впечатление', 'Впечатление', 'Տպավորություն', 'შთაბეჭდილება']),
      },
    },
  },
  fields: {
    deal: {
      xProperty: relation(['Property', 'Объект недвижимости', 'Имот', 'Գույք', 'ქონება'], 'xProperty'),
      xWeServe: choice(['We act for', 'Представляем', 'Представляваме', 'Ներկայացնում ենք', 'წარმოვადგენთ'], {
        buyer: ['blue', 'Buyer', 'Покупателя', 'Купувача', 'Գնորդին', 'მყიდველს'],
        seller: ['teal', 'Seller', 'Продавца', 'Продавача', 'Վաճառողին', 'გამყიდველს'],
        tenant: ['violet', 'Tenant', 'Арендатора', 'Наемателя', 'Վարձակալին', 'დამქირავებელს'],
        landlord: ['orange', 'Landlord', 'Арендодателя', 'Наемодателя', 'Վարձատուին', 'გამქირავებელს'],
      }),
      xBudgetUpTo: money(['Budget up to', 'Бюджет до', 'Бюджет до', 'Բյուջեն մինչև', 'ბიუჯეტი მაქსიმუმ']),
      xFinancing: choice(['How it is paid', 'Способ оплаты', 'Финансиране', 'Վճարման եղանակ', 'დაფინანსება'], {
        own: ['teal', 'Own money', 'Собственные средства', 'Собствени средства', 'Սեփական միջոցներ', 'საკუთარი თანხა'],
        mortgage: ['blue', 'Mortgage', 'Ипотека', 'Ипотечен кредит', 'Հիփոթեք', 'იპოთეკა'],
        instalments: ['violet', 'Developer instalments', 'Рассрочка от застройщика', 'Разсрочено от строителя', 'Կառուցապատողի տարաժամկետում', 'შიდა განვადება'],
      }),
      xCommission: percent(['Commission', 'Комиссия', 'Комисиона', 'Միջնորդավճար', 'საკომისიო'], { min: 0, max: 100 }),
      xCommissionSum: formula(['Commission amount', 'Сумма комиссии', 'Сума на комисионата', 'Միջնորդավճարի գումար', 'საკომისიოს თანხა'], 'money', 'amount * xCommission / 100'),
    },
  },
  options: {
    'company.kinds': {
      xDeveloper: ['orange', 'Developer', 'Застройщик', 'Строител', 'Կառուցապատող', 'დეველოპერი'],
    },
    'task.kind': {
      xViewing: ['teal', 'Viewing', 'Показ объекта', 'Оглед на имот', 'Գույքի ցուցադրում', 'ბინის ჩვენება'],
    },
    'deal.lostReason': {
      xLocation: ['gray', 'Location', 'Местоположение', 'Местоположение', 'Տեղադրություն', 'მდებარეობა'],
      xNoMortgage: ['gray', 'Mortgage refused', 'Отказ в ипотеке', 'Отказан кредит', 'Հիփոթեքը մերժվել է', 'იპოთეკაზე უარი'],
    },
  },
  pipelines: {
    sale: {
      name: ['Property sales', 'Продажа недвижимости', 'Продажба на имоти', 'Գույքի վաճառք', 'ქონების გაყიდვა'],
      stages: {
        enquiry: ['open', 5, 'gray', ...common.enquiry],
        needs: ['open', 15, 'blue', 'Needs clarified', 'Потребность выяснена', 'Изяснени нужди', 'Պահանջը պարզված է', 'მოთხოვნა დაზუსტდა'],
        viewing: ['open', 30, 'cyan', 'Viewings', 'Показы', 'Огледи', 'Ցուցադրումներ', 'დათვალიერებები'],
        offer: ['open', 55, 'violet', 'Price negotiation', 'Торг', 'Договаряне на цена', 'Գնի բանակցություն', 'ფასზე მოლაპარაკება'],
        deposit: ['open', 75, 'orange', 'Deposit paid', 'Задаток внесён', 'Платено капаро', 'Կանխավճարը տրված է', 'ბე გადახდილია'],
        contract: ['open', 90, 'yellow', 'Papers at the notary', 'Оформление сделки', 'Нотариална сделка', 'Նոտարական ձևակերպում', 'გაფორმება რეესტრში'],
        sold: ['won', 100, 'green', 'Sold', 'Продано', 'Продадено', 'Վաճառված', 'გაიყიდა'],
        lost: ['lost', 0, 'red', ...common.declined],
      },
    },
    rent: {
      name: ['Lettings', 'Аренда', 'Наеми', 'Վարձակալություն', 'გაქირავება'],
      stages: {
        enquiry: ['open', 10, 'gray', ...common.enquiry],
        viewing: ['open', 35, 'cyan', 'Viewings', 'Показы', 'Огледи', 'Ցուցադրումներ', 'დათვალიერებები'],
        agreed: ['open', 70, 'violet', 'Terms agreed', 'Условия согласованы', 'Договорени условия', 'Պայմանները համաձայնեցված են', 'პირობები შეთანხმდა'],
        contract: ['open', 90, 'orange', 'Lease being signed', 'Подписание договора аренды', 'Подписване на договор за наем', 'Վարձակալության պայմանագրի կնքում', 'ქირავნობის ხელშეკრულების გაფორმება'],
        let: ['won', 100, 'green', 'Let', 'Сдано', 'Отдадено под наем', 'Վարձով տրված', 'გაქირავდა'],
        lost: ['lost', 0, 'red', ...common.declined],
      },
    },
  },
  views: {
    onMarket: {
      noun: 'xProperty',
      name: ['On the market', 'В продаже', 'На пазара', 'Շուկայում', 'ბაზარზე'],
      type: 'list',
      settings: {
        filter: { field: 'xStatus', op: 'is', value: 'active' },
        columns: columns('name', 'xOffer', 'xType', 'xPrice', 'xArea', 'xPricePerMetre', 'xViewings', 'owner'),
        sort: '-xPrice',
      },
    },
    properties: {
      noun: 'xProperty',
      name: common.board,
      type: 'board',
      settings: { board: 'xStatus', measures: [{ op: 'count' }, { op: 'sum', field: 'xPrice' }] },
    },
    gallery: {
      noun: 'xProperty',
      name: ['With photos', 'С фотографиями', 'Със снимки', 'Լուսանկարներով', 'ფოტოებით'],
      type: 'gallery',
      settings: { cover: 'xPhotos', columns: columns('xOffer', 'xPrice', 'xArea', 'xRooms') },
    },
    mandates: {
      noun: 'xProperty',
      name: ['Mandates ending', 'Заканчивается эксклюзив', 'Изтичащи договори', 'Ավարտվող բացառիկություն', 'იწურება ექსკლუზივი'],
      type: 'list',
      settings: {
        filter: {
          all: [
            { field: 'xExclusive', op: 'is', value: true },
            { field: 'xExclusiveUntil', op: 'atMost', value: { from: 'today', plus: 30, unit: 'day' } },
          ],
        },
        sort: 'xExclusiveUntil',
      },
    },
    viewings: {
      noun: 'xViewing',
      name: common.calendar,
      type: 'calendar',
      settings: { calendar: { start: 'xAt' } },
    },
    dealsByFinancing: {
      noun: 'deal',
      name: ['By way of payment', 'По способу оплаты', 'По финансиране', 'Ըստ վճարման եղանակի', 'დაფინანსების მიხედვით'],
      type: 'grouped',
      settings: {
        group: [{ field: 'xFinancing' }],
        measures: [{ op: 'count' }, { op: 'sum', field: 'xCommissionSum' }],
      },
    },
  },
  processes: {
    callLead,
    afterViewing: {
      name: ['After a viewing the visitor is called', 'После показа посетителю звонят', 'След оглед на посетителя се обаждат', 'Դիտումից հետո այցելուին զանգում են', 'დათვალიერების შემდეგ ვიზიტორს ურეკავენ'],
      noun: 'xViewing',
      start: byDate('xAt', 'after', 1),
      task: ['Ask what they thought of it: {{xProperty}}', 'Спросить о впечатлении: {{xProperty}}', 'Попитай за впечатлението: {{xProperty}}', 'Հարցնել տպավորության մասին՝ {{xProperty}}', 'ვკითხოთ შთაბეჭდილება: {{xProperty}}'],
      ...{ kind: 'call', within: 0 },
    },
  },
};
