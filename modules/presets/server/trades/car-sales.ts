import type { Preset } from '../preset.ts';
import { boolean, choice, columns, count, date, datetime, files, formula, longText, money, number, relation, text } from '../preset-fields.ts';
import { byDate, callLead } from './common-processes.ts';
import { common } from './common-words.ts';

const carWords = ['Car', 'Автомобиль', 'Автомобил', 'Ավտոմեքենա', 'ავტომობილი'] as const;

/** Car dealers: the cars in stock and on the way, test drives, trade-in, credit and leasing. */
export const carSales: Preset = {
  name: 'carSales',
  icon: 'key',
  label: ['Car sales', 'Продажа автомобилей', 'Продажба на автомобили', 'Ավտոմեքենաների վաճառք', 'ავტომობილების გაყიდვა'],
  about: [
    'Cars in stock and on the way, test drives, trade-in, credit and leasing',
    'Автомобили на складе и в пути, тест-драйвы, трейд-ин, кредит и лизинг',
    'Автомобили на склад и на път, тестови шофирания, обратно изкупуване, кредит и лизинг',
    'Պահեստում և ճանապարհին գտնվող մեքենաներ, փորձնական վարում, հետգնում, վարկ և լիզինգ',
    'ავტომობილები საწყობში და გზაში, სატესტო მართვა, ძველის ჩაბარება, კრედიტი და ლიზინგი',
  ],
  nouns: {
    xStockCar: {
      plural: 'x-stock-cars',
      icon: 'car',
      rights: 'work',
      one: ['Car in stock', 'Автомобиль на складе', 'Автомобил на склад', 'Մեքենա պահեստում', 'ავტომობილი საწყობში'],
      many: ['Cars in stock', 'Автомобили на складе', 'Автомобили на склад', 'Մեքենաներ պահեստում', 'ავტომობილები საწყობში'],
      title: ['Make and model', 'Марка и модель', 'Марка и модел', 'Մակնիշ և մոդել', 'მარკა და მოდელი'],
      fields: {
        xClass: choice(
          ['Class', 'Класс', 'Клас', 'Դաս', 'კლასი'],
          {
            passenger: ['blue', 'Passenger car', 'Легковой', 'Лек автомобил', 'Մարդատար', 'მსუბუქი'],
            commercial: ['orange', 'Commercial vehicle', 'Коммерческий', 'Товарен', 'Առևտրային', 'კომერციული'],
          },
          { required: true },
        ),
        xBody: choice(
          ['Body', 'Кузов', 'Купе', 'Թափք', 'ძარა'],
          {
            sedan: ['gray', 'Saloon', 'Седан', 'Седан', 'Սեդան', 'სედანი'],
            hatchback: ['gray', 'Hatchback', 'Хэтчбек', 'Хечбек', 'Հեչբեկ', 'ჰეჩბეკი'],
            estate: ['gray', 'Estate', 'Универсал', 'Комби', 'Ունիվերսալ', 'უნივერსალი'],
            offRoad: ['teal', 'Off-roader', 'Внедорожник', 'Джип', 'Ամենագնաց', 'მაღალი გამავლობის'],
            van: ['violet', 'Van', 'Фургон', 'Ван', 'Ֆուրգոն', 'ფურგონი'],
            pickup: ['violet', 'Pickup', 'Пикап', 'Пикап', 'Պիկապ', 'პიკაპი'],
            truck: ['orange', 'Lorry', 'Грузовик', 'Камион', 'Բեռնատար', 'სატვირთო'],
          },
          {
            offeredWith: {
              field: 'xClass',
              options: {
                ...{ sedan: ['passenger'], hatchback: ['passenger'], estate: ['passenger'], offRoad: ['passenger'] },
                ...{ van: ['commercial'], truck: ['commercial'], pickup: ['passenger', 'commercial'] },
              },
            },
          },
        ),
        xVin: text(['Chassis number', 'Номер кузова', 'Номер на рама', 'Թափքի համար', 'ძარის ნომერი'], { search: true }),
        xYear: number(['Year', 'Год выпуска', 'Година', 'Թողարկման տարի', 'გამოშვების წელი']),
        xUsed: boolean(['Used', 'С пробегом', 'Употребяван', 'Օգտագործված', 'ნახმარი']),
        xMileage: number(['Mileage, km', 'Пробег, км', 'Пробег, км', 'Վազք, կմ', 'გარბენი, კმ'], 0, {
          visibleWhen: { field: 'xUsed', op: 'is', value: true },
        }),
        xFuel: choice(['Fuel', 'Топливо', 'Гориво', 'Վառելիք', 'საწვავი'], {
          petrol: ['gray', 'Petrol', 'Бензин', 'Бензин', 'Բենզին', 'ბენზინი'],
          diesel: ['gray', 'Diesel', 'Дизель', 'Дизел', 'Դիզել', 'დიზელი'],
          hybrid: ['green', 'Hybrid', 'Гибрид', 'Хибрид', 'Հիբրիդ', 'ჰიბრიდი'],
          electric: ['teal', 'Electric', 'Электро', 'Електрически', 'Էլեկտրական', 'ელექტრო'],
          gas: ['yellow', 'Gas', 'Газ', 'Газ', 'Գազ', 'აირი'],
        }),
        xStatus: choice(
          common.status,
          {
            ordered: ['gray', 'Ordered', 'Заказан', 'Поръчан', 'Պատվիրված', 'შეკვეთილი'],
            onTheWay: ['violet', 'On the way', 'В пути', 'На път', 'Ճանապարհին', 'გზაშია'],
            inStock: ['blue', 'In stock', 'На складе', 'На склад', 'Պահեստում', 'საწყობშია'],
            reserved: ['orange', 'Reserved', 'Зарезервирован', 'Запазен', 'Ամրագրված', 'დაჯავშნილი'],
            sold: ['green', 'Sold', 'Продан', 'Продаден', 'Վաճառված', 'გაყიდული'],
          },
          { default: 'inStock' },
        ),
        xArrivedOn: date(['Arrived on', 'Дата поступления', 'Дата на получаване', 'Ստացման ամսաթիվ', 'მიღების თარიღი']),
        xDaysInStock: formula(['Days in stock', 'Дней на складе', 'Дни на склад', 'Օրեր պահեստում', 'დღეები საწყობში'], 'number', 'if(isEmpty(xArrivedOn) or xStatus = "sold", 0, daysBetween(xArrivedOn, today()))', { scale: 0 }),
        xPrice: money(common.price),
        xReservedFor: relation(['Reserved for', 'Зарезервирован за', 'Запазен за', 'Ամրագրված է', 'დაჯავშნილია'], 'person', {
          visibleWhen: { field: 'xStatus', op: 'isAnyOf', value: ['reserved', 'sold'] },
        }),
        xTestDrives: count(['Test drives', 'Тест-драйвы', 'Тестови шофирания', 'Փորձնական վարումներ', 'სატესტო მართვები'], 'xTestDrive', 'xCar'),
        xPhotos: files(common.photos),
      },
    },
    xTestDrive: {
      plural: 'x-test-drives',
      icon: 'calendar-event',
      rights: 'work',
      one: ['Test drive', 'Тест-драйв', 'Тестово шофиране', 'Փորձնական վարում', 'სატესტო მართვა'],
      many: ['Test drives', 'Тест-драйвы', 'Тестови шофирания', 'Փորձնական վարումներ', 'სატესტო მართვები'],
      fields: {
        xPerson: relation(common.customer, 'person', { required: true }),
        xCar: relation(carWords, 'xStockCar', { required: true }),
        xAt: datetime(['When', 'Когда', 'Кога', 'Երբ', 'როდის'], { required: true }),
        xOutcome: choice(common.result, {
          buys: ['green', 'Wants to buy', 'Хочет купить', 'Иска да купи', 'Ուզում է գնել', 'სურს ყიდვა'],
          thinks: ['yellow', 'Thinks it over', 'Думает', 'Обмисля', 'Մտածում է', 'ფიქრობს'],
          other: ['blue', 'Looks at another car', 'Смотрит другой автомобиль', 'Гледа друг автомобил', 'Այլ մեքենա է դիտում', 'სხვა ავტომობილს ათვალიერებს'],
          no: ['gray', 'Does not want it', 'Не подошёл', 'Не го иска', 'Չի ուզում', 'არ სურს'],
        }),
        xImpression: longText(['What was said', 'Что сказал клиент', 'Какво каза клиентът', 'Ինչ ասաց հաճախորդը', 'რა თქვა კლიენტმა']),
      },
    },
  },
  fields: {
    deal: {
      xStockCar: relation(carWords, 'xStockCar'),
      xCarFinancing: choice(['Financing', 'Финансирование', 'Финансиране', 'Ֆինանսավորում', 'დაფინანსება'], {
        own: ['gray', 'Own money', 'Собственные средства', 'Собствени средства', 'Սեփական միջոցներ', 'საკუთარი თანხა'],
        credit: ['blue', 'Car credit', 'Автокредит', 'Автокредит', 'Ավտովարկ', 'ავტოსესხი'],
        leasing: ['violet', 'Leasing', 'Лизинг', 'Лизинг', 'Լիզինգ', 'ლიზინგი'],
      }),
      xTradeIn: text(['Car taken back', 'Автомобиль в трейд-ин', 'Обратно изкупен автомобил', 'Հետ վերցվող մեքենա', 'ჩასაბარებელი ავტომობილი']),
      xTradeInValue: money(['Value of the car taken back', 'Оценка трейд-ин', 'Оценка на обратно изкупения', 'Հետ վերցվող մեքենայի գին', 'ჩასაბარებლის ფასი']),
      xHandOverOn: date(['Handed over on', 'Дата выдачи', 'Дата на предаване', 'Հանձնման ամսաթիվ', 'გადაცემის თარიღი']),
    },
  },
  options: {
    'deal.lostReason': {
      xBoughtElsewhere: ['gray', 'Bought from another dealer', 'Купил у другого дилера', 'Купи от друг дилър', 'Գնեց այլ վաճառողից', 'სხვა დილერისგან იყიდა'],
      xCreditRefused: ['gray', 'Credit refused', 'Отказ банка', 'Отказан кредит', 'Բանկը մերժեց', 'ბანკმა უარი თქვა'],
    },
    'task.kind': { xTestDriveTask: ['teal', 'Test drive', 'Тест-драйв', 'Тестово шофиране', 'Փորձնական վարում', 'სატესტო მართვა'] },
  },
  pipelines: {
    sale: {
      name: ['Sale of a car', 'Продажа автомобиля', 'Продажба на автомобил', 'Մեքենայի վաճառք', 'ავტომობილის გაყიდვა'],
      stages: {
        enquiry: ['open', 10, 'gray', ...common.enquiry],
        visit: ['open', 25, 'blue', 'Visit to the showroom', 'Визит в салон', 'Посещение в салона', 'Այց սրահ', 'ვიზიტი სალონში'],
        testDrive: ['open', 45, 'cyan', 'Test drive', 'Тест-драйв', 'Тестово шофиране', 'Փորձնական վարում', 'სატესტო მართვა'],
        offer: ['open', 60, 'violet', ...common.offerSent],
        financing: ['open', 75, 'orange', 'Financing being agreed', 'Согласование финансирования', 'Договаряне на финансиране', 'Ֆինանսավորման համաձայնեցում', 'დაფინანსების შეთანხმება'],
        contract: ['open', 90, 'teal', 'Contract and deposit', 'Договор и задаток', 'Договор и капаро', 'Պայմանագիր և կանխավճար', 'ხელშეკრულება და ბე'],
        handedOver: ['won', 100, 'green', 'Handed over', 'Выдан', 'Предаден', 'Հանձնված', 'გადაცემული'],
        lost: ['lost', 0, 'red', ...common.declined],
      },
    },
  },
  views: {
    stock: {
      noun: 'xStockCar',
      name: common.board,
      type: 'board',
      settings: { board: 'xStatus', measures: [{ op: 'count' }, { op: 'sum', field: 'xPrice' }] },
    },
    longInStock: {
      noun: 'xStockCar',
      name: ['Longest in stock', 'Дольше всего на складе', 'Най-дълго на склад', 'Ամենաերկար պահեստում', 'ყველაზე დიდხანს საწყობში'],
      type: 'list',
      settings: {
        filter: { field: 'xDaysInStock', op: 'greaterThan', value: 60 },
        columns: columns('name', 'xClass', 'xBody', 'xYear', 'xPrice', 'xDaysInStock'),
        sort: '-xDaysInStock',
      },
    },
    drives: { noun: 'xTestDrive', name: common.calendar, type: 'calendar', settings: { calendar: { start: 'xAt' } } },
    byBody: {
      noun: 'xStockCar',
      name: ['By body', 'По типу кузова', 'По купе', 'Ըստ թափքի', 'ძარის მიხედვით'],
      type: 'grouped',
      settings: { group: [{ field: 'xBody' }], measures: [{ op: 'count' }, { op: 'sum', field: 'xPrice' }] },
    },
  },
  processes: {
    callLead,
    afterTestDrive: {
      name: ['After a test drive the customer is called', 'После тест-драйва клиенту звонят', 'След тест драйв на клиента се обаждат', 'Փորձնական վարումից հետո հաճախորդին զանգում են', 'სატესტო მგზავრობის შემდეგ კლიენტს ურეკავენ'],
      noun: 'xTestDrive',
      start: byDate('xAt', 'after', 1),
      task: ['Ask how they liked the car: {{xPerson}}', 'Спросить, понравилась ли машина: {{xPerson}}', 'Попитай хареса ли колата: {{xPerson}}', 'Հարցնել, արդյոք մեքենան դուր եկավ՝ {{xPerson}}', 'ვკითხოთ, მოეწონა თუ არა მანქანა: {{xPerson}}'],
      ...{ kind: 'call', within: 0 },
    },
  },
};
