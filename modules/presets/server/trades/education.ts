import type { Preset } from '../preset.ts';
import { choice, choices, columns, count, date, formula, longText, member, money, number, percent, relation, text } from '../preset-fields.ts';
import { byDate, callLead } from './common-processes.ts';
import { common, weekdays } from './common-words.ts';

/** Courses and training centres: groups with free places, who learns in them, who still owes. */
export const education: Preset = {
  name: 'education',
  icon: 'school',
  label: ['Education', 'Образование', 'Образование и обучение', 'Կրթություն', 'განათლება'],
  about: [
    'Courses and groups with free places, enrolments, trial lessons, parents and payments',
    'Курсы и группы со свободными местами, зачисления, пробные занятия, родители и оплаты',
    'Курсове и групи със свободни места, записвания, пробни уроци, родители и плащания',
    'Դասընթացներ և ազատ տեղերով խմբեր, գրանցումներ, փորձնական դասեր, ծնողներ և վճարումներ',
    'კურსები და ჯგუფები თავისუფალი ადგილებით, ჩარიცხვები, საცდელი გაკვეთილები, მშობლები და გადახდები',
  ],
  nouns: {
    xCourse: {
      plural: 'x-courses',
      icon: 'book',
      rights: 'directory',
      one: ['Course', 'Курс', 'Курс', 'Դասընթաց', 'კურსი'],
      many: ['Courses', 'Курсы', 'Курсове', 'Դասընթացներ', 'კურსები'],
      fields: {
        xSubject: choice(['Subject', 'Направление', 'Направление', 'Ուղղություն', 'მიმართულება'], {
          languages: ['blue', 'Languages', 'Иностранные языки', 'Чужди езици', 'Օտար լեզուներ', 'უცხო ენები'],
          programming: ['violet', 'Programming', 'Программирование', 'Програмиране', 'Ծրագրավորում', 'პროგრამირება'],
          exams: ['orange', 'Exam preparation', 'Подготовка к экзаменам', 'Подготовка за изпити', 'Քննությունների պատրաստում', 'გამოცდებისთვის მომზადება'],
          business: ['teal', 'Business', 'Бизнес', 'Бизнес', 'Բիզնես', 'ბიზნესი'],
          design: ['pink', 'Design', 'Дизайн', 'Дизайн', 'Դիզայն', 'დიზაინი'],
          music: ['grape', 'Music', 'Музыка', 'Музика', 'Երաժշտություն', 'მუსიკა'],
          sport: ['green', 'Sport', 'Спорт', 'Спорт', 'Սպորտ', 'სპორტი'],
          preschool: ['yellow', 'Preschool', 'Дошкольное развитие', 'Предучилищна подготовка', 'Նախադպրոցական', 'სკოლამდელი'],
        }),
        xLevel: choice(['Level', 'Уровень', 'Ниво', 'Մակարդակ', 'დონე'], {
          beginner: ['green', 'Beginners', 'Начинающие', 'Начинаещи', 'Սկսնակներ', 'დამწყები'],
          intermediate: ['blue', 'Intermediate', 'Средний', 'Средно напреднали', 'Միջին', 'საშუალო'],
          advanced: ['violet', 'Advanced', 'Продвинутый', 'Напреднали', 'Բարձր', 'მაღალი'],
        }),
        xFormat: choice(['Way of teaching', 'Формат', 'Форма на обучение', 'Ձևաչափ', 'ფორმატი'], {
          inClass: ['teal', 'In class', 'Очно', 'Присъствено', 'Առկա', 'დასწრებული'],
          online: ['blue', 'Online', 'Онлайн', 'Онлайн обучение', 'Առցանց', 'ონლაინ'],
          mixed: ['violet', 'Mixed', 'Смешанный', 'Смесено', 'Խառը', 'შერეული'],
        }),
        xLessons: number(['Lessons', 'Занятий', 'Брой уроци', 'Դասերի թիվը', 'გაკვეთილები']),
        xPrice: money(common.price),
        xPlan: longText(['What is taught', 'Программа', 'Учебна програма', 'Ծրագիր', 'პროგრამა']),
      },
    },
    xGroup: {
      plural: 'x-groups',
      icon: 'users',
      rights: 'work',
      one: ['Group', 'Учебная группа', 'Учебна група', 'Խումբ', 'ჯგუფი'],
      many: ['Groups', 'Учебные группы', 'Учебни групи', 'Խմբեր', 'ჯგუფები'],
      fields: {
        xCourse: relation(['Course', 'Курс', 'Курс', 'Դասընթաց', 'კურსი'], 'xCourse', { required: true }),
        xTeacher: member(['Teacher', 'Преподаватель', 'Преподавател', 'Դասավանդող', 'მასწავლებელი']),
        xStatus: choice(
          common.status,
          {
            enrolling: ['blue', 'Enrolling', 'Идёт набор', 'Набира се', 'Հավաքագրվում է', 'მიმდინარეობს მიღება'],
            running: ['green', 'Running', 'Идут занятия', 'Провежда се', 'Դասերն ընթանում են', 'მიმდინარეობს სწავლა'],
            finished: ['gray', ...common.finished],
            cancelled: ['red', ...common.cancelled],
          },
          { default: 'enrolling' },
        ),
        xStartOn: date(common.startOn),
        xEndOn: date(common.endOn, { checks: [{ refuseWhen: { field: 'xEndOn', op: 'lessThan', value: { field: 'xStartOn' } }, message: common.endsFirst }] }),
        xDays: choices(['Days', 'Дни занятий', 'Дни', 'Դասերի օրեր', 'გაკვეთილის დღეები'], weekdays),
        xTime: text(['Time', 'Время', 'Час', 'Ժամ', 'დრო']),
        xRoom: text(['Classroom', 'Аудитория', 'Зала', 'Լսարան', 'აუდიტორია']),
        xSeats: number(['Places', 'Мест', 'Места', 'Տեղեր', 'ადგილები']),
        xStudents: count(['Students', 'Учеников', 'Курсисти', 'Սովորողներ', 'მოსწავლეები'], 'xEnrolment', 'xGroup', { field: 'xStatus', op: 'isAnyOf', value: ['trial', 'studying', 'paused'] }),
        xFree: formula(['Free places', 'Свободных мест', 'Свободни места', 'Ազատ տեղեր', 'თავისუფალი ადგილები'], 'number', 'xSeats - coalesce(xStudents, 0)', { scale: 0 }),
      },
    },
    xEnrolment: {
      plural: 'x-enrolments',
      icon: 'certificate',
      rights: 'work',
      one: ['Enrolment', 'Зачисление', 'Записване', 'Գրանցում դասընթացին', 'ჩარიცხვა'],
      many: ['Enrolments', 'Зачисления', 'Записвания', 'Գրանցումներ դասընթացներին', 'ჩარიცხვები'],
      title: ['Contract number', 'Номер договора', 'Номер на договора', 'Պայմանագրի համար', 'ხელშეკრულების ნომერი'],
      fields: {
        xStudent: relation(['Student', 'Ученик', 'Курсист', 'Սովորող', 'მოსწავლე'], 'person', { required: true }),
        xGroup: relation(['Group', 'Группа', 'Група', 'Խումբ', 'ჯგუფი'], 'xGroup'),
        xPayer: relation(['Who pays', 'Плательщик', 'Платец', 'Վճարող', 'გადამხდელი'], 'person'),
        xDeal: relation(common.deal, 'deal'),
        xStatus: choice(
          common.status,
          {
            applied: ['gray', 'Applied', 'Подал заявку', 'Подал заявка', 'Հայտ է ներկայացրել', 'განაცხადი შეტანილია'],
            trial: ['blue', 'Trial lesson', 'Пробное занятие', 'Пробен урок', 'Փորձնական դաս', 'საცდელი გაკვეთილი'],
            studying: ['green', 'Studying', 'Учится', 'Учи', 'Սովորում է', 'სწავლობს'],
            paused: ['yellow', 'Taking a break', 'Перерыв в занятиях', 'Прекъсване', 'Ընդմիջում', 'შესვენება'],
            finished: ['teal', 'Has finished', 'Окончил курс', 'Завършил', 'Ավարտել է', 'დაასრულა'],
            left: ['red', 'Has left', 'Отчислен', 'Отказал се', 'Դուրս է եկել', 'მიატოვა'],
          },
          { default: 'applied' },
        ),
        xFee: money(['Tuition fee', 'Стоимость обучения', 'Такса за обучение', 'Ուսման վարձ', 'სწავლის საფასური']),
        xDiscount: percent(common.discount, { min: 0, max: 100 }),
        xDue: formula(['To be paid', 'К оплате', 'За плащане', 'Վճարման ենթակա', 'გადასახდელი'], 'money', 'round(xFee * (100 - coalesce(xDiscount, 0)) / 100, 2)'),
        xPaid: money(common.paidAmount),
        xDebt: formula(common.balance, 'money', 'if(isEmpty(xPaid), xDue, xDue - xPaid)'),
        xPayUntil: date(['To be paid by', 'Оплатить до', 'Срок за плащане', 'Վճարել մինչև', 'გადახდის ვადა']),
      },
    },
  },
  fields: {
    person: {
      xParent: relation(['Parent', 'Родитель', 'Родител', 'Ծնող', 'მშობელი'], 'person'),
      xSchool: text(['School and class', 'Школа и класс', 'Училище и клас', 'Դպրոց և դասարան', 'სკოლა და კლასი']),
      xTestResult: text(['Level test', 'Тест на уровень', 'Тест за ниво', 'Մակարդակի թեստ', 'დონის ტესტი']),
      xCourses: count(['Courses taken', 'Пройдено курсов', 'Завършени курсове', 'Ավարտած դասընթացներ', 'გავლილი კურსები'], 'xEnrolment', 'xStudent', { field: 'xStatus', op: 'is', value: 'finished' }),
    },
    deal: {
      xCourse: relation(['Course of interest', 'Интересующий курс', 'Желан курс', 'Հետաքրքրող դասընթաց', 'სასურველი კურსი'], 'xCourse'),
      xLearner: relation(['Who will learn', 'Кто будет учиться', 'Кой ще учи', 'Ով է սովորելու', 'ვინ ისწავლის'], 'person'),
      xTrialOn: date(['Trial lesson on', 'Дата пробного занятия', 'Дата на пробния урок', 'Փորձնական դասի օրը', 'საცდელი გაკვეთილის თარიღი']),
    },
  },
  options: {
    'deal.lostReason': {
      xSchedule: ['gray', 'Timetable does not suit', 'Не подошло расписание', 'Неподходящ график', 'Դասացուցակը հարմար չէ', 'განრიგი არ აწყობს'],
      xFarAway: ['gray', 'Too far away', 'Далеко добираться', 'Далече е', 'Հեռու է', 'შორს არის'],
    },
    'task.kind': { xTrial: ['violet', 'Trial lesson', 'Пробное занятие', 'Пробен урок', 'Փորձնական դաս', 'საცდელი გაკვეთილი'] },
  },
  pipelines: {
    admissions: {
      name: ['Admissions', 'Набор учеников', 'Прием на курсисти', 'Ընդունելություն', 'მიღება'],
      stages: {
        enquiry: ['open', 5, 'gray', ...common.enquiry],
        consulted: ['open', 20, 'blue', 'Advised', 'Консультация проведена', 'Проведена консултация', 'Խորհրդատվությունն անցկացված է', 'კონსულტაცია ჩატარდა'],
        trialBooked: ['open', 40, 'cyan', 'Trial lesson booked', 'Записан на пробное занятие', 'Записан за пробен урок', 'Գրանցված փորձնական դասի', 'ჩაწერილია საცდელ გაკვეთილზე'],
        trialHeld: ['open', 65, 'violet', 'Trial lesson held', 'Пробное занятие прошло', 'Проведен пробен урок', 'Փորձնական դասն անցկացված է', 'საცდელი გაკვეთილი ჩატარდა'],
        contract: ['open', 85, 'orange', 'Contract being signed', 'Подписание договора', 'Подписване на договор', 'Պայմանագրի կնքում', 'ხელშეკრულების გაფორმება'],
        paid: ['won', 100, 'green', 'Enrolled', 'Зачислен', 'Записан', 'Գրանցված', 'ჩაირიცხა'],
        lost: ['lost', 0, 'red', ...common.declined],
      },
    },
  },
  views: {
    freePlaces: {
      noun: 'xGroup',
      name: ['With free places', 'Есть места', 'Със свободни места', 'Ազատ տեղերով', 'თავისუფალი ადგილებით'],
      type: 'list',
      settings: {
        filter: {
          all: [
            { field: 'xFree', op: 'greaterThan', value: 0 },
            { field: 'xStatus', op: 'isAnyOf', value: ['enrolling', 'running'] },
          ],
        },
        columns: columns('name', 'xCourse', 'xTeacher', 'xDays', 'xTime', 'xStartOn', 'xFree'),
        sort: 'xStartOn',
      },
    },
    timetable: { noun: 'xGroup', name: common.calendar, type: 'calendar', settings: { calendar: { start: 'xStartOn', end: 'xEndOn' } } },
    enrolments: { noun: 'xEnrolment', name: common.board, type: 'board', settings: { board: 'xStatus', measures: [{ op: 'count' }, { op: 'sum', field: 'xDue' }] } },
    debts: {
      noun: 'xEnrolment',
      name: ['Still owe', 'Должники', 'Дължат', 'Պարտքեր', 'დავალიანებები'],
      type: 'list',
      settings: {
        filter: {
          all: [
            { field: 'xDebt', op: 'greaterThan', value: 0 },
            { field: 'xStatus', op: 'isAnyOf', value: ['studying', 'finished'] },
          ],
        },
        columns: columns('name', 'xStudent', 'xPayer', 'xGroup', 'xDue', 'xPaid', 'xDebt', 'xPayUntil'),
        sort: 'xPayUntil',
      },
    },
    trials: {
      noun: 'deal',
      name: ['Trial lessons', 'Пробные занятия', 'Пробни уроци', 'Փորձնական դասեր', 'საცდელი გაკვეთილები'],
      type: 'calendar',
      settings: { filter: { field: 'status', op: 'is', value: 'open' }, calendar: { start: 'xTrialOn' } },
    },
  },
  processes: {
    callLead,
    afterTrial: {
      name: ['After a trial lesson the learner is called', 'После пробного занятия звонят ученику', 'След пробния урок се обаждат на курсиста', 'Փորձնական դասից հետո զանգում են սովորողին', 'საცდელი გაკვეთილის შემდეგ მოსწავლეს ურეკავენ'],
      noun: 'deal',
      start: byDate('xTrialOn', 'after', 1),
      filter: { field: 'status', op: 'is', value: 'open' },
      task: ['Ask how the trial lesson was: {{name}}', 'Спросить, как прошло пробное занятие: {{name}}', 'Попитай как мина пробният урок: {{name}}', 'Հարցնել, թե ինչպես անցավ փորձնական դասը՝ {{name}}', 'ვკითხოთ, როგორ ჩაიარა საცდელმა გაკვეთილმა: {{name}}'],
      ...{ kind: 'call', within: 0 },
    },
  },
};
