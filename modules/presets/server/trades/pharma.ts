import type { Preset } from '../preset.ts';
import { autonumber, boolean, choice, choices, columns, count, date, datetime, files, links, longText, member, money, number, relation, rollUp, text } from '../preset-fields.ts';
import { holds, statusBoard } from './common-parts.ts';
import { common } from './common-words.ts';

const doctor = ['Doctor', 'Врач', 'Лекар', 'Բժիշկ', 'ექიმი'] as const;
const medicine = ['Medicine', 'Препарат', 'Лекарствен продукт', 'Դեղամիջոց', 'პრეპარატი'] as const;

/** Makers and distributors of medicines: visits to doctors and pharmacies, samples, what stands on the shelf, reactions reported. */
export const pharma: Preset = {
  name: 'pharma',
  icon: 'stethoscope',
  label: ['Pharmaceuticals', 'Фармацевтика', 'Фармация', 'Դեղագործություն', 'ფარმაცევტიკა'],
  about: [
    'Visits to doctors and pharmacies, samples by batch, what stands on the shelf, adverse reactions reported',
    'Визиты к врачам и в аптеки, образцы по сериям, наличие на полке, сообщения о побочных реакциях',
    'Посещения при лекари и в аптеки, мостри по партиди, наличност на рафта, съобщения за нежелани реакции',
    'Այցեր բժիշկների մոտ և դեղատներ, նմուշներ ըստ սերիաների, առկայություն դարակներում, կողմնակի ազդեցությունների հաղորդումներ',
    'ვიზიტები ექიმებთან და აფთიაქებში, ნიმუშები სერიების მიხედვით, მარაგი თაროზე, შეტყობინებები გვერდით მოვლენებზე',
  ],
  nouns: {
    xRepVisit: {
      plural: 'x-rep-visits',
      icon: 'stethoscope',
      rights: 'work',
      one: ['Representative’s visit', 'Визит представителя', 'Посещение на представител', 'Ներկայացուցչի այց', 'წარმომადგენლის ვიზიტი'],
      many: ['Representatives’ visits', 'Визиты представителей', 'Посещения на представители', 'Ներկայացուցիչների այցեր', 'წარმომადგენელთა ვიზიტები'],
      title: ['Aim of the visit', 'Цель визита', 'Цел на посещението', 'Այցի նպատակը', 'ვიზიტის მიზანი'],
      fields: {
        xKind: choice(
          common.kind,
          {
            doctor: ['blue', 'To a doctor', 'К врачу', 'При лекар', 'Բժշկի մոտ', 'ექიმთან'],
            pharmacy: ['green', 'To a pharmacy', 'В аптеку', 'В аптека', 'Դեղատուն', 'აფთიაქში'],
            group: ['violet', 'Talk to a group', 'Групповая презентация', 'Групова презентация', 'Խմբային ներկայացում', 'ჯგუფური პრეზენტაცია'],
            remote: ['cyan', 'By video or telephone', 'Дистанционный', 'Дистанционно', 'Հեռավար', 'დისტანციური'],
          },
          { required: true, default: 'doctor' },
        ),
        xDoctor: relation(doctor, 'person', { requiredWhen: { field: 'xKind', op: 'is', value: 'doctor' } }),
        xPlace: relation(['Clinic or pharmacy', 'Клиника или аптека', 'Клиника или аптека', 'Կլինիկա կամ դեղատուն', 'კლინიკა ან აფთიაქი'], 'company', {
          requiredWhen: { field: 'xKind', op: 'is', value: 'pharmacy' },
        }),
        xAt: datetime(['When', 'Когда', 'Кога', 'Երբ', 'როდის'], { required: true }),
        xStatus: choice(
          common.status,
          {
            planned: ['gray', ...common.planned],
            held: ['green', 'Took place', 'Состоялся', 'Проведено', 'Կայացել է', 'შედგა'],
            moved: ['yellow', 'Put off', 'Перенесён', 'Отложено', 'Հետաձգված', 'გადაიდო'],
            cancelled: ['red', ...common.cancelled],
          },
          { default: 'planned' },
        ),
        xMedicines: links(['Medicines presented', 'Представленные препараты', 'Представени продукти', 'Ներկայացված դեղամիջոցներ', 'წარდგენილი პრეპარატები'], 'product'),
        xAttitude: choice(['Readiness to prescribe', 'Готовность назначать', 'Готовност за предписване', 'Նշանակելու պատրաստակամություն', 'დანიშვნის მზაობა'], {
          unaware: ['gray', 'Does not know it', 'Не знает', 'Не го познава', 'Չգիտի', 'არ იცნობს'],
          aware: ['blue', 'Knows it', 'Знает', 'Познава го', 'Գիտի', 'იცნობს'],
          tries: ['yellow', 'Tries it', 'Пробует', 'Пробва го', 'Փորձում է', 'ცდის'],
          prescribes: ['green', 'Prescribes it regularly', 'Назначает постоянно', 'Предписва го редовно', 'Նշանակում է մշտապես', 'მუდმივად ნიშნავს'],
        }),
        xObjections: longText(['Objections and questions', 'Возражения и вопросы', 'Възражения и въпроси', 'Առարկություններ և հարցեր', 'შენიშვნები და კითხვები']),
        xAgreed: longText(['What was agreed', 'О чём договорились', 'Какво е договорено', 'Ինչ է պայմանավորվել', 'რა შეთანხმდა'], { requiredWhen: { field: 'xStatus', op: 'is', value: 'held' } }),
        xJointWith: member(['Visited together with', 'Совместно с', 'Съвместно с', 'Համատեղ այց', 'ერთობლივად']),
        xSamples: rollUp(['Samples left', 'Оставлено образцов', 'Оставени мостри', 'Թողնված նմուշներ', 'დატოვებული ნიმუშები'], 'number', { of: 'xSample', by: 'xVisit', measure: 'sum', field: 'xQuantity' }),
      },
    },
    xSample: {
      plural: 'x-samples',
      icon: 'package',
      rights: 'work',
      one: ['Sample handed over', 'Выдача образцов', 'Предоставени мостри', 'Նմուշների հանձնում', 'ნიმუშის გადაცემა'],
      many: ['Samples handed over', 'Выданные образцы', 'Мостри', 'Հանձնված նմուշներ', 'გადაცემული ნიმუშები'],
      title: ['Batch', 'Серия', 'Партида', 'Սերիա', 'სერია'],
      fields: {
        xMedicine: relation(medicine, 'product', { required: true }),
        xDoctor: relation(['Who received them', 'Кто получил', 'Кой ги получи', 'Ով է ստացել', 'ვინ მიიღო'], 'person', { required: true }),
        xVisit: relation(['At the visit', 'На визите', 'При посещение', 'Այցի ընթացքում', 'ვიზიტზე'], 'xRepVisit'),
        xQuantity: number(['Packs', 'Упаковок', 'Опаковки', 'Տուփեր', 'შეკვრა'], 0, { required: true, min: 1 }),
        xGivenOn: date(['Handed over on', 'Дата выдачи', 'Дата на предаване', 'Հանձնման ամսաթիվ', 'გადაცემის თარიღი'], { required: true }),
        xExpiresOn: date(['Use before', 'Годен до', 'Годен до дата', 'Պիտանի է մինչև', 'ვარგისია თარიღამდე'], {
          checks: [
            {
              refuseWhen: { field: 'xExpiresOn', op: 'lessThan', value: { field: 'xGivenOn' } },
              message: ['Samples past their date may not be handed over.', 'Просроченные образцы выдавать нельзя.', 'Мостри с изтекъл срок не се предоставят.', 'Ժամկետանց նմուշներ չի կարելի հանձնել։', 'ვადაგასული ნიმუშის გადაცემა არ შეიძლება.'],
            },
          ],
        }),
        xReceipt: files(['Signed receipt', 'Подписанная расписка', 'Подписана разписка', 'Ստորագրված ստացական', 'ხელმოწერილი ხელწერილი']),
      },
    },
    xShelfCheck: {
      plural: 'x-shelf-checks',
      icon: 'clipboard-list',
      rights: 'work',
      one: ['Shelf check', 'Проверка полки', 'Проверка на рафта', 'Դարակի ստուգում', 'თაროს შემოწმება'],
      many: ['Shelf checks', 'Проверки полки', 'Проверки на рафта', 'Դարակների ստուգումներ', 'თაროების შემოწმებები'],
      fields: {
        xPharmacy: relation(['Pharmacy', 'Аптека', 'Аптека', 'Դեղատուն', 'აფთიაქი'], 'company', { required: true }),
        xMedicine: relation(medicine, 'product', { required: true }),
        xOn: date(['Checked on', 'Дата проверки', 'Дата на проверката', 'Ստուգման ամսաթիվ', 'შემოწმების თარიღი'], { required: true }),
        xInStock: boolean(['There is some', 'Есть в наличии', 'Има наличност', 'Առկա է', 'არის მარაგში']),
        xPacks: number(['Packs on the shelf', 'Упаковок на полке', 'Опаковки на рафта', 'Տուփեր դարակում', 'შეკვრა თაროზე'], 0, { visibleWhen: { field: 'xInStock', op: 'is', value: true } }),
        xRetailPrice: money(['Retail price', 'Розничная цена', 'Цена на дребно', 'Մանրածախ գին', 'საცალო ფასი']),
        xCompetitors: text(['Beside it on the shelf', 'Конкуренты рядом', 'Конкуренти до него', 'Մրցակիցներ կողքին', 'კონკურენტები გვერდით']),
        xPhoto: files(common.photos),
      },
    },
    xReaction: {
      plural: 'x-reactions',
      icon: 'flag',
      rights: 'work',
      one: ['Adverse reaction', 'Побочная реакция', 'Нежелана реакция', 'Կողմնակի ազդեցություն', 'გვერდითი მოვლენა'],
      many: ['Adverse reactions', 'Побочные реакции', 'Нежелани реакции', 'Կողմնակի ազդեցություններ', 'გვერდითი მოვლენები'],
      title: ['What was noticed', 'Что наблюдалось', 'Какво е наблюдавано', 'Ինչ է նկատվել', 'რა შეინიშნა'],
      fields: {
        xNumber: autonumber(common.number, 'AR-{YYYY}-{0000}'),
        xMedicine: relation(medicine, 'product', { required: true }),
        xBatch: text(['Batch', 'Серия', 'Партида', 'Սերիա', 'სერია'], { search: true }),
        xReporter: relation(['Who reports it', 'Кто сообщил', 'Кой съобщава', 'Ով է հաղորդել', 'ვინ გვატყობინებს'], 'person', { required: true }),
        xNoticedOn: date(['Noticed on', 'Дата проявления', 'Дата на проява', 'Նկատման ամսաթիվ', 'გამოვლენის თარიღი']),
        xToldOn: date(['Reported to us on', 'Сообщено нам', 'Съобщено ни на', 'Մեզ հաղորդվել է', 'შეგვატყობინეს'], { required: true }),
        xSeriousness: choice(
          ['Seriousness', 'Серьёзность', 'Сериозност', 'Լրջություն', 'სიმძიმე'],
          {
            mild: ['gray', 'Not serious', 'Несерьёзная', 'Несериозна', 'Ոչ լուրջ', 'მსუბუქი'],
            serious: ['orange', 'Serious', 'Серьёзная', 'Сериозна', 'Լուրջ', 'სერიოზული'],
            hospital: ['red', 'Led to hospital', 'Привела к госпитализации', 'Довела до хоспитализация', 'Հանգեցրել է հոսպիտալացման', 'ჰოსპიტალიზაცია დასჭირდა'],
            fatal: ['red', 'Fatal', 'Со смертельным исходом', 'С фатален изход', 'Մահվան ելքով', 'ფატალური'],
          },
          { required: true },
        ),
        xStatus: choice(
          common.status,
          {
            received: ['gray', 'Received', 'Получено', 'Получено съобщение', 'Ստացված', 'მიღებული'],
            examined: ['blue', 'Being examined', 'Изучается', 'Проучва се', 'Ուսումնասիրվում է', 'ისწავლება'],
            sent: ['violet', 'Sent to the authority', 'Передано регулятору', 'Подадено към агенцията', 'Փոխանցված կարգավորողին', 'გადაეცა რეგულატორს'],
            closed: ['green', 'Closed', 'Закрыто', 'Приключено', 'Փակված', 'დახურული'],
          },
          { default: 'received' },
        ),
        xTellBy: date(['To be sent on by', 'Передать не позднее', 'Да се подаде до', 'Փոխանցել մինչև', 'გადაცემის ვადა'], { requiredWhen: holds('xSeriousness', 'serious', 'hospital', 'fatal') }),
        xOutcome: longText(['What became of it', 'Исход', 'Изход', 'Ելք', 'გამოსავალი'], { requiredWhen: { field: 'xStatus', op: 'is', value: 'closed' } }),
      },
    },
  },
  fields: {
    person: {
      xSpeciality: choice(['Speciality', 'Специальность врача', 'Специалност', 'Մասնագիտություն', 'სპეციალობა'], {
        therapist: ['blue', 'General practitioner', 'Терапевт', 'Общопрактикуващ лекар', 'Թերապևտ', 'თერაპევტი'],
        cardiologist: ['red', 'Cardiologist', 'Кардиолог', 'Кардиолог', 'Սրտաբան', 'კარდიოლოგი'],
        paediatrician: ['cyan', 'Paediatrician', 'Педиатр', 'Педиатър', 'Մանկաբույժ', 'პედიატრი'],
        neurologist: ['violet', 'Neurologist', 'Невролог', 'Невролог', 'Նյարդաբան', 'ნევროლოგი'],
        gynaecologist: ['pink', 'Gynaecologist', 'Гинеколог', 'Гинеколог', 'Գինեկոլոգ', 'გინეკოლოგი'],
        endocrinologist: ['orange', 'Endocrinologist', 'Эндокринолог', 'Ендокринолог', 'Էնդոկրինոլոգ', 'ენდოკრინოლოგი'],
        dermatologist: ['yellow', 'Dermatologist', 'Дерматолог', 'Дерматолог', 'Մաշկաբան', 'დერმატოლოგი'],
        surgeon: ['teal', 'Surgeon', 'Хирург', 'Хирург', 'Վիրաբույժ', 'ქირურგი'],
        oncologist: ['grape', 'Oncologist', 'Онколог', 'Онколог', 'Ուռուցքաբան', 'ონკოლოგი'],
        pharmacist: ['green', 'Pharmacist', 'Провизор', 'Фармацевт', 'Դեղագետ', 'ფარმაცევტი'],
      }),
      xPotential: choice(['Potential', 'Потенциал', 'Потенциал', 'Ներուժ', 'პოტენციალი'], {
        high: ['green', 'High', 'Высокий', 'Висок', 'Բարձր', 'მაღალი'],
        middle: ['yellow', 'Middle', 'Средний', 'Среден', 'Միջին', 'საშუალო'],
        low: ['gray', 'Low', 'Низкий', 'Нисък', 'Ցածր', 'დაბალი'],
      }),
      xOpinionLeader: boolean(['Opinion leader', 'Лидер мнений', 'Лидер на мнение', 'Կարծիքի առաջնորդ', 'აზრის ლიდერი']),
      xSurgeryHours: text(['Surgery hours', 'Часы приёма', 'Приемни часове', 'Ընդունելության ժամեր', 'მიღების საათები']),
      xRepVisits: count(['Visits held', 'Проведено визитов', 'Проведени посещения', 'Կայացած այցեր', 'ჩატარებული ვიზიტები'], 'xRepVisit', 'xDoctor', { field: 'xStatus', op: 'is', value: 'held' }),
      xLastRepVisitAt: rollUp(['Last visited', 'Последний визит к врачу', 'Последно посетен', 'Վերջին այցը բժշկին', 'ბოლო ვიზიტი ექიმთან'], 'datetime', {
        ...{ of: 'xRepVisit', by: 'xDoctor', measure: 'max', field: 'xAt' },
        filter: { field: 'xStatus', op: 'is', value: 'held' },
      }),
    },
    company: {
      xInstitution: choice(['Kind of institution', 'Тип учреждения', 'Вид заведение', 'Հաստատության տեսակ', 'დაწესებულების ტიპი'], {
        pharmacy: ['green', 'Single pharmacy', 'Отдельная аптека', 'Самостоятелна аптека', 'Առանձին դեղատուն', 'ცალკე აფთიაქი'],
        chain: ['teal', 'Pharmacy chain', 'Аптечная сеть', 'Аптечна верига', 'Դեղատների ցանց', 'აფთიაქების ქსელი'],
        polyclinic: ['blue', 'Outpatient clinic', 'Поликлиника', 'Поликлиника', 'Պոլիկլինիկա', 'პოლიკლინიკა'],
        hospital: ['violet', 'Hospital', 'Больница', 'Болница', 'Հիվանդանոց', 'საავადმყოფო'],
        wholesaler: ['orange', 'Medicines wholesaler', 'Фармдистрибьютор', 'Търговец на едро с лекарства', 'Դեղերի մեծածախ վաճառող', 'მედიკამენტების დისტრიბუტორი'],
      }),
      xPharmacyLicence: text(['Pharmacy licence', 'Фармацевтическая лицензия', 'Разрешение за търговия с лекарства', 'Դեղագործական լիցենզիա', 'ფარმაცევტული ლიცენზია'], { search: true }),
      xPharmacyLicenceUntil: date(['Licence valid until', 'Лицензия действует до', 'Разрешението важи до', 'Լիցենզիան գործում է մինչև', 'ლიცენზია ძალაშია თარიღამდე']),
      xLastShelfCheckOn: rollUp(['Shelf last checked', 'Последняя проверка полки', 'Последна проверка на рафта', 'Դարակի վերջին ստուգումը', 'თაროს ბოლო შემოწმება'], 'date', {
        ...{ of: 'xShelfCheck', by: 'xPharmacy', measure: 'max', field: 'xOn' },
      }),
    },
    product: {
      xSubstance: text(['Active substance', 'Действующее вещество', 'Активно вещество', 'Ազդող նյութ', 'აქტიური ნივთიერება'], { search: true }),
      xDosageForm: choice(['Form', 'Лекарственная форма', 'Лекарствена форма', 'Դեղաձև', 'წამლის ფორმა'], {
        tablets: ['blue', 'Tablets', 'Таблетки', 'Таблетки', 'Հաբեր', 'ტაბლეტები'],
        capsules: ['teal', 'Capsules', 'Капсулы', 'Капсули', 'Պատիճներ', 'კაფსულები'],
        syrup: ['orange', 'Syrup', 'Сироп', 'Сироп', 'Օշարակ', 'სიროფი'],
        injection: ['red', 'Injection', 'Раствор для инъекций', 'Инжекционен разтвор', 'Ներարկման լուծույթ', 'საინექციო ხსნარი'],
        ointment: ['yellow', 'Ointment', 'Мазь', 'Маз', 'Քսուք', 'მალამო'],
        drops: ['cyan', 'Drops', 'Капли', 'Капки', 'Կաթիլներ', 'წვეთები'],
      }),
      xStrength: text(['Strength', 'Дозировка', 'Концентрация', 'Դեղաչափ', 'დოზა']),
      xOnPrescription: boolean(['On prescription', 'Отпускается по рецепту', 'По лекарско предписание', 'Դեղատոմսով', 'რეცეპტით გაიცემა']),
      xIndications: choices(['Used in', 'Область применения', 'Област на приложение', 'Կիրառման ոլորտ', 'გამოყენების სფერო'], {
        heart: ['red', 'Heart and vessels', 'Сердце и сосуды', 'Сърце и съдове', 'Սիրտ և անոթներ', 'გული და სისხლძარღვები'],
        nerves: ['violet', 'Nervous system', 'Нервная система', 'Нервна система', 'Նյարդային համակարգ', 'ნერვული სისტემა'],
        infections: ['orange', 'Infections', 'Инфекции', 'Инфекции', 'Վարակներ', 'ინფექციები'],
        digestion: ['green', 'Digestion', 'Пищеварение', 'Храносмилане', 'Մարսողություն', 'საჭმლის მონელება'],
        pain: ['yellow', 'Pain and inflammation', 'Боль и воспаление', 'Болка и възпаление', 'Ցավ և բորբոքում', 'ტკივილი და ანთება'],
        diabetes: ['blue', 'Diabetes', 'Диабет', 'Диабет', 'Շաքարախտ', 'დიაბეტი'],
        women: ['pink', 'Women’s health', 'Женское здоровье', 'Женско здраве', 'Կանանց առողջություն', 'ქალთა ჯანმრთელობა'],
      }),
      xRegistrationUntil: date(['Registered until', 'Регистрация действует до', 'Разрешен за употреба до', 'Գրանցված է մինչև', 'რეგისტრაცია ძალაშია თარიღამდე']),
    },
    deal: {
      xPacksAMonth: number(['Packs a month', 'Упаковок в месяц', 'Опаковки на месец', 'Տուփ ամսական', 'შეკვრა თვეში']),
      xCommitteeOn: date(['Committee meets on', 'Заседание формулярной комиссии', 'Заседание на комисията', 'Հանձնաժողովի նիստը', 'კომისიის სხდომა']),
    },
  },
  options: {
    'company.kinds': {
      xPharmacy: ['green', 'Pharmacy', 'Аптека', 'Аптека', 'Դեղատուն', 'აფთიაქი'],
      xClinic: ['blue', 'Clinic or hospital', 'Клиника или больница', 'Клиника или болница', 'Կլինիկա կամ հիվանդանոց', 'კლინიკა ან საავადმყოფო'],
    },
    'deal.lostReason': {
      xNotReimbursed: ['gray', 'Not reimbursed', 'Нет в списке возмещения', 'Не се реимбурсира', 'Փոխհատուցման ցանկում չէ', 'ანაზღაურების სიაში არ არის'],
      xGeneric: ['gray', 'A cheaper generic', 'Выбрали дженерик дешевле', 'По-евтин генерик', 'Ընտրել են ավելի էժան ջեներիկ', 'აირჩიეს უფრო იაფი გენერიკი'],
    },
    'task.kind': { xDetailing: ['teal', 'Visit to a doctor', 'Визит к врачу', 'Посещение при лекар', 'Այց բժշկին', 'ვიზიტი ექიმთან'] },
  },
  pipelines: {
    listings: {
      name: ['Listings in chains and hospitals', 'Ввод в сети и больницы', 'Листване във вериги и болници', 'Մուտք ցանցեր և հիվանդանոցներ', 'შესვლა ქსელებსა და საავადმყოფოებში'],
      stages: {
        contact: ['open', 10, 'gray', 'First contact', 'Первый контакт', 'Първи контакт', 'Առաջին կապ', 'პირველი კონტაქტი'],
        dossier: ['open', 30, 'blue', 'Dossier handed in', 'Досье передано', 'Подадено досие', 'Փաստաթղթերը ներկայացված են', 'დოსიე წარდგენილია'],
        committee: ['open', 50, 'violet', 'With the committee', 'На комиссии', 'Пред комисията', 'Հանձնաժողովում', 'კომისიაშია'],
        terms: ['open', 75, 'orange', 'Terms being agreed', 'Согласование условий', 'Договаряне на условия', 'Պայմանների համաձայնեցում', 'პირობების შეთანხმება'],
        listed: ['won', 100, 'green', 'Listed', 'В ассортименте', 'Листван', 'Տեսականու մեջ է', 'ასორტიმენტშია'],
        lost: ['lost', 0, 'red', ...common.declined],
      },
    },
  },
  views: {
    visitPlan: {
      noun: 'xRepVisit',
      name: ['Plan of visits', 'План визитов', 'План на посещенията', 'Այցերի պլան', 'ვიზიტების გეგმა'],
      type: 'calendar',
      settings: {
        calendar: { start: 'xAt' },
        colors: [
          { filter: { field: 'xStatus', op: 'is', value: 'held' }, color: 'green' },
          { filter: { field: 'xStatus', op: 'is', value: 'cancelled' }, color: 'red' },
        ],
      },
    },
    visitsByRep: {
      noun: 'xRepVisit',
      name: ['By representative', 'По представителям', 'По представители', 'Ըստ ներկայացուցիչների', 'წარმომადგენლების მიხედვით'],
      type: 'grouped',
      settings: { group: [{ field: 'owner' }, { field: 'xAt', by: 'month' }], measures: [{ op: 'count' }, { op: 'distinct', field: 'xDoctor' }, { op: 'sum', field: 'xSamples' }] },
    },
    doctorsToVisit: {
      noun: 'person',
      name: ['Doctors due for a visit', 'Врачи, которых пора посетить', 'Лекари за посещение', 'Այցի սպասող բժիշկներ', 'ექიმები, ვისთანაც ვიზიტის დროა'],
      type: 'list',
      settings: {
        filter: {
          all: [
            { field: 'xSpeciality', op: 'isNotEmpty' },
            { field: 'xPotential', op: 'isNot', value: 'low' },
            {
              any: [
                { field: 'xLastRepVisitAt', op: 'isEmpty' },
                { field: 'xLastRepVisitAt', op: 'lessThan', value: { from: 'today', plus: -30, unit: 'day' } },
              ],
            },
          ],
        },
        columns: columns('name', 'xSpeciality', 'company', 'xPotential', 'xSurgeryHours', 'xRepVisits', 'xLastRepVisitAt', 'owner'),
        sort: 'xLastRepVisitAt',
      },
    },
    outOfStock: {
      noun: 'xShelfCheck',
      name: ['Not on the shelf', 'Нет на полке', 'Липсва на рафта', 'Դարակում չկա', 'თაროზე არ არის'],
      type: 'list',
      settings: { filter: { field: 'xInStock', op: 'isNot', value: true }, columns: columns('xPharmacy', 'xMedicine', 'xOn', 'xCompetitors', 'owner'), sort: '-xOn' },
    },
    shelfPrices: {
      noun: 'xShelfCheck',
      name: ['Retail prices', 'Розничные цены', 'Цени на дребно', 'Մանրածախ գներ', 'საცალო ფასები'],
      type: 'grouped',
      settings: { group: [{ field: 'xMedicine' }], measures: [{ op: 'count' }, { op: 'min', field: 'xRetailPrice' }, { op: 'avg', field: 'xRetailPrice' }, { op: 'max', field: 'xRetailPrice' }] },
    },
    samplesByMedicine: {
      noun: 'xSample',
      name: ['Samples by medicine', 'Образцы по препаратам', 'Мостри по продукти', 'Նմուշներն ըստ դեղամիջոցների', 'ნიმუშები პრეპარატებით'],
      type: 'grouped',
      settings: { group: [{ field: 'xMedicine' }, { field: 'xGivenOn', by: 'month' }], measures: [{ op: 'sum', field: 'xQuantity' }] },
    },
    reactions: statusBoard('xReaction'),
  },
};
