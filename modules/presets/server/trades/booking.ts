import type { Preset } from '../preset.ts';
import { boolean, choice, columns, count, date, datetime, formula, longText, member, money, number, relation, rollUp, text } from '../preset-fields.ts';
import { byDate } from './common-processes.ts';
import { common } from './common-words.ts';

/** Beauty salons and clinics: who comes when and to whom, what of a package is left, who does not turn up. */
export const booking: Preset = {
  name: 'booking',
  icon: 'scissors',
  label: ['Beauty salon and clinic', 'Салон красоты и клиника', 'Салон за красота и клиника', 'Գեղեցկության սրահ և կլինիկա', 'სილამაზის სალონი და კლინიკა'],
  about: [
    'Appointments by specialist, packages of visits, contraindications and no-shows',
    'Запись к специалистам, абонементы, противопоказания и неявки',
    'Записване при специалисти, абонаменти, противопоказания и неявявания',
    'Գրանցում մասնագետների մոտ, աբոնեմենտներ, հակացուցումներ և չներկայանալու դեպքեր',
    'ჩაწერა სპეციალისტებთან, აბონემენტები, უკუჩვენებები და გამოუცხადებლობა',
  ],
  nouns: {
    xAppointment: {
      plural: 'x-appointments',
      icon: 'calendar-event',
      rights: 'work',
      one: ['Appointment', 'Запись на приём', 'Записан час', 'Այցի գրանցում', 'ვიზიტი'],
      many: ['Appointments', 'Записи на приём', 'Записани часове', 'Այցերի գրանցումներ', 'ვიზიტები'],
      title: ['What for', 'Цель визита', 'Повод', 'Այցի նպատակը', 'ვიზიტის მიზანი'],
      fields: {
        xClient: relation(common.customer, 'person', { required: true }),
        xService: relation(common.service, 'product'),
        xSpecialist: member(['Specialist', 'Специалист', 'Специалист', 'Մասնագետ', 'სპეციალისტი'], { required: true }),
        xStartAt: datetime(['Begins', 'Начало', 'Начало', 'Սկիզբ', 'დაწყება'], { required: true }),
        xEndAt: datetime(['Ends', 'Окончание', 'Край', 'Ավարտ', 'დასრულება'], {
          checks: [{ refuseWhen: { field: 'xEndAt', op: 'lessThan', value: { field: 'xStartAt' } }, message: common.endsFirst }],
        }),
        xRoom: text(['Room or chair', 'Кабинет или кресло', 'Кабинет или стол', 'Կաբինետ կամ աթոռ', 'კაბინეტი ან სავარძელი']),
        xStatus: choice(
          common.status,
          {
            booked: ['gray', 'Booked', 'Записан', 'Записан', 'Գրանցված', 'ჩაწერილი'],
            confirmed: ['blue', 'Confirmed', 'Подтверждён', 'Потвърден', 'Հաստատված', 'დადასტურებული'],
            arrived: ['violet', 'Has come', 'Пришёл', 'Дошъл', 'Ներկայացել է', 'მოვიდა'],
            done: ['green', 'Served', 'Обслужен', 'Обслужен', 'Սպասարկված', 'მომსახურებული'],
            noShow: ['red', 'Did not come', 'Не пришёл', 'Не се яви', 'Չի ներկայացել', 'არ გამოცხადდა'],
            cancelled: ['orange', 'Cancelled', 'Отменён', 'Отменен', 'Չեղարկված', 'გაუქმებული'],
          },
          { default: 'booked' },
        ),
        xPackage: relation(['On the package', 'По абонементу', 'По абонамент', 'Աբոնեմենտով', 'აბონემენტით'], 'xPackage'),
        xPrice: money(common.price),
        xPaid: boolean(common.paid),
        xNotes: longText(['Notes of the specialist', 'Заметки специалиста', 'Бележки на специалиста', 'Մասնագետի նշումները', 'სპეციალისტის ჩანაწერები']),
      },
    },
    xPackage: {
      plural: 'x-packages',
      icon: 'credit-card',
      rights: 'work',
      one: ['Package of visits', 'Абонемент', 'Абонамент', 'Աբոնեմենտ', 'აბონემენტი'],
      many: ['Packages of visits', 'Абонементы', 'Абонаменти', 'Աբոնեմենտներ', 'აბონემენტები'],
      fields: {
        xClient: relation(common.customer, 'person', { required: true }),
        xService: relation(common.service, 'product'),
        xVisits: number(['Visits paid for', 'Оплачено визитов', 'Платени посещения', 'Վճարված այցեր', 'გადახდილი ვიზიტები'], 0, { required: true }),
        xUsed: count(['Visits used', 'Использовано визитов', 'Използвани посещения', 'Օգտագործված այցեր', 'გამოყენებული ვიზიტები'], 'xAppointment', 'xPackage', {
          field: 'xStatus',
          op: 'is',
          value: 'done',
        }),
        xLeft: formula(['Visits left', 'Осталось визитов', 'Оставащи посещения', 'Մնացած այցեր', 'დარჩენილი ვიზიტები'], 'number', 'xVisits - coalesce(xUsed, 0)', { scale: 0 }),
        xPrice: money(common.price),
        xSoldOn: date(['Sold on', 'Дата продажи', 'Дата на продажба', 'Վաճառքի ամսաթիվ', 'გაყიდვის თარიღი']),
        xValidUntil: date(['Valid until', 'Действует до', 'Валиден до', 'Գործում է մինչև', 'ძალაშია თარიღამდე']),
      },
    },
  },
  fields: {
    person: {
      xSpecialist: member(['Usual specialist', 'Постоянный специалист', 'Обичаен специалист', 'Մշտական մասնագետ', 'მუდმივი სპეციალისტი']),
      xContraindications: longText(['Allergies and contraindications', 'Аллергии и противопоказания', 'Алергии и противопоказания', 'Ալերգիաներ և հակացուցումներ', 'ალერგიები და უკუჩვენებები']),
      xHealthConsent: boolean(['Agrees to health data being kept', 'Согласие на обработку медицинских данных', 'Съгласие за обработка на здравни данни', 'Համաձայն է բժշկական տվյալների մշակմանը', 'თანახმაა ჯანმრთელობის მონაცემების დამუშავებაზე']),
      xVisits: count(['Visits', 'Визитов', 'Посещения', 'Այցեր', 'ვიზიტების რაოდენობა'], 'xAppointment', 'xClient', { field: 'xStatus', op: 'is', value: 'done' }),
      xNoShows: count(['Times did not come', 'Неявок', 'Неявявания', 'Չներկայանալու դեպքեր', 'გამოუცხადებლობა'], 'xAppointment', 'xClient', { field: 'xStatus', op: 'is', value: 'noShow' }),
      xLastVisitAt: rollUp(['Last visit', 'Последний визит', 'Последно посещение', 'Վերջին այցը', 'ბოლო ვიზიტი'], 'datetime', {
        ...{ of: 'xAppointment', by: 'xClient', measure: 'max', field: 'xStartAt' },
        filter: { field: 'xStatus', op: 'is', value: 'done' },
      }),
    },
    product: {
      xMinutes: number(['Takes, minutes', 'Длительность, минут', 'Продължителност, минути', 'Տևողություն, րոպե', 'ხანგრძლივობა, წუთი']),
      xAftercare: longText(['Care afterwards', 'Уход после процедуры', 'Грижа след процедурата', 'Խնամք միջամտությունից հետո', 'მოვლა პროცედურის შემდეგ']),
    },
  },
  options: {
    'deal.lostReason': {
      xNoTime: ['gray', 'No suitable time', 'Нет удобного времени', 'Няма удобен час', 'Հարմար ժամ չկա', 'მოსახერხებელი დრო არ არის'],
      xContraindicated: ['gray', 'Contraindicated', 'Противопоказано', 'Противопоказано', 'Հակացուցված է', 'უკუნაჩვენებია'],
    },
    'task.kind': { xReminder: ['teal', 'Reminder of a visit', 'Напоминание о визите', 'Напомняне за час', 'Այցի հիշեցում', 'ვიზიტის შეხსენება'] },
  },
  pipelines: {
    firstVisit: {
      name: ['First visits', 'Первичные клиенты', 'Първи посещения', 'Առաջին այցեր', 'პირველადი ვიზიტები'],
      stages: {
        enquiry: ['open', 10, 'gray', ...common.enquiry],
        booked: ['open', 40, 'blue', 'Consultation booked', 'Записан на консультацию', 'Записан за консултация', 'Գրանցված խորհրդատվության', 'ჩაწერილია კონსულტაციაზე'],
        consulted: ['open', 60, 'violet', 'Consultation held', 'Консультация проведена', 'Проведена консултация', 'Խորհրդատվությունն անցկացված է', 'კონსულტაცია ჩატარდა'],
        plan: ['open', 75, 'orange', 'Treatment plan offered', 'Предложен план лечения', 'Предложен план за лечение', 'Առաջարկված է բուժման պլան', 'შეთავაზებულია მკურნალობის გეგმა'],
        course: ['won', 100, 'green', 'Course bought', 'Курс оплачен', 'Платен курс', 'Կուրսը վճարված է', 'კურსი გადახდილია'],
        lost: ['lost', 0, 'red', ...common.declined],
      },
    },
  },
  views: {
    schedule: {
      noun: 'xAppointment',
      name: ['Schedule', 'Расписание', 'График', 'Գրաֆիկ', 'განრიგი'],
      type: 'calendar',
      settings: {
        filter: { field: 'xStatus', op: 'isNot', value: 'cancelled' },
        calendar: { start: 'xStartAt', end: 'xEndAt' },
        colors: [
          { filter: { field: 'xStatus', op: 'is', value: 'noShow' }, color: 'red' },
          { filter: { field: 'xStatus', op: 'is', value: 'confirmed' }, color: 'blue' },
          { filter: { field: 'xStatus', op: 'is', value: 'done' }, color: 'green' },
        ],
      },
    },
    specialists: {
      noun: 'xAppointment',
      name: ['By specialist', 'По специалистам', 'По специалисти', 'Ըստ մասնագետների', 'სპეციალისტების მიხედვით'],
      type: 'board',
      settings: { board: 'xSpecialist', filter: { field: 'xStartAt', op: 'atLeast', value: { from: 'today' } }, sort: 'xStartAt' },
    },
    unpaid: {
      noun: 'xAppointment',
      name: ['Served and not paid', 'Обслужены, не оплачено', 'Обслужени, неплатени', 'Սպասարկված, չվճարված', 'მომსახურებული, გადაუხდელი'],
      type: 'list',
      settings: {
        filter: {
          all: [
            { field: 'xStatus', op: 'is', value: 'done' },
            { field: 'xPaid', op: 'isNot', value: true },
            { field: 'xPackage', op: 'isEmpty' },
          ],
        },
        columns: columns('name', 'xClient', 'xService', 'xStartAt', 'xPrice', 'xSpecialist'),
      },
    },
    packages: {
      noun: 'xPackage',
      name: ['Almost used up', 'Заканчиваются', 'На изчерпване', 'Գրեթե սպառված', 'იწურება'],
      type: 'list',
      settings: {
        filter: { field: 'xLeft', op: 'atMost', value: 1 },
        columns: columns('name', 'xClient', 'xVisits', 'xUsed', 'xLeft', 'xValidUntil'),
        sort: 'xLeft',
      },
    },
    silent: {
      noun: 'person',
      name: ['Not here for three months', 'Не были три месяца', 'Не са идвали три месеца', 'Երեք ամիս չեն եղել', 'სამი თვეა არ ყოფილან'],
      type: 'list',
      settings: {
        filter: { field: 'xLastVisitAt', op: 'lessThan', value: { from: 'today', plus: -3, unit: 'month' } },
        columns: columns('name', 'phones', 'xVisits', 'xLastVisitAt', 'xSpecialist'),
        sort: '-xLastVisitAt',
      },
    },
  },
  processes: {
    afterVisit: {
      name: ['After a visit the client is asked how it was', 'После визита у клиента спрашивают, всё ли понравилось', 'След посещение клиентът се пита как е минало', 'Այցից հետո հաճախորդին հարցնում են տպավորության մասին', 'ვიზიტის შემდეგ კლიენტს შთაბეჭდილებას ეკითხებიან'],
      noun: 'xAppointment',
      start: byDate('xStartAt', 'after', 1),
      filter: { field: 'xStatus', op: 'is', value: 'done' },
      task: ['Ask how the visit was: {{xClient}}', 'Спросить, как прошёл визит: {{xClient}}', 'Попитай как мина посещението: {{xClient}}', 'Հարցնել, թե ինչպես անցավ այցը՝ {{xClient}}', 'ვკითხოთ, როგორ ჩაიარა ვიზიტმა: {{xClient}}'],
      ...{ kind: 'call', within: 0 },
    },
  },
};
