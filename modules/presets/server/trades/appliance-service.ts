import type { Preset } from '../preset.ts';
import { address, autonumber, boolean, choice, columns, count, date, datetime, files, formula, longText, member, money, number, relation, rollUp, text } from '../preset-fields.ts';
import { holds, notBefore, statusBoard, within } from './common-parts.ts';
import { common } from './common-words.ts';

const appliance = ['Appliance', 'Техника клиента', 'Уред', 'Տեխնիկա', 'ტექნიკა'] as const;

/** Repair of household and office appliances: whose it is and its warranty, calls with a visit or in the workshop, parts, makers who pay. */
export const applianceService: Preset = {
  name: 'applianceService',
  icon: 'tool',
  label: ['Appliance service', 'Ремонт техники', 'Сервиз за техника', 'Տեխնիկայի սպասարկում', 'ტექნიკის სერვისი'],
  about: [
    'Appliances by serial number and warranty, repairs at home and in the workshop, parts, what makers owe for warranty work',
    'Техника по серийным номерам и гарантии, ремонт на выезде и в мастерской, запчасти, долги производителей по гарантии',
    'Уреди по сериен номер и гаранция, ремонт на място и в сервиза, части, дължимо от производителите по гаранция',
    'Տեխնիկա ըստ սերիական համարների և երաշխիքի, նորոգում տեղում և արհեստանոցում, պահեստամասեր, արտադրողների պարտքեր',
    'ტექნიკა სერიული ნომრებითა და გარანტიით, შეკეთება ადგილზე და სახელოსნოში, ნაწილები, მწარმოებლების დავალიანება',
  ],
  nouns: {
    xAppliance: {
      plural: 'x-appliances',
      icon: 'printer',
      rights: 'work',
      one: appliance,
      many: ['Appliances', 'Техника клиентов', 'Уреди', 'Հաճախորդների տեխնիկա', 'კლიენტების ტექნიკა'],
      title: ['Make and model', 'Марка и модель', 'Марка и модел', 'Մակնիշ և մոդել', 'მარკა და მოდელი'],
      fields: {
        xCategory: choice(
          common.category,
          {
            kitchen: ['orange', 'Kitchen', 'Кухонная', 'Кухненска', 'Խոհանոցային', 'სამზარეულოს'],
            laundry: ['blue', 'Laundry', 'Стирка и сушка', 'Пране и сушене', 'Լվացք և չորացում', 'რეცხვა და შრობა'],
            climate: ['cyan', 'Heating and cooling', 'Климат и отопление', 'Климатик и отопление', 'Կլիմա և ջեռուցում', 'კლიმატი და გათბობა'],
            screen: ['violet', 'Television and sound', 'Телевизоры и звук', 'Телевизори и звук', 'Հեռուստացույց և ձայն', 'ტელევიზორი და ხმა'],
            computer: ['indigo', 'Computers and telephones', 'Компьютеры и телефоны', 'Компютри и телефони', 'Համակարգիչներ և հեռախոսներ', 'კომპიუტერები და ტელეფონები'],
            office: ['gray', 'Office', 'Оргтехника', 'Офис техника', 'Գրասենյակային', 'საოფისე'],
          },
          { required: true },
        ),
        xType: choice(
          ['Appliance type', 'Вид техники', 'Вид уред', 'Տեխնիկայի տեսակ', 'ტექნიკის სახე'],
          {
            fridge: ['cyan', 'Refrigerator', 'Холодильник', 'Хладилник', 'Սառնարան', 'მაცივარი'],
            dishwasher: ['blue', 'Dishwasher', 'Посудомоечная машина', 'Съдомиялна', 'Սպասք լվացող մեքենա', 'ჭურჭლის სარეცხი'],
            oven: ['orange', 'Oven or cooker', 'Плита или духовка', 'Печка или фурна', 'Սալօջախ կամ վառարան', 'ქურა ან ღუმელი'],
            washer: ['blue', 'Washing machine', 'Стиральная машина', 'Пералня', 'Լվացքի մեքենա', 'სარეცხი მანქანა'],
            dryer: ['teal', 'Tumble dryer', 'Сушильная машина', 'Сушилня', 'Չորանոց', 'საშრობი'],
            airConditioner: ['cyan', 'Air conditioner', 'Кондиционер', 'Климатик', 'Օդորակիչ', 'კონდიციონერი'],
            boiler: ['red', 'Boiler', 'Котёл или бойлер', 'Бойлер или котел', 'Կաթսա կամ ջրատաքացուցիչ', 'ბოილერი'],
            television: ['violet', 'Television set', 'Телевизор', 'Телевизор', 'Հեռուստացույց', 'ტელევიზორი'],
            laptop: ['indigo', 'Laptop or computer', 'Ноутбук или компьютер', 'Лаптоп или компютър', 'Նոութբուք կամ համակարգիչ', 'ნოუთბუქი ან კომპიუტერი'],
            telephone: ['grape', 'Telephone', 'Смартфон', 'Телефон', 'Հեռախոս', 'ტელეფონი'],
            printer: ['gray', 'Printer or copier', 'Принтер или копир', 'Принтер или копир', 'Տպիչ կամ պատճենահան', 'პრინტერი ან ასლგადამღები'],
          },
          {
            offeredWith: {
              field: 'xCategory',
              options: {
                ...{ fridge: ['kitchen'], dishwasher: ['kitchen'], oven: ['kitchen'], washer: ['laundry'], dryer: ['laundry'] },
                ...{ airConditioner: ['climate'], boiler: ['climate'], television: ['screen'] },
                ...{ laptop: ['computer', 'office'], telephone: ['computer'], printer: ['office'] },
              },
            },
          },
        ),
        xPerson: relation(['Owner (person)', 'Владелец (физлицо)', 'Собственик (физическо лице)', 'Սեփականատեր (անձ)', 'მფლობელი (პირი)'], 'person'),
        xCompany: relation(['Owner (company)', 'Владелец (компания)', 'Собственик (фирма)', 'Սեփականատեր (ընկերություն)', 'მფლობელი (კომპანია)'], 'company'),
        xMaker: relation(['Maker', 'Производитель', 'Производител', 'Արտադրող', 'მწარმოებელი'], 'company'),
        xSerial: text(['Serial number', 'Серийный номер', 'Сериен номер', 'Սերիական համար', 'სერიული ნომერი'], { search: true }),
        xBoughtOn: date(['Bought on', 'Дата покупки', 'Дата на покупка', 'Գնման ամսաթիվ', 'ყიდვის თარიღი']),
        xWarrantyUntil: date(['Warranty until', 'Гарантия до', 'Гаранция до', 'Երաշխիք մինչև', 'გარანტია თარიღამდე'], notBefore('xWarrantyUntil', 'xBoughtOn')),
        xUnderWarranty: formula(['Under warranty', 'На гарантии', 'В гаранция', 'Երաշխիքի տակ է', 'გარანტიაშია'], 'boolean', 'if(isEmpty(xWarrantyUntil), false, xWarrantyUntil >= today())'),
        xAddress: address(['Where it stands', 'Где установлена', 'Къде се намира', 'Որտեղ է գտնվում', 'სად დგას']),
        xNextServiceOn: date(['Next service', 'Следующее обслуживание', 'Следващо обслужване', 'Հաջորդ սպասարկումը', 'შემდეგი მომსახურება']),
        xRepairs: count(['Repairs', 'Ремонтов', 'Ремонти', 'Նորոգումներ', 'შეკეთებები'], 'xServiceCall', 'xAppliance'),
        xPhotos: files(common.photos),
      },
    },
    xServiceCall: {
      plural: 'x-service-calls',
      icon: 'tool',
      rights: 'work',
      one: ['Service call', 'Заявка на ремонт', 'Сервизна заявка', 'Նորոգման հայտ', 'სერვისის გამოძახება'],
      many: ['Service calls', 'Заявки на ремонт', 'Сервизни заявки', 'Նորոգման հայտեր', 'სერვისის გამოძახებები'],
      title: ['What is wrong', 'Неисправность', 'Неизправност', 'Անսարքություն', 'გაუმართაობა'],
      fields: {
        xNumber: autonumber(common.number, 'SC-{YYYY}-{0000}'),
        xAppliance: relation(appliance, 'xAppliance', { required: true }),
        xDeal: relation(common.deal, 'deal'),
        xWhere: choice(
          ['Where it is repaired', 'Где ремонтируем', 'Къде се ремонтира', 'Որտեղ է նորոգվում', 'სად კეთდება'],
          {
            atHome: ['blue', 'At the customer’s', 'На выезде', 'При клиента', 'Հաճախորդի մոտ', 'კლიენტთან'],
            workshop: ['violet', 'In the workshop', 'В мастерской', 'В сервиза', 'Արհեստանոցում', 'სახელოსნოში'],
          },
          { required: true, default: 'atHome' },
        ),
        xStatus: choice(
          common.status,
          {
            received: ['gray', 'Received', 'Принята', 'Приета', 'Ընդունված', 'მიღებული'],
            visit: ['blue', 'Visit arranged', 'Назначен выезд', 'Уговорено посещение', 'Այցը նշանակված է', 'ვიზიტი დანიშნულია'],
            diagnosis: ['cyan', 'Diagnosis', 'Диагностика', 'Диагностика', 'Ախտորոշում', 'დიაგნოსტიკა'],
            approval: ['yellow', 'Price to be agreed', 'Согласование цены', 'Чака одобрение на цената', 'Գնի համաձայնեցում', 'ფასის შეთანხმება'],
            parts: ['orange', 'Waiting for parts', 'Ждёт запчасти', 'Чака части', 'Սպասում է պահեստամասերի', 'ელოდება ნაწილებს'],
            repair: ['violet', 'Being repaired', 'В ремонте', 'В ремонт', 'Նորոգվում է', 'კეთდება'],
            ready: ['teal', 'Ready', 'Готова', 'Готова за предаване', 'Պատրաստ է', 'მზად არის'],
            handedOver: ['green', 'Handed over', 'Выдана', 'Предадена', 'Հանձնված', 'ჩაბარებული'],
            beyondRepair: ['red', 'Beyond repair', 'Не подлежит ремонту', 'Не подлежи на ремонт', 'Նորոգման ենթակա չէ', 'არ ექვემდებარება შეკეთებას'],
          },
          { default: 'received' },
        ),
        xVisitAt: datetime(['Visit at', 'Выезд мастера', 'Посещение на техник', 'Վարպետի այց', 'ოსტატის ვიზიტი'], { visibleWhen: holds('xWhere', 'atHome'), requiredWhen: holds('xStatus', 'visit') }),
        xVisitEndsAt: datetime(['Visit ends at', 'Выезд до', 'Посещение до', 'Այցի ավարտ', 'ვიზიტის ბოლო'], { ...notBefore('xVisitEndsAt', 'xVisitAt'), visibleWhen: holds('xWhere', 'atHome') }),
        xTechnician: member(['Technician', 'Мастер', 'Техник', 'Վարպետ', 'ოსტატი']),
        xReceivedOn: date(['Taken in on', 'Дата приёма', 'Дата на приемане', 'Ընդունման ամսաթիվ', 'მიღების თარიღი'], { required: true }),
        xPromisedOn: date(['Promised for', 'Обещанный срок', 'Обещан срок', 'Խոստացված ժամկետ', 'დაპირებული ვადა'], notBefore('xPromisedOn', 'xReceivedOn')),
        xCondition: longText(['Condition and accessories', 'Внешний вид и комплектность', 'Състояние и комплектност', 'Վիճակ և լրակազմ', 'მდგომარეობა და კომპლექტაცია'], { visibleWhen: holds('xWhere', 'workshop'), requiredWhen: holds('xWhere', 'workshop') }),
        xWarrantyWork: boolean(['Warranty repair', 'Гарантийный ремонт', 'Гаранционен ремонт', 'Երաշխիքային նորոգում', 'საგარანტიო შეკეთება']),
        xPaidByMaker: relation(['Maker who pays', 'Производитель-плательщик', 'Производител платец', 'Վճարող արտադրող', 'გადამხდელი მწარმოებელი'], 'company', { visibleWhen: { field: 'xWarrantyWork', op: 'is', value: true }, requiredWhen: { field: 'xWarrantyWork', op: 'is', value: true } }),
        xFound: longText(['What was found', 'Результат диагностики', 'Резултат от диагностиката', 'Ախտորոշման արդյունք', 'დიაგნოსტიკის შედეგი']),
        xParts: text(['Parts to order', 'Заказать запчасти', 'Части за поръчка', 'Պատվիրվող պահեստամասեր', 'შესაკვეთი ნაწილები'], { requiredWhen: holds('xStatus', 'parts') }),
        xLabour: money(['Labour', 'Работа', 'Труд', 'Աշխատանք', 'სამუშაო']),
        xPartsPrice: money(['Parts', 'Запчасти', 'Части', 'Պահեստամասեր', 'ნაწილები']),
        xTotal: formula(common.total, 'money', 'if(isEmpty(xPartsPrice), xLabour, if(isEmpty(xLabour), xPartsPrice, xPartsPrice + xLabour))'),
        xPaid: boolean(common.paid),
        xRepairWarrantyUntil: date(['Warranty on the repair', 'Гарантия на ремонт', 'Гаранция на ремонта', 'Նորոգման երաշխիք', 'გარანტია შეკეთებაზე']),
      },
    },
  },
  fields: {
    person: {
      xAppliances: count(['Appliances', 'Единиц техники', 'Брой уреди', 'Տեխնիկայի միավորներ', 'ტექნიკის რაოდენობა'], 'xAppliance', 'xPerson'),
      xEntrance: text(['Entrance, floor, intercom', 'Подъезд, этаж, домофон', 'Вход, етаж, домофон', 'Մուտք, հարկ, դոմոֆոն', 'სადარბაზო, სართული, დომოფონი']),
    },
    company: {
      xServiceContractUntil: date(['Service contract until', 'Договор обслуживания до', 'Сервизен договор до', 'Սպասարկման պայմանագիրը մինչև', 'სერვისის ხელშეკრულება თარიღამდე']),
      xWarrantyOwed: rollUp(['Owes us for warranty work', 'Должен за гарантийный ремонт', 'Дължи за гаранционни ремонти', 'Պարտք երաշխիքային նորոգման համար', 'საგარანტიო შეკეთების დავალიანება'], 'money', {
        ...{ of: 'xServiceCall', by: 'xPaidByMaker', measure: 'sum', field: 'xTotal' },
        filter: {
          all: [
            { field: 'xPaid', op: 'isNot', value: true },
            { field: 'xStatus', op: 'is', value: 'handedOver' },
          ],
        },
      }),
    },
    product: {
      xPartCode: text(['Maker’s part code', 'Код запчасти', 'Код на частта', 'Պահեստամասի կոդ', 'ნაწილის კოდი'], { search: true }),
      xFitsModels: longText(['Fits the models', 'Подходит к моделям', 'Съвместими модели', 'Համատեղելի մոդելներ', 'თავსებადი მოდელები']),
    },
    deal: {
      xApplianceWanted: relation(appliance, 'xAppliance'),
      xUnits: number(['How many appliances', 'Сколько единиц техники', 'Колко уреда', 'Քանի սարք', 'რამდენი ერთეული']),
    },
  },
  options: {
    'company.kinds': { xMaker: ['indigo', 'Maker of appliances', 'Производитель техники', 'Производител на уреди', 'Տեխնիկայի արտադրող', 'ტექნიკის მწარმოებელი'] },
    'deal.lostReason': {
      xCheaperNew: ['gray', 'Cheaper to buy a new one', 'Дешевле купить новое', 'По-евтино е да купи ново', 'Ավելի էժան է նորը գնել', 'ახლის ყიდვა უფრო იაფია'],
      xMendedItself: ['gray', 'Mended it themselves', 'Починили сами', 'Поправиха го сами', 'Իրենք նորոգեցին', 'თვითონ შეაკეთეს'],
    },
    'task.kind': { xCollect: ['teal', 'Collect and bring back', 'Забрать или привезти', 'Вземане и връщане', 'Վերցնել և հետ տանել', 'წაღება და მოტანა'] },
  },
  pipelines: {
    contracts: {
      name: ['Service contracts', 'Договоры обслуживания', 'Сервизни договори', 'Սպասարկման պայմանագրեր', 'სერვისის ხელშეკრულებები'],
      stages: {
        enquiry: ['open', 10, 'gray', ...common.enquiry],
        inventory: ['open', 35, 'blue', 'Appliances listed', 'Техника переписана', 'Описани уреди', 'Տեխնիկան հաշվառված է', 'ტექნიკა აღწერილია'],
        offer: ['open', 55, 'violet', ...common.offerSent],
        terms: ['open', 75, 'orange', 'Terms being agreed', 'Согласование условий', 'Договаряне на условия', 'Պայմանների համաձայնեցում', 'პირობების შეთანხმება'],
        signed: ['won', 100, 'green', 'Contract signed', 'Договор подписан', 'Подписан договор', 'Պայմանագիրը ստորագրված է', 'ხელშეკრულება ხელმოწერილია'],
        lost: ['lost', 0, 'red', ...common.declined],
      },
    },
  },
  views: {
    calls: statusBoard('xServiceCall', 'xTotal'),
    visits: { noun: 'xServiceCall', name: ['Technicians’ visits', 'Выезды мастеров', 'Посещения на техниците', 'Վարպետների այցեր', 'ოსტატების ვიზიტები'], type: 'calendar', settings: { calendar: { start: 'xVisitAt', end: 'xVisitEndsAt' } } },
    waitingForParts: {
      noun: 'xServiceCall',
      name: ['Parts to be ordered', 'Запчасти к заказу', 'Части за поръчване', 'Պատվիրելու պահեստամասեր', 'ნაწილები შესაკვეთად'],
      type: 'list',
      settings: { filter: { field: 'xStatus', op: 'is', value: 'parts' }, columns: columns('xNumber', 'xAppliance', 'xParts', 'xReceivedOn', 'xPromisedOn', 'xTechnician'), sort: 'xPromisedOn' },
    },
    makersOwe: {
      noun: 'xServiceCall',
      name: ['Warranty work by maker', 'Гарантийные ремонты по производителям', 'Гаранционни ремонти по производители', 'Երաշխիքային նորոգումներն ըստ արտադրողների', 'საგარანტიო სამუშაო მწარმოებლებით'],
      type: 'grouped',
      settings: { filter: { field: 'xWarrantyWork', op: 'is', value: true }, group: [{ field: 'xPaidByMaker' }], measures: [{ op: 'count' }, { op: 'sum', field: 'xTotal' }] },
    },
    technicians: {
      noun: 'xServiceCall',
      name: ['By technician', 'По мастерам', 'По техници', 'Ըստ վարպետների', 'ოსტატების მიხედვით'],
      type: 'grouped',
      settings: { group: [{ field: 'xTechnician' }, { field: 'xReceivedOn', by: 'month' }], measures: [{ op: 'count' }, { op: 'sum', field: 'xLabour' }, { op: 'sum', field: 'xTotal' }] },
    },
    dueForService: {
      noun: 'xAppliance',
      name: ['Due for service', 'Пора обслужить', 'За профилактика', 'Սպասարկման ժամկետը հասել է', 'დროა მომსახურების'],
      type: 'list',
      settings: { filter: within('xNextServiceOn', 30), columns: columns('name', 'xType', 'xPerson', 'xCompany', 'xNextServiceOn', 'xUnderWarranty', 'xRepairs'), sort: 'xNextServiceOn' },
    },
  },
  processes: {
    afterRepair: {
      name: ['After a repair the customer is asked whether all works', 'После ремонта клиента спрашивают, всё ли работает', 'След ремонт клиентът се пита дали всичко работи', 'Նորոգումից հետո հաճախորդին հարցնում են, արդյոք ամեն ինչ աշխատում է', 'შეკეთების შემდეგ კლიენტს ეკითხებიან, მუშაობს თუ არა ყველაფერი'],
      noun: 'xServiceCall',
      start: { on: 'matches', filter: { field: 'xStatus', op: 'is', value: 'handedOver' } },
      task: ['Ask whether all works: {{xAppliance}}', 'Спросить, всё ли работает: {{xAppliance}}', 'Попитай дали всичко работи: {{xAppliance}}', 'Հարցնել, արդյոք ամեն ինչ աշխատում է՝ {{xAppliance}}', 'ვკითხოთ, მუშაობს თუ არა ყველაფერი: {{xAppliance}}'],
      ...{ kind: 'call', within: 3 },
    },
  },
};
