import type { Preset } from '../preset.ts';
import { autonumber, boolean, choice, columns, count, date, datetime, formula, longText, member, money, number, relation, rollUp, text } from '../preset-fields.ts';
import { byDate } from './common-processes.ts';
import { common } from './common-words.ts';

/** Garages: whose car it is, what was done to it, when it has to come again. */
export const carService: Preset = {
  name: 'carService',
  icon: 'car',
  label: ['Car service', 'Автосервис', 'Автосервиз', 'Ավտոսպասարկում', 'ავტოსერვისი'],
  about: [
    'Vehicles and their history, repair orders from diagnosis to handover, next service and inspection',
    'Автомобили и их история, заказ-наряды от диагностики до выдачи, следующее ТО и техосмотр',
    'Автомобили и тяхната история, сервизни поръчки от диагностика до предаване, следващо обслужване и ГТП',
    'Ավտոմեքենաներ և դրանց պատմությունը, նորոգման պատվերներ՝ ախտորոշումից մինչև հանձնում, հաջորդ սպասարկում և տեխզննում',
    'ავტომობილები და მათი ისტორია, სარემონტო შეკვეთები დიაგნოსტიკიდან ჩაბარებამდე, შემდეგი მომსახურება და ტექდათვალიერება',
  ],
  nouns: {
    xVehicle: {
      plural: 'x-vehicles',
      icon: 'car',
      rights: 'work',
      one: ['Vehicle', 'Автомобиль', 'Автомобил', 'Ավտոմեքենա', 'ავტომობილი'],
      many: ['Vehicles', 'Автомобили', 'Автомобили', 'Ավտոմեքենաներ', 'ავტომობილები'],
      title: ['Registration number', 'Госномер', 'Регистрационен номер', 'Պետհամարանիշ', 'სახელმწიფო ნომერი'],
      fields: {
        xOwner: relation(['Whose it is', 'Владелец', 'Собственик', 'Սեփականատեր', 'მფლობელი'], 'person'),
        xFleet: relation(['Fleet of', 'Автопарк компании', 'Автопарк на фирма', 'Ընկերության ավտոպարկ', 'კომპანიის ავტოპარკი'], 'company'),
        xMake: text(['Make', 'Марка', 'Марка', 'Մակնիշ', 'მარკა'], { search: true }),
        xModel: text(['Model', 'Модель', 'Модел', 'Մոդել', 'მოდელი'], { search: true }),
        xYear: number(['Year built', 'Год выпуска', 'Година на производство', 'Արտադրման տարի', 'გამოშვების წელი'], 0, { min: 1900, max: 2100 }),
        xVin: text(['Chassis number (VIN)', 'Номер кузова (VIN)', 'Номер на рама (VIN)', 'Թափքի համար (VIN)', 'ძარის ნომერი (VIN)'], {
          unique: true,
          search: true,
          pattern: { masks: ['?????????????????'], example: 'WVWZZZ1JZXW000001' },
        }),
        xFuel: choice(['Fuel', 'Топливо', 'Гориво', 'Վառելիք', 'საწვავი'], {
          petrol: ['blue', 'Petrol', 'Бензин', 'Бензин', 'Բենզին', 'ბენზინი'],
          diesel: ['gray', 'Diesel', 'Дизель', 'Дизел', 'Դիզել', 'დიზელი'],
          gas: ['orange', 'Gas', 'Газ', 'Газ', 'Գազ', 'გაზი'],
          hybrid: ['teal', 'Hybrid', 'Гибрид', 'Хибрид', 'Հիբրիդ', 'ჰიბრიდი'],
          electric: ['green', 'Electric', 'Электро', 'Електрически', 'Էլեկտրական', 'ელექტრო'],
        }),
        xGearbox: choice(['Gearbox', 'Коробка передач', 'Скоростна кутия', 'Փոխանցման տուփ', 'გადაცემათა კოლოფი'], {
          manual: ['gray', 'Manual', 'Механическая', 'Ръчна', 'Մեխանիկական', 'მექანიკური'],
          automatic: ['blue', 'Automatic', 'Автоматическая', 'Автоматична', 'Ավտոմատ', 'ავტომატური'],
        }),
        xMileage: number(['Mileage, km', 'Пробег, км', 'Пробег, км', 'Վազք, կմ', 'გარბენი, კმ']),
        xNextServiceOn: date(['Next service', 'Следующее ТО', 'Следващо обслужване', 'Հաջորդ սպասարկումը', 'შემდეგი მომსახურება']),
        xInspectionUntil: date(['Inspection valid until', 'Техосмотр до', 'ГТП до', 'Տեխզննումը մինչև', 'ტექდათვალიერება თარიღამდე']),
        xVisits: count(['Repairs', 'Ремонтов', 'Ремонти', 'Նորոգումներ', 'რემონტები'], 'xRepairOrder', 'xVehicle'),
        xLastVisitAt: rollUp(['Last visit', 'Последний визит', 'Последно посещение', 'Վերջին այցը', 'ბოლო ვიზიტი'], 'datetime', {
          ...{ of: 'xRepairOrder', by: 'xVehicle', measure: 'max', field: 'xReceivedAt' },
        }),
      },
    },
    xRepairOrder: {
      plural: 'x-repair-orders',
      icon: 'tool',
      rights: 'work',
      one: ['Repair order', 'Заказ-наряд', 'Сервизна поръчка', 'Նորոգման պատվեր', 'სარემონტო შეკვეთა'],
      many: ['Repair orders', 'Заказ-наряды', 'Сервизни поръчки', 'Նորոգման պատվերներ', 'სარემონტო შეკვეთები'],
      title: ['What for', 'Причина обращения', 'Причина за посещението', 'Դիմելու պատճառը', 'მომართვის მიზეზი'],
      fields: {
        xNumber: autonumber(common.number, 'R-{YYYY}-{0000}'),
        xVehicle: relation(['Vehicle', 'Автомобиль', 'Автомобил', 'Ավտոմեքենա', 'ავტომობილი'], 'xVehicle', { required: true }),
        xDeal: relation(common.deal, 'deal'),
        xStatus: choice(
          common.status,
          {
            bookedIn: ['gray', 'Booked in', 'Записан', 'Записан', 'Գրանցված', 'ჩაწერილი'],
            diagnosis: ['blue', 'Diagnosis', 'Диагностика', 'Диагностика', 'Ախտորոշում', 'დიაგნოსტიკა'],
            approval: ['yellow', 'Waiting for consent', 'Согласование с клиентом', 'Чака одобрение', 'Սպասում է համաձայնության', 'ელოდება თანხმობას'],
            parts: ['orange', 'Waiting for parts', 'Ждёт запчасти', 'Чака части', 'Սպասում է պահեստամասերի', 'ელოდება ნაწილებს'],
            repair: ['violet', 'In repair', 'В ремонте', 'В ремонт', 'Նորոգվում է', 'კეთდება'],
            ready: ['teal', 'Ready', 'Готов к выдаче', 'Готов за предаване', 'Պատրաստ է', 'მზად არის'],
            handedOver: ['green', 'Handed over', 'Выдан', 'Предаден', 'Հանձնված', 'ჩაბარებული'],
          },
          { default: 'bookedIn' },
        ),
        xComplaint: longText(['What the customer says', 'Со слов клиента', 'Оплакване на клиента', 'Հաճախորդի գանգատը', 'კლიენტის ჩივილი']),
        xWorks: longText(['Works done', 'Выполненные работы', 'Извършени работи', 'Կատարված աշխատանքներ', 'შესრულებული სამუშაოები']),
        xAdvice: longText(['Recommendations', 'Рекомендации', 'Препоръки', 'Խորհուրդներ', 'რეკომენდაციები']),
        xMechanic: member(['Mechanic', 'Механик', 'Механик', 'Մեխանիկ', 'მექანიკოსი']),
        xBay: text(['Bay', 'Пост', 'Работно място', 'Աշխատատեղ', 'პოსტი']),
        xMileage: number(['Mileage, km', 'Пробег, км', 'Пробег, км', 'Վազք, կմ', 'გარბენი, კმ']),
        xReceivedAt: datetime(['Received', 'Приём', 'Приемане', 'Ընդունում', 'მიღება'], { required: true }),
        xPromisedAt: datetime(['Promised for', 'Обещанная выдача', 'Обещан срок', 'Խոստացված ժամկետ', 'დაპირებული ვადა'], {
          checks: [{ refuseWhen: { field: 'xPromisedAt', op: 'lessThan', value: { field: 'xReceivedAt' } }, message: common.endsFirst }],
        }),
        xLabour: money(['Labour', 'Работы', 'Труд', 'Աշխատանք', 'სამუშაო']),
        xParts: money(['Parts', 'Запчасти', 'Части', 'Պահեստամասեր', 'ნაწილები']),
        xTotal: formula(common.total, 'money', 'if(isEmpty(xParts), xLabour, if(isEmpty(xLabour), xParts, xLabour + xParts))'),
        xPaid: boolean(common.paid),
        xWarrantyUntil: date(['Warranty until', 'Гарантия до', 'Гаранция до', 'Երաշխիք մինչև', 'გარანტია თარიღამდე']),
      },
    },
  },
  fields: {
    deal: {
      xVehicle: relation(['Vehicle', 'Автомобиль', 'Автомобил', 'Ավտոմեքենա', 'ავტომობილი'], 'xVehicle'),
      xComplaint: longText(['What is wrong with it', 'Что беспокоит', 'Какъв е проблемът', 'Ինչ խնդիր կա', 'რა პრობლემაა']),
    },
    product: {
      xPartNumber: text(['Part number', 'Номер детали', 'Номер на частта', 'Պահեստամասի համար', 'ნაწილის ნომერი'], { search: true }),
      xLabourHours: number(['Labour, hours', 'Нормо-часы', 'Нормочасове', 'Նորմա-ժամեր', 'ნორმა-საათები'], 1),
    },
    person: {
      xVehicles: count(['Vehicles', 'Автомобилей', 'Брой автомобили', 'Ավտոմեքենաների թիվը', 'ავტომობილები'], 'xVehicle', 'xOwner'),
    },
  },
  options: {
    'company.kinds': { xPartsDealer: ['orange', 'Parts supplier', 'Поставщик запчастей', 'Доставчик на части', 'Պահեստամասերի մատակարար', 'ნაწილების მომწოდებელი'] },
    'deal.lostReason': {
      xLongWait: ['gray', 'Wait too long', 'Долго ждать', 'Дълго чакане', 'Երկար սպասում', 'დიდი ლოდინი'],
      xNoParts: ['gray', 'Parts not to be had', 'Нет запчастей', 'Няма части', 'Պահեստամասեր չկան', 'ნაწილები არ არის'],
    },
  },
  pipelines: {
    enquiries: {
      name: ['Service enquiries', 'Обращения в сервис', 'Сервизни запитвания', 'Սպասարկման դիմումներ', 'სერვისის მომართვები'],
      stages: {
        enquiry: ['open', 10, 'gray', ...common.enquiry],
        booked: ['open', 40, 'blue', 'Diagnosis booked', 'Записан на диагностику', 'Записан за диагностика', 'Գրանցված ախտորոշման', 'ჩაწერილია დიაგნოსტიკაზე'],
        estimate: ['open', 60, 'violet', 'Cost worked out', 'Рассчитана стоимость', 'Изготвена калкулация', 'Արժեքը հաշվարկված է', 'ღირებულება გათვლილია'],
        agreed: ['won', 100, 'green', 'Repair agreed', 'Ремонт согласован', 'Ремонтът е одобрен', 'Նորոգումը համաձայնեցված է', 'რემონტი შეთანხმებულია'],
        lost: ['lost', 0, 'red', ...common.declined],
      },
    },
  },
  views: {
    workshop: {
      noun: 'xRepairOrder',
      name: ['Workshop', 'Ремзона', 'Сервиз', 'Արհեստանոց', 'სახელოსნო'],
      type: 'board',
      settings: { board: 'xStatus', filter: { field: 'xStatus', op: 'isNot', value: 'handedOver' }, measures: [{ op: 'count' }, { op: 'sum', field: 'xTotal' }] },
    },
    dayPlan: {
      noun: 'xRepairOrder',
      name: common.calendar,
      type: 'calendar',
      settings: { calendar: { start: 'xReceivedAt', end: 'xPromisedAt' } },
    },
    mechanics: {
      noun: 'xRepairOrder',
      name: ['By mechanic', 'По механикам', 'По механици', 'Ըստ մեխանիկների', 'მექანიკოსების მიხედვით'],
      type: 'grouped',
      settings: { group: [{ field: 'xMechanic' }, { field: 'xReceivedAt', by: 'month' }], measures: [{ op: 'count' }, { op: 'sum', field: 'xLabour' }] },
    },
    serviceDue: {
      noun: 'xVehicle',
      name: ['Service due', 'Пора на ТО', 'За обслужване', 'Սպասարկման ժամանակն է', 'მომსახურების დროა'],
      type: 'list',
      settings: {
        filter: { field: 'xNextServiceOn', op: 'atMost', value: { from: 'today', plus: 14, unit: 'day' } },
        columns: columns('name', 'xMake', 'xModel', 'xOwner', 'xMileage', 'xNextServiceOn', 'xLastVisitAt'),
        sort: 'xNextServiceOn',
      },
    },
    inspections: {
      noun: 'xVehicle',
      name: ['Inspections running out', 'Заканчивается техосмотр', 'Изтичащ ГТП', 'Տեխզննման ժամկետն անցնում է', 'იწურება ტექდათვალიერება'],
      type: 'list',
      settings: {
        filter: { field: 'xInspectionUntil', op: 'atMost', value: { from: 'today', plus: 30, unit: 'day' } },
        columns: columns('name', 'xMake', 'xModel', 'xOwner', 'xInspectionUntil'),
        sort: 'xInspectionUntil',
      },
    },
  },
  processes: {
    afterRepair: {
      name: ['After a repair the owner is asked how the car runs', 'После ремонта владельца спрашивают, как ездит машина', 'След ремонт собственикът се пита как върви колата', 'Նորոգումից հետո տիրոջը հարցնում են, թե ինչպես է աշխատում մեքենան', 'შეკეთების შემდეგ მფლობელს ეკითხებიან, როგორ დადის მანქანა'],
      noun: 'xRepairOrder',
      start: { on: 'matches', filter: { field: 'xStatus', op: 'is', value: 'handedOver' } },
      task: ['Ask how the car runs: {{xVehicle}}', 'Спросить, как ездит машина: {{xVehicle}}', 'Попитай как върви колата: {{xVehicle}}', 'Հարցնել, թե ինչպես է աշխատում մեքենան՝ {{xVehicle}}', 'ვკითხოთ, როგორ დადის მანქანა: {{xVehicle}}'],
      ...{ kind: 'call', within: 3 },
    },
    serviceDue: {
      name: ['Two weeks before the next service the owner is invited', 'За две недели до ТО владельца приглашают в сервис', 'Две седмици преди обслужването собственикът се кани', 'Սպասարկումից երկու շաբաթ առաջ տիրոջը հրավիրում են', 'მომსახურებამდე ორი კვირით ადრე მფლობელს იწვევენ'],
      noun: 'xVehicle',
      start: byDate('xNextServiceOn', 'before', 14),
      task: ['Invite to the service: {{name}}', 'Пригласить на ТО: {{name}}', 'Покани за обслужване: {{name}}', 'Հրավիրել սպասարկման՝ {{name}}', 'მოვიწვიოთ მომსახურებაზე: {{name}}'],
      ...{ kind: 'call', within: 2 },
    },
  },
};
