import type { Preset } from '../preset.ts';
import { address, autonumber, boolean, choice, choices, columns, count, date, datetime, files, formula, longText, money, number, relation, rollUp, text } from '../preset-fields.ts';
import { holds, notBefore, statusBoard, within } from './common-parts.ts';
import { callLead } from './common-processes.ts';
import { common } from './common-words.ts';

const truck = ['Truck', 'Транспортное средство', 'Превозно средство', 'Տրանսպորտային միջոց', 'სატრანსპორტო საშუალება'] as const;
const shipment = ['Shipment', 'Грузоперевозка', 'Превоз', 'Բեռնափոխադրում', 'გადაზიდვა'] as const;

const bodies = {
  tilt: ['blue', 'Curtainsider', 'Тент', 'Брезент', 'Տենտ', 'ტენტი'],
  box: ['gray', 'Box', 'Фургон', 'Фургон', 'Ֆուրգոն', 'ფურგონი'],
  refrigerator: ['cyan', 'Refrigerated', 'Рефрижератор', 'Хладилен', 'Սառնարան', 'რეფრიჟერატორი'],
  tank: ['orange', 'Tanker', 'Цистерна', 'Цистерна', 'Ցիստեռն', 'ცისტერნა'],
  platform: ['violet', 'Flatbed', 'Открытая платформа', 'Платформа', 'Հարթակ', 'ღია პლატფორმა'],
  container: ['teal', 'Container chassis', 'Контейнеровоз', 'Контейнеровоз', 'Բեռնարկղատար', 'კონტეინერმზიდი'],
  van: ['lime', 'Van', 'Малотоннажный', 'Лекотоварен', 'Փոքր բեռնատար', 'მცირეტონაჟიანი'],
} as const;

/** Carriers and forwarders: shipments from enquiry to the signed papers, routes, vehicles and their papers, waybills, what each trip earned. */
export const transport: Preset = {
  name: 'transport',
  icon: 'truck',
  label: ['Transport and logistics', 'Транспорт и логистика', 'Транспорт и логистика', 'Տրանսպորտ և լոգիստիկա', 'ტრანსპორტი და ლოგისტიკა'],
  about: [
    'Shipments with cargo and margin, routes and rates, vehicles and their papers, waybills, what carriers are owed',
    'Перевозки с грузом и маржой, маршруты и ставки, транспорт и его документы, путевые листы, долги перевозчикам',
    'Превози с товар и марж, маршрути и навла, превозни средства и документите им, пътни листове, дължимо на превозвачи',
    'Փոխադրումներ՝ բեռով և շահույթով, երթուղիներ և սակագներ, մեքենաներ և դրանց փաստաթղթեր, ուղեգրեր, պարտքեր փոխադրողներին',
    'გადაზიდვები ტვირთითა და მარჟით, მარშრუტები და ტარიფები, მანქანები და მათი საბუთები, საგზურები, გადამზიდველების დავალიანება',
  ],
  nouns: {
    xRoute: {
      plural: 'x-routes',
      icon: 'map-pin',
      rights: 'directory',
      one: ['Route', 'Маршрут', 'Маршрут', 'Երթուղի', 'მარშრუტი'],
      many: ['Routes', 'Маршруты', 'Маршрути', 'Երթուղիներ', 'მარშრუტები'],
      title: ['From and to', 'Откуда и куда', 'Откъде докъде', 'Որտեղից ուր', 'საიდან სად'],
      fields: {
        xDistance: number(['Distance, km', 'Расстояние, км', 'Разстояние, км', 'Հեռավորություն, կմ', 'მანძილი, კმ'], 0, { required: true, min: 1 }),
        xTransitDays: number(['Days on the way', 'Дней в пути', 'Дни път', 'Օրեր ճանապարհին', 'დღეები გზაში'], 1),
        xRate: money(['Rate for customers', 'Ставка для клиента', 'Навло за клиенти', 'Սակագին հաճախորդի համար', 'ტარიფი კლიენტისთვის']),
        xCarrierRate: money(['Rate for carriers', 'Ставка перевозчика', 'Навло за превозвачи', 'Փոխադրողի սակագին', 'გადამზიდველის ტარიფი']),
        xBorders: text(['Border crossings', 'Погранпереходы', 'Гранични пунктове', 'Սահմանային անցակետեր', 'სასაზღვრო გამშვები პუნქტები']),
        xTolls: money(['Tolls and ferries', 'Платные дороги и паромы', 'Пътни такси и фериботи', 'Ճանապարհավճարներ և լաստանավեր', 'გზის მოსაკრებელი და ბორნები']),
        xShipments: count(['Shipments', 'Перевозок', 'Превози', 'Փոխադրումներ', 'გადაზიდვები'], 'xShipment', 'xRoute'),
      },
    },
    xTruck: {
      plural: 'x-trucks',
      icon: 'truck',
      rights: 'work',
      one: truck,
      many: ['Fleet', 'Автопарк', 'Автопарк', 'Ավտոպարկ', 'ავტოპარკი'],
      title: ['Registration number', 'Госномер', 'Регистрационен номер', 'Պետհամարանիշ', 'სახელმწიფო ნომერი'],
      fields: {
        xCarrier: relation(['Carrier (if not ours)', 'Перевозчик (если не наш)', 'Превозвач (ако не е наш)', 'Փոխադրող (եթե մերը չէ)', 'გადამზიდველი (თუ ჩვენი არ არის)'], 'company'),
        xBody: choice(['Body', 'Кузов', 'Каросерия', 'Թափք', 'ძარა'], bodies, { required: true }),
        xCapacity: number(['Payload, t', 'Грузоподъёмность, т', 'Товароносимост, т', 'Բեռնատարողություն, տ', 'ტვირთამწეობა, ტ'], 1),
        xVolume: number(['Volume, m³', 'Объём, м³', 'Обем, м³', 'Ծավալ, մ³', 'მოცულობა, მ³']),
        xDriver: relation(['Driver', 'Водитель', 'Шофьор', 'Վարորդ', 'მძღოლი'], 'person'),
        xStatus: choice(
          common.status,
          {
            free: ['green', 'Free', 'Свободно', 'Свободно', 'Ազատ', 'თავისუფალი'],
            onTrip: ['blue', 'On a trip', 'В рейсе', 'На курс', 'Երթի մեջ', 'რეისშია'],
            repair: ['orange', 'In repair', 'В ремонте', 'В ремонт', 'Նորոգման մեջ', 'რემონტშია'],
            off: ['red', 'Taken off', 'Списано', 'Извадено от употреба', 'Դուրս գրված', 'ჩამოწერილი'],
          },
          { default: 'free' },
        ),
        xInspectionUntil: date(['Inspection valid until', 'Техосмотр до', 'Технически преглед до', 'Տեխզննումը մինչև', 'ტექდათვალიერება თარიღამდე']),
        xInsuredUntil: date(['Insured until', 'Страховка до', 'Застраховка до', 'Ապահովագրված է մինչև', 'დაზღვეულია თარიღამდე']),
        xPermits: choices(['Permits', 'Разрешения', 'Разрешителни', 'Թույլտվություններ', 'ნებართვები'], {
          adr: ['orange', 'Dangerous goods (ADR)', 'Опасные грузы (ДОПОГ)', 'Опасни товари (ADR)', 'Վտանգավոր բեռներ (ADR)', 'სახიფათო ტვირთი (ADR)'],
          tir: ['blue', 'TIR carnet', 'Книжка МДП', 'ТИР карнет', 'TIR գրքույկ', 'TIR წიგნაკი'],
          cemt: ['violet', 'CEMT permit', 'Разрешение ЕКМТ', 'Разрешително СЕМТ', 'CEMT թույլտվություն', 'CEMT ნებართვა'],
          oversize: ['red', 'Oversize loads', 'Негабаритные грузы', 'Извънгабаритни товари', 'Մեծ եզրաչափի բեռներ', 'არაგაბარიტული ტვირთი'],
        }),
        xMileage: number(['Mileage, km', 'Пробег, км', 'Пробег, км', 'Վազք, կմ', 'გარბენი, კმ']),
        xFuelNorm: number(['Fuel norm, l per 100 km', 'Норма топлива, л/100 км', 'Разходна норма, л/100 км', 'Վառելիքի նորմա, լ/100 կմ', 'საწვავის ნორმა, ლ/100 კმ'], 1),
        xTrips: count(['Trips', 'Рейсов', 'Курсове', 'Երթեր', 'რეისები'], 'xWaybill', 'xTruck'),
      },
    },
    xShipment: {
      plural: 'x-shipments',
      icon: 'package',
      rights: 'work',
      one: shipment,
      many: ['Shipments', 'Грузоперевозки', 'Превози', 'Բեռնափոխադրումներ', 'გადაზიდვები'],
      title: ['Cargo', 'Груз', 'Товар', 'Բեռ', 'ტვირთი'],
      fields: {
        xNumber: autonumber(common.number, 'T-{YYYY}-{0000}'),
        xCustomer: relation(common.customer, 'company', { required: true }),
        xDeal: relation(common.deal, 'deal'),
        xRoute: relation(['Route', 'Маршрут', 'Маршрут', 'Երթուղի', 'მარშრუტი'], 'xRoute'),
        xMode: choice(
          ['By', 'Вид транспорта', 'Вид транспорт', 'Տրանսպորտի տեսակ', 'ტრანსპორტის სახე'],
          {
            road: ['blue', 'Road', 'Автомобильный', 'Автомобилен', 'Ավտոմոբիլային', 'საავტომობილო'],
            rail: ['gray', 'Rail', 'Железнодорожный', 'Железопътен', 'Երկաթուղային', 'სარკინიგზო'],
            sea: ['indigo', 'Sea', 'Морской', 'Морски', 'Ծովային', 'საზღვაო'],
            air: ['cyan', 'Air', 'Авиационный', 'Въздушен', 'Օդային', 'საჰაერო'],
            multimodal: ['violet', 'Multimodal', 'Мультимодальный', 'Мултимодален', 'Մուլտիմոդալ', 'მულტიმოდალური'],
          },
          { required: true, default: 'road' },
        ),
        xStatus: choice(
          common.status,
          {
            booked: ['gray', 'Booked', 'Заявка', 'Заявен', 'Պատվիրված', 'შეკვეთილი'],
            assigned: ['blue', 'Vehicle assigned', 'Назначен транспорт', 'Осигурен транспорт', 'Մեքենան նշանակված է', 'მანქანა დანიშნულია'],
            loading: ['cyan', 'Loading', 'Погрузка', 'Товарене', 'Բեռնում', 'იტვირთება'],
            onTheWay: ['violet', 'On the way', 'В пути', 'На път', 'Ճանապարհին', 'გზაშია'],
            customs: ['yellow', 'At customs', 'На таможне', 'На митница', 'Մաքսատանը', 'საბაჟოზე'],
            delivered: ['teal', 'Delivered', 'Доставлено', 'Доставен', 'Առաքված', 'მიტანილი'],
            papers: ['green', 'Papers received', 'Документы получены', 'Получени документи', 'Փաստաթղթերը ստացված են', 'საბუთები მიღებულია'],
            cancelled: ['red', ...common.cancelled],
          },
          { default: 'booked' },
        ),
        xFrom: address(['Loading at', 'Место погрузки', 'Място на товарене', 'Բեռնման վայր', 'დატვირთვის ადგილი']),
        xTo: address(['Unloading at', 'Место выгрузки', 'Място на разтоварване', 'Բեռնաթափման վայր', 'გადმოტვირთვის ადგილი']),
        xLoadAt: datetime(['Loading on', 'Погрузка (дата)', 'Товарене на', 'Բեռնման ժամանակ', 'დატვირთვის დრო'], { required: true }),
        xUnloadAt: datetime(['Unloading on', 'Выгрузка (дата)', 'Разтоварване на', 'Բեռնաթափման ժամանակ', 'გადმოტვირთვის დრო'], notBefore('xUnloadAt', 'xLoadAt')),
        xWeight: number(['Weight, t', 'Вес, т', 'Тегло, т', 'Քաշ, տ', 'წონა, ტ'], 3),
        xVolume: number(['Volume, m³', 'Объём, м³', 'Обем, м³', 'Ծավալ, մ³', 'მოცულობა, მ³'], 1),
        xPallets: number(['Pallets', 'Паллет', 'Палети', 'Պալետներ', 'პალეტები']),
        xBody: choice(['Body needed', 'Нужный кузов', 'Необходима каросерия', 'Պահանջվող թափք', 'საჭირო ძარა'], bodies, { visibleWhen: holds('xMode', 'road', 'multimodal') }),
        xTemperature: text(['Temperature', 'Температурный режим', 'Температурен режим', 'Ջերմաստիճան', 'ტემპერატურა'], { visibleWhen: holds('xBody', 'refrigerator'), requiredWhen: holds('xBody', 'refrigerator') }),
        xDangerous: boolean(['Dangerous goods', 'Опасный груз', 'Опасен товар', 'Վտանգավոր բեռ', 'სახიფათო ტვირთი']),
        xClass: text(['UN number and class', 'Номер ООН и класс', 'Номер по ООН и клас', 'ՄԱԿ-ի համար և դաս', 'გაეროს ნომერი და კლასი'], { visibleWhen: { field: 'xDangerous', op: 'is', value: true }, requiredWhen: { field: 'xDangerous', op: 'is', value: true } }),
        xTerms: choice(['Terms of delivery', 'Условия поставки', 'Условия на доставка', 'Առաքման պայմաններ', 'მიწოდების პირობები'], {
          exw: ['gray', 'EXW – from the works', 'EXW – с завода', 'EXW – франко завода', 'EXW – գործարանից', 'EXW – ქარხნიდან'],
          fca: ['blue', 'FCA – to the carrier', 'FCA – франко перевозчик', 'FCA – франко превозвача', 'FCA – փոխադրողին', 'FCA – გადამზიდველამდე'],
          cpt: ['teal', 'CPT – carriage paid', 'CPT – перевозка оплачена', 'CPT – превозът платен', 'CPT – վճարված փոխադրում', 'CPT – გადაზიდვა გადახდილია'],
          dap: ['violet', 'DAP – to the place', 'DAP – до места', 'DAP – доставено до място', 'DAP – մինչև տեղ', 'DAP – ადგილამდე'],
          ddp: ['green', 'DDP – duties paid', 'DDP – пошлины оплачены', 'DDP – митото платено', 'DDP – վճարված տուրքեր', 'DDP – ბაჟი გადახდილია'],
        }),
        xPrice: money(['Freight charged', 'Фрахт клиента', 'Навло за клиента', 'Վարձավճար հաճախորդից', 'ფრახტი კლიენტისგან']),
        xCarrier: relation(['Carrier', 'Перевозчик', 'Превозвач', 'Փոխադրող', 'გადამზიდველი'], 'company'),
        xCost: money(['Paid to the carrier', 'Оплата перевозчику', 'Плащане на превозвача', 'Վճար փոխադրողին', 'გადამზიდველის საფასური']),
        xMargin: formula(['Margin', 'Маржа', 'Марж', 'Շահույթ', 'მარჟა'], 'money', 'if(isEmpty(xCost), xPrice, xPrice - xCost)'),
        xCarrierPaid: boolean(['Carrier paid', 'Перевозчику оплачено', 'Платено на превозвача', 'Փոխադրողին վճարված է', 'გადამზიდველს გადახდილი აქვს']),
        xDamage: longText(['Damage or shortage', 'Повреждения, недостача', 'Щети и липси', 'Վնաս կամ պակասորդ', 'დაზიანება ან დანაკლისი']),
        xPapers: files(['CMR and papers', 'CMR и документы', 'ЧМР и документи', 'CMR և փաստաթղթեր', 'CMR და საბუთები'], { requiredWhen: { field: 'xStatus', op: 'is', value: 'papers' } }),
      },
    },
    xWaybill: {
      plural: 'x-waybills',
      icon: 'file-text',
      rights: 'work',
      one: ['Waybill', 'Путевой лист', 'Пътен лист', 'Ուղեգիր', 'საგზური'],
      many: ['Waybills', 'Путевые листы', 'Пътни листове', 'Ուղեգրեր', 'საგზურები'],
      title: ['Waybill number', 'Номер путевого листа', 'Номер на пътния лист', 'Ուղեգրի համար', 'საგზურის ნომერი'],
      fields: {
        xTruck: relation(truck, 'xTruck', { required: true }),
        xDriver: relation(['Driver', 'Водитель', 'Шофьор', 'Վարորդ', 'მძღოლი'], 'person', { required: true }),
        xShipment: relation(shipment, 'xShipment'),
        xLeftAt: datetime(['Left at', 'Выезд', 'Тръгване', 'Մեկնում', 'გასვლა'], { required: true }),
        xBackAt: datetime(['Back at', 'Возвращение', 'Връщане', 'Վերադարձ', 'დაბრუნება'], notBefore('xBackAt', 'xLeftAt')),
        xMileageOut: number(['Mileage when leaving', 'Пробег при выезде', 'Километраж при тръгване', 'Վազքը մեկնելիս', 'გარბენი გასვლისას'], 0, { required: true }),
        xMileageIn: number(['Mileage when back', 'Пробег при возвращении', 'Километраж при връщане', 'Վազքը վերադառնալիս', 'გარბენი დაბრუნებისას'], 0, {
          checks: [
            {
              refuseWhen: { field: 'xMileageIn', op: 'lessThan', value: { field: 'xMileageOut' } },
              message: ['The mileage can not go down.', 'Пробег не может уменьшиться.', 'Километражът не може да намалее.', 'Վազքը չի կարող նվազել։', 'გარბენი ვერ შემცირდება.'],
            },
          ],
        }),
        xKilometres: formula(['Kilometres driven', 'Пройдено км', 'Изминати километри', 'Անցած կիլոմետրեր', 'გავლილი კილომეტრები'], 'number', 'xMileageIn - xMileageOut', { scale: 0 }),
        xFuel: number(['Fuel used, l', 'Израсходовано топлива, л', 'Изразходвано гориво, л', 'Ծախսված վառելիք, լ', 'დახარჯული საწვავი, ლ'], 1),
        xConsumption: formula(['Litres per 100 km', 'Литров на 100 км', 'Литри на 100 км', 'Լիտր 100 կմ-ին', 'ლიტრი 100 კმ-ზე'], 'number', 'if(xMileageIn > xMileageOut, round(xFuel / (xMileageIn - xMileageOut) * 100, 1), 0)', { scale: 1 }),
        xExpenses: money(['Expenses on the way', 'Дорожные расходы', 'Пътни разходи', 'Ճանապարհածախս', 'გზის ხარჯები']),
      },
    },
  },
  fields: {
    company: {
      xTransportLicence: text(['Carrier’s licence', 'Лицензия перевозчика', 'Лиценз за превоз', 'Փոխադրողի լիցենզիա', 'გადამზიდველის ლიცენზია'], { search: true }),
      xCargoInsuredUntil: date(['Liability insured until', 'Ответственность застрахована до', 'Застраховка на отговорността до', 'Պատասխանատվությունն ապահովագրված է մինչև', 'პასუხისმგებლობა დაზღვეულია თარიღამდე']),
      xShipped: count(['Shipments ordered', 'Заказано перевозок', 'Поръчани превози', 'Պատվիրված փոխադրումներ', 'შეკვეთილი გადაზიდვები'], 'xShipment', 'xCustomer'),
      xCarrierOwed: rollUp(['Owed to the carrier', 'Долг перевозчику', 'Дължимо на превозвача', 'Պարտք փոխադրողին', 'გადამზიდველის დავალიანება'], 'money', {
        ...{ of: 'xShipment', by: 'xCarrier', measure: 'sum', field: 'xCost' },
        filter: { all: [{ field: 'xCarrierPaid', op: 'isNot', value: true }, holds('xStatus', 'delivered', 'papers')] },
      }),
    },
    person: {
      xDrivingLicence: choices(['Driving licence', 'Категории прав', 'Категории шофьорска книжка', 'Վարորդական իրավունքի կարգեր', 'მართვის მოწმობის კატეგორიები'], {
        b: ['gray', 'Class B', 'Категория B', 'Категория B', 'B կարգ', 'B კატეგორია'],
        c: ['blue', 'Class C', 'Категория C', 'Категория C', 'C կարգ', 'C კატეგორია'],
        ce: ['violet', 'Class CE', 'Категория CE', 'Категория CE', 'CE կարգ', 'CE კატეგორია'],
        d: ['teal', 'Class D', 'Категория D', 'Категория D', 'D կարգ', 'D კატეგორია'],
      }),
      xVisaUntil: date(['Visa valid until', 'Виза до', 'Виза до', 'Վիզան մինչև', 'ვიზა თარიღამდე']),
    },
    deal: {
      xLane: text(['Direction', 'Направление', 'Направление', 'Ուղղություն', 'მიმართულება']),
      xMonthlyTrips: number(['Trips a month', 'Рейсов в месяц', 'Курсове на месец', 'Երթեր ամսական', 'რეისი თვეში']),
      xCargoKind: text(['Kind of cargo', 'Характер груза', 'Вид товар', 'Բեռի տեսակ', 'ტვირთის სახე']),
    },
  },
  options: {
    'company.kinds': { xCarrier: ['orange', 'Carrier', 'Перевозчик', 'Превозвач', 'Փոխադրող', 'გადამზიდველი'] },
    'deal.lostReason': {
      xNoTruck: ['gray', 'No vehicle to be had', 'Не нашли транспорт', 'Няма свободен транспорт', 'Մեքենա չգտնվեց', 'მანქანა ვერ მოიძებნა'],
      xRateTooHigh: ['gray', 'Rate too high', 'Высокая ставка', 'Високо навло', 'Բարձր սակագին', 'მაღალი ტარიფი'],
    },
    'task.kind': { xTrackCall: ['violet', 'Where is the load', 'Где груз', 'Къде е товарът', 'Որտեղ է բեռը', 'სად არის ტვირთი'] },
  },
  pipelines: {
    freight: {
      name: ['Freight enquiries', 'Запросы на перевозку', 'Запитвания за превоз', 'Փոխադրման հարցումներ', 'გადაზიდვის მოთხოვნები'],
      stages: {
        enquiry: ['open', 10, 'gray', ...common.enquiry],
        calculated: ['open', 30, 'blue', 'Rate worked out', 'Ставка рассчитана', 'Изчислено навло', 'Սակագինը հաշվարկված է', 'ტარიფი გათვლილია'],
        offer: ['open', 50, 'violet', ...common.offerSent],
        trial: ['open', 75, 'orange', 'Trial shipment', 'Пробная перевозка', 'Пробен превоз', 'Փորձնական փոխադրում', 'საცდელი გადაზიდვა'],
        regular: ['won', 100, 'green', 'Contract for carriage', 'Договор перевозки', 'Договор за превоз', 'Փոխադրման պայմանագիր', 'გადაზიდვის ხელშეკრულება'],
        lost: ['lost', 0, 'red', ...common.declined],
      },
    },
  },
  views: {
    shipments: statusBoard('xShipment', 'xMargin'),
    schedule: { noun: 'xShipment', name: ['Loading and unloading', 'Погрузки и выгрузки', 'Товарене и разтоварване', 'Բեռնում և բեռնաթափում', 'დატვირთვა და გადმოტვირთვა'], type: 'calendar', settings: { calendar: { start: 'xLoadAt', end: 'xUnloadAt' } } },
    papersMissing: {
      noun: 'xShipment',
      name: ['Papers not yet back', 'Ждём документы', 'Чакат документи', 'Սպասվող փաստաթղթեր', 'მოსალოდნელი საბუთები'],
      type: 'list',
      settings: { filter: { field: 'xStatus', op: 'is', value: 'delivered' }, columns: columns('xNumber', 'name', 'xCustomer', 'xCarrier', 'xUnloadAt', 'xPrice', 'owner'), sort: 'xUnloadAt' },
    },
    margin: {
      noun: 'xShipment',
      name: ['Margin by customer', 'Маржа по клиентам', 'Марж по клиенти', 'Շահույթն ըստ հաճախորդների', 'მარჟა კლიენტებით'],
      type: 'grouped',
      settings: { group: [{ field: 'xCustomer' }, { field: 'xLoadAt', by: 'month' }], measures: [{ op: 'count' }, { op: 'sum', field: 'xPrice' }, { op: 'sum', field: 'xMargin' }] },
    },
    fleet: statusBoard('xTruck'),
    papersEnding: {
      noun: 'xTruck',
      name: ['Papers running out', 'Истекают документы', 'Изтичащи документи', 'Ժամկետն անցնող փաստաթղթեր', 'საბუთები, რომელთა ვადა იწურება'],
      type: 'list',
      settings: { filter: { any: [within('xInspectionUntil', 30), within('xInsuredUntil', 30)] }, columns: columns('name', 'xBody', 'xDriver', 'xInspectionUntil', 'xInsuredUntil', 'xStatus'), sort: 'xInsuredUntil' },
    },
    trips: {
      noun: 'xWaybill',
      name: ['Kilometres and fuel', 'Километры и топливо', 'Километри и гориво', 'Կիլոմետրեր և վառելիք', 'კილომეტრები და საწვავი'],
      type: 'grouped',
      settings: { group: [{ field: 'xTruck' }, { field: 'xLeftAt', by: 'month' }], measures: [{ op: 'count' }, { op: 'sum', field: 'xKilometres' }, { op: 'sum', field: 'xFuel' }, { op: 'avg', field: 'xConsumption' }] },
    },
  },
  processes: {
    callLead,
  },
};
