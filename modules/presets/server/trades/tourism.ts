import type { Preset } from '../preset.ts';
import { choice, columns, count, date, files, formula, links, longText, money, number, relation, richText, rollUp, text } from '../preset-fields.ts';
import { byDate, callLead } from './common-processes.ts';
import { common } from './common-words.ts';

/** Travel agencies and operators: who travels where and when, what is paid, whose visa is missing. */
export const tourism: Preset = {
  name: 'tourism',
  icon: 'plane',
  label: ['Travel agency', 'Туристическое агентство', 'Туристическа агенция', 'Տուրիստական գործակալություն', 'ტურისტული სააგენტო'],
  about: [
    'Tours and bookings, travellers and visas, prepayments and departures',
    'Туры и бронирования, туристы и визы, предоплаты и даты вылета',
    'Екскурзии и резервации, пътуващи и визи, авансови плащания и отпътувания',
    'Ուղևորություններ և ամրագրումներ, ուղևորներ և վիզաներ, կանխավճարներ և մեկնումներ',
    'ტურები და ჯავშნები, მოგზაურები და ვიზები, ავანსები და გამგზავრებები',
  ],
  nouns: {
    xTour: {
      plural: 'x-tours',
      icon: 'map-pin',
      rights: 'directory',
      one: ['Tour', 'Тур', 'Екскурзия', 'Ուղևորություն', 'ტური'],
      many: ['Tours', 'Туры', 'Екскурзии', 'Ուղևորություններ', 'ტურები'],
      fields: {
        xKind: choice(['Kind of holiday', 'Вид отдыха', 'Вид почивка', 'Հանգստի տեսակ', 'დასვენების სახეობა'], {
          beach: ['yellow', 'Beach', 'Пляжный', 'Морска почивка', 'Ծովափնյա', 'ზღვისპირა'],
          sights: ['blue', 'Sightseeing', 'Экскурсионный', 'Екскурзия', 'Ճանաչողական', 'საექსკურსიო'],
          ski: ['cyan', 'Skiing', 'Горнолыжный', 'Ски', 'Լեռնադահուկային', 'სათხილამურო'],
          health: ['green', 'Health resort', 'Лечебный', 'Балнеолечение', 'Առողջարանային', 'სამკურნალო'],
          cruise: ['indigo', 'Cruise', 'Круиз', 'Круиз', 'Նավագնացություն', 'კრუიზი'],
          hiking: ['lime', 'Hiking', 'Пеший', 'Планински поход', 'Քայլարշավ', 'ლაშქრობა'],
          pilgrimage: ['violet', 'Pilgrimage', 'Паломнический', 'Поклонническо пътуване', 'Ուխտագնացություն', 'პილიგრიმობა'],
        }),
        xCountry: text(['Country', 'Страна', 'Държава', 'Երկիր', 'ქვეყანა'], { search: true }),
        xResort: text(['Resort or city', 'Курорт или город', 'Курорт или град', 'Հանգստավայր կամ քաղաք', 'კურორტი ან ქალაქი'], { search: true }),
        xOperator: relation(['Tour operator', 'Туроператор', 'Туроператор', 'Տուրօպերատոր', 'ტუროპერატორი'], 'company'),
        xDays: number(['Days', 'Дней', 'Дни', 'Օրեր', 'დღეები']),
        xSeats: number(['Seats', 'Мест', 'Места', 'Տեղեր', 'ადგილები']),
        xBooked: rollUp(['Seats booked', 'Занято мест', 'Заети места', 'Ամրագրված տեղեր', 'დაჯავშნილი ადგილები'], 'number', {
          ...{ of: 'xBooking', by: 'xTour', measure: 'sum', field: 'xTravellerCount' },
          filter: { field: 'xStatus', op: 'isNot', value: 'cancelled' },
        }),
        xFree: formula(['Seats free', 'Свободно мест', 'Свободни места', 'Ազատ տեղեր', 'თავისუფალი ადგილები'], 'number', 'xSeats - coalesce(xBooked, 0)', { scale: 0 }),
        xPrice: money(['Price a person', 'Цена на человека', 'Цена на човек', 'Գինը մեկ անձի համար', 'ფასი ერთ პირზე']),
        xNextDepartureOn: date(['Next departure', 'Ближайший выезд', 'Следващо отпътуване', 'Մոտակա մեկնումը', 'უახლოესი გამგზავრება']),
        xProgramme: richText(['Programme by day', 'Программа по дням', 'Програма по дни', 'Ծրագիրն ըստ օրերի', 'პროგრამა დღეების მიხედვით']),
      },
    },
    xBooking: {
      plural: 'x-bookings',
      icon: 'plane',
      rights: 'work',
      one: ['Booking', 'Бронирование', 'Резервация', 'Ամրագրում', 'ჯავშანი'],
      many: ['Bookings', 'Бронирования', 'Резервации', 'Ամրագրումներ', 'ჯავშნები'],
      title: ['Booking number', 'Номер брони', 'Номер на резервацията', 'Ամրագրման համար', 'ჯავშნის ნომერი'],
      fields: {
        xCustomer: relation(['Who books', 'Заказчик', 'Възложител', 'Պատվիրատու', 'დამკვეთი'], 'person', { required: true }),
        xTravellers: links(['Travellers', 'Туристы', 'Пътуващи', 'Ուղևորներ', 'მოგზაურები'], 'person'),
        xTravellerCount: number(['Number of travellers', 'Количество туристов', 'Брой пътуващи', 'Ուղևորների թիվը', 'მოგზაურთა რაოდენობა']),
        xTour: relation(['Tour', 'Тур', 'Екскурзия', 'Ուղևորություն', 'ტური'], 'xTour'),
        xDeal: relation(common.deal, 'deal'),
        xStatus: choice(
          common.status,
          {
            request: ['gray', 'Requested', 'Заявка', 'Заявка', 'Հայտ', 'განაცხადი'],
            reserved: ['blue', 'Reserved', 'Забронировано', 'Резервирано', 'Ամրագրված', 'დაჯავშნილი'],
            confirmed: ['cyan', 'Confirmed by the operator', 'Подтверждено оператором', 'Потвърдено от оператора', 'Հաստատված օպերատորի կողմից', 'ოპერატორმა დაადასტურა'],
            paid: ['violet', 'Paid in full', 'Полностью оплачено', 'Изцяло платено', 'Ամբողջությամբ վճարված', 'სრულად გადახდილი'],
            documents: ['teal', 'Documents handed over', 'Документы выданы', 'Документите са предадени', 'Փաստաթղթերը տրված են', 'დოკუმენტები გადაცემულია'],
            travelled: ['green', 'Have travelled', 'Поездка состоялась', 'Пътуването премина', 'Ուղևորությունը կայացել է', 'მოგზაურობა შედგა'],
            cancelled: ['red', ...common.cancelled],
          },
          { default: 'request' },
        ),
        xDepartOn: date(['Departure', 'Вылет', 'Отпътуване', 'Մեկնում', 'გამგზავრება'], { required: true }),
        xReturnOn: date(['Return', 'Возвращение', 'Завръщане', 'Վերադարձ', 'დაბრუნება'], {
          checks: [{ refuseWhen: { field: 'xReturnOn', op: 'lessThan', value: { field: 'xDepartOn' } }, message: common.endsFirst }],
        }),
        xNights: formula(['Nights', 'Ночей', 'Нощувки', 'Գիշերներ', 'ღამეები'], 'number', 'daysBetween(xDepartOn, xReturnOn)', { scale: 0 }),
        xHotel: text(['Hotel', 'Отель', 'Хотел', 'Հյուրանոց', 'სასტუმრო'], { search: true }),
        xMeals: choice(['Meals', 'Питание', 'Изхранване', 'Սնունդ', 'კვება'], {
          none: ['gray', 'No meals', 'Без питания', 'Без изхранване', 'Առանց սննդի', 'კვების გარეშე'],
          breakfast: ['blue', 'Breakfast', 'Завтраки', 'Закуска', 'Նախաճաշ', 'საუზმე'],
          halfBoard: ['teal', 'Half board', 'Полупансион', 'Полупансион', 'Կիսապանսիոն', 'ნახევარპანსიონი'],
          fullBoard: ['green', 'Full board', 'Полный пансион', 'Пълен пансион', 'Լրիվ պանսիոն', 'სრული პანსიონი'],
          allInclusive: ['violet', 'All inclusive', 'Всё включено', 'Ол инклузив', 'Ամեն ինչ ներառված', 'ყველაფერი შედის'],
        }),
        xVisa: choice(['Visa', 'Виза', 'Виза', 'Մուտքի արտոնագիր (վիզա)', 'ვიზა'], {
          notNeeded: ['gray', 'Not needed', 'Не нужна', 'Не се изисква', 'Պետք չէ', 'არ სჭირდება'],
          collecting: ['yellow', 'Papers being collected', 'Собираем документы', 'Събиране на документи', 'Փաստաթղթերի հավաքում', 'საბუთების შეგროვება'],
          submitted: ['blue', 'Handed in', 'Подана', 'Подадена', 'Ներկայացված', 'ჩაბარებული'],
          issued: ['green', 'Issued', 'Выдана', 'Издадена', 'Տրամադրված', 'გაცემული'],
          refused: ['red', ...common.refused],
        }),
        xTotal: money(['Price of the trip', 'Стоимость поездки', 'Цена на пътуването', 'Ուղևորության արժեքը', 'მოგზაურობის ღირებულება']),
        xPrepaid: money(common.paidAmount),
        xBalance: formula(common.balance, 'money', 'if(isEmpty(xPrepaid), xTotal, xTotal - xPrepaid)'),
        xBalanceUntil: date(['Balance due by', 'Доплатить до', 'Доплащане до', 'Վերջնավճարի ժամկետ', 'დარჩენილი თანხის ვადა']),
        xDocuments: files(['Vouchers and tickets', 'Ваучеры и билеты', 'Ваучери и билети', 'Վաուչերներ և տոմսեր', 'ვაუჩერები და ბილეთები']),
      },
    },
  },
  fields: {
    person: {
      xPassport: text(['Passport number', 'Номер загранпаспорта', 'Номер на паспорта', 'Անձնագրի համար', 'პასპორტის ნომერი']),
      xPassportUntil: date(['Passport valid until', 'Паспорт действителен до', 'Паспорт, валиден до', 'Անձնագիրը վավեր է մինչև', 'პასპორტი ძალაშია თარიღამდე']),
      xCitizenship: text(['Citizenship', 'Гражданство', 'Гражданство', 'Քաղաքացիություն', 'მოქალაქეობა']),
      xTravelWishes: longText(['Travel wishes', 'Пожелания к отдыху', 'Предпочитания за пътуване', 'Ճամփորդական նախասիրություններ', 'სამოგზაურო სურვილები']),
      xTrips: count(['Trips with us', 'Поездок с нами', 'Пътувания с нас', 'Ուղևորություններ մեզ հետ', 'მოგზაურობები ჩვენთან'], 'xBooking', 'xCustomer', { field: 'xStatus', op: 'is', value: 'travelled' }),
    },
    deal: {
      xWhereTo: text(['Where to', 'Куда', 'Накъде', 'Ուր', 'სად'], { search: true }),
      xWhen: text(['When', 'Когда', 'Кога', 'Երբ', 'როდის']),
      xAdults: number(['Adults', 'Взрослых', 'Възрастни', 'Մեծահասակներ', 'ზრდასრულები']),
      xChildren: number(['Children', 'Детей', 'Деца', 'Երեխաներ', 'ბავშვები']),
      xTripBudget: money(['Budget of the trip', 'Бюджет поездки', 'Бюджет за пътуването', 'Ուղևորության բյուջե', 'მოგზაურობის ბიუჯეტი']),
    },
  },
  options: {
    'company.kinds': {
      xTourOperator: ['blue', 'Tour operator', 'Туроператор', 'Туроператор', 'Տուրօպերատոր', 'ტუროპერატორი'],
      xHotel: ['violet', 'Hotel', 'Отель', 'Хотел', 'Հյուրանոց', 'სასტუმრო'],
    },
    'deal.lostReason': {
      xOtherDates: ['gray', 'Dates do not suit', 'Не подошли даты', 'Неподходящи дати', 'Օրերը հարմար չեն', 'თარიღები არ ემთხვევა'],
      xVisaRefused: ['gray', 'Visa refused', 'Отказ в визе', 'Отказана виза', 'Վիզան մերժվել է', 'ვიზაზე უარი'],
    },
  },
  pipelines: {
    tours: {
      name: ['Tour sales', 'Продажа туров', 'Продажба на екскурзии', 'Ուղևորությունների վաճառք', 'ტურების გაყიდვა'],
      stages: {
        enquiry: ['open', 5, 'gray', ...common.enquiry],
        selection: ['open', 20, 'blue', 'Choosing options', 'Подбор вариантов', 'Подбор на варианти', 'Տարբերակների ընտրություն', 'ვარიანტების შერჩევა'],
        offer: ['open', 40, 'cyan', ...common.offerSent],
        reserved: ['open', 65, 'violet', 'Reserved', 'Забронировано', 'Резервирано', 'Ամրագրված', 'დაჯავშნილი'],
        prepaid: ['open', 85, 'orange', 'Prepaid', 'Внесена предоплата', 'Платен аванс', 'Կանխավճարը տրված է', 'ავანსი გადახდილია'],
        paid: ['won', 100, 'green', 'Paid in full', 'Полностью оплачено', 'Изцяло платено', 'Ամբողջությամբ վճարված', 'სრულად გადახდილი'],
        lost: ['lost', 0, 'red', ...common.declined],
      },
    },
  },
  views: {
    bookings: {
      noun: 'xBooking',
      name: common.board,
      type: 'board',
      settings: { board: 'xStatus', measures: [{ op: 'count' }, { op: 'sum', field: 'xTotal' }] },
    },
    departures: {
      noun: 'xBooking',
      name: ['Departures', 'Вылеты', 'Отпътувания', 'Մեկնումներ', 'გამგზავრებები'],
      type: 'calendar',
      settings: { filter: { field: 'xStatus', op: 'isNot', value: 'cancelled' }, calendar: { start: 'xDepartOn', end: 'xReturnOn' } },
    },
    balances: {
      noun: 'xBooking',
      name: ['To be paid up', 'Ждут доплаты', 'За доплащане', 'Վերջնավճարի սպասող', 'დასაფარი'],
      type: 'list',
      settings: {
        filter: {
          all: [
            { field: 'xBalance', op: 'greaterThan', value: 0 },
            { field: 'xStatus', op: 'isNoneOf', value: ['cancelled', 'travelled'] },
          ],
        },
        columns: columns('name', 'xCustomer', 'xDepartOn', 'xTotal', 'xPrepaid', 'xBalance', 'xBalanceUntil'),
        sort: 'xBalanceUntil',
      },
    },
    visas: {
      noun: 'xBooking',
      name: ['Visas', 'Визы', 'Визи', 'Վիզաներ', 'ვიზები'],
      type: 'board',
      settings: { board: 'xVisa', filter: { field: 'xVisa', op: 'isNot', value: 'notNeeded' } },
    },
    tours: {
      noun: 'xTour',
      name: ['With free seats', 'Есть места', 'Със свободни места', 'Ազատ տեղերով', 'თავისუფალი ადგილებით'],
      type: 'list',
      settings: {
        filter: { field: 'xFree', op: 'greaterThan', value: 0 },
        columns: columns('name', 'xCountry', 'xResort', 'xDays', 'xPrice', 'xFree', 'xNextDepartureOn'),
        sort: 'xNextDepartureOn',
      },
    },
  },
  processes: {
    callLead,
    afterTrip: {
      name: ['After the return travellers are asked how it was', 'После возвращения туристов спрашивают о поездке', 'След завръщането туристите се питат за пътуването', 'Վերադարձից հետո ճանապարհորդներին հարցնում են ուղևորության մասին', 'დაბრუნების შემდეგ მოგზაურებს მგზავრობაზე ეკითხებიან'],
      noun: 'xBooking',
      start: byDate('xReturnOn', 'after', 2),
      filter: { field: 'xStatus', op: 'isNot', value: 'cancelled' },
      task: ['Ask how the trip was: {{xCustomer}}', 'Спросить, как прошла поездка: {{xCustomer}}', 'Попитай как мина пътуването: {{xCustomer}}', 'Հարցնել, թե ինչպես անցավ ուղևորությունը՝ {{xCustomer}}', 'ვკითხოთ, როგორ ჩაიარა მგზავრობამ: {{xCustomer}}'],
      ...{ kind: 'call', within: 0 },
    },
  },
};
