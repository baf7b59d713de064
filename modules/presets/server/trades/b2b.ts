import type { Preset } from '../preset.ts';
import { boolean, choice, columns, count, date, formula, longText, member, money, number, relation, rollUp, text } from '../preset-fields.ts';
import { byDate, callLead } from './common-processes.ts';
import { common } from './common-words.ts';

/** Long sales to companies: who decides, what it is worth a year, which contracts end. */
export const b2b: Preset = {
  name: 'b2b',
  icon: 'building',
  label: ['B2B sales', 'Продажи B2B', 'B2B продажби', 'B2B վաճառք', 'B2B გაყიდვები'],
  about: [
    'Long sales to companies: qualification, tenders, contracts and their renewal',
    'Длинные продажи компаниям: квалификация, тендеры, договоры и их продление',
    'Дълги продажби към фирми: квалификация, търгове, договори и подновяването им',
    'Երկար վաճառք ընկերություններին՝ որակավորում, մրցույթներ, պայմանագրեր և դրանց երկարացում',
    'გრძელი გაყიდვები კომპანიებისთვის: კვალიფიკაცია, ტენდერები, ხელშეკრულებები და მათი გაგრძელება',
  ],
  nouns: {},
  fields: {
    deal: {
      xNeed: longText(['What the customer needs', 'Потребность клиента', 'Нужда на клиента', 'Հաճախորդի պահանջը', 'კლიენტის მოთხოვნა']),
      xBudgetState: choice(['Budget', 'Бюджет', 'Бюджет', 'Բյուջե', 'ბიუჯეტი'], {
        approved: ['green', ...common.approved],
        planned: ['blue', ...common.planned],
        sought: ['yellow', 'Being looked for', 'Изыскивается', 'Търси се', 'Փնտրվում է', 'მოძიების პროცესში'],
        none: ['red', ...common.no],
      }),
      xDecisionPath: longText(['How they decide', 'Как принимается решение', 'Как се взема решението', 'Ինչպես է որոշումն ընդունվում', 'როგორ მიიღება გადაწყვეტილება']),
      xCompetitor: relation(['Main competitor', 'Главный конкурент', 'Основен конкурент', 'Հիմնական մրցակից', 'მთავარი კონკურენტი'], 'company'),
      xNextStep: text(['Next step', 'Следующий шаг', 'Следваща стъпка', 'Հաջորդ քայլ', 'შემდეგი ნაბიჯი'], { search: true }),
      xNextStepOn: date(['Next step on', 'Дата следующего шага', 'Дата на следващата стъпка', 'Հաջորդ քայլի ամսաթիվ', 'შემდეგი ნაბიჯის თარიღი']),
      xMonthlyFee: money(['Monthly fee', 'Ежемесячный платёж', 'Месечна такса', 'Ամսավճար', 'ყოველთვიური გადასახადი']),
      xTermMonths: number(['Term, months', 'Срок, месяцев', 'Срок, месеци', 'Ժամկետ, ամիս', 'ვადა, თვე']),
      xContractValue: formula(['Value over the term', 'Стоимость за весь срок', 'Стойност за целия срок', 'Արժեքն ամբողջ ժամկետի համար', 'ღირებულება მთელი ვადით'], 'money', 'xMonthlyFee * xTermMonths'),
      xTender: boolean(['By tender', 'По тендеру', 'Чрез търг', 'Մրցույթով', 'ტენდერით']),
      xTenderNumber: text(['Tender number', 'Номер тендера', 'Номер на търга', 'Մրցույթի համար', 'ტენდერის ნომერი'], {
        search: true,
        visibleWhen: { field: 'xTender', op: 'is', value: true },
      }),
      xBidUntil: date(['Bids until', 'Приём заявок до', 'Срок за оферти', 'Հայտերի վերջնաժամկետ', 'წინადადებების ვადა'], {
        visibleWhen: { field: 'xTender', op: 'is', value: true },
        requiredWhen: { field: 'xTender', op: 'is', value: true },
      }),
      xPresales: member(['Technical consultant', 'Технический консультант', 'Технически консултант', 'Տեխնիկական խորհրդատու', 'ტექნიკური კონსულტანტი']),
    },
    company: {
      xSize: choice(['Size class', 'Размер бизнеса', 'Размер на бизнеса', 'Բիզնեսի չափը', 'ბიზნესის ზომა'], {
        small: ['gray', 'Small business', 'Малый бизнес', 'Малък бизнес', 'Փոքր բիզնես', 'მცირე ბიზნესი'],
        middle: ['blue', 'Mid-size business', 'Средний бизнес', 'Среден бизнес', 'Միջին բիզնես', 'საშუალო ბიზნესი'],
        large: ['violet', 'Large enterprise', 'Крупное предприятие', 'Голямо предприятие', 'Խոշոր ձեռնարկություն', 'მსხვილი საწარმო'],
        public: ['teal', 'Public sector', 'Госсектор', 'Публичен сектор', 'Պետական հատված', 'საჯარო სექტორი'],
      }),
      xOpenDeals: count(['Open deals', 'Открытые сделки', 'Отворени сделки', 'Բաց գործարքներ', 'ღია გარიგებები'], 'deal', 'company', { field: 'status', op: 'is', value: 'open' }),
      xWonAmount: rollUp(['Bought for', 'Куплено на сумму', 'Купено за', 'Գնումների գումար', 'შესყიდვების ჯამი'], 'money', {
        ...{ of: 'deal', by: 'company', measure: 'sum', field: 'amount' },
        filter: { field: 'status', op: 'is', value: 'won' },
      }),
      xContracts: count(['Contracts in force', 'Действующие договоры', 'Действащи договори', 'Գործող պայմանագրեր', 'მოქმედი ხელშეკრულებები'], 'contract', 'company', {
        field: 'status',
        op: 'is',
        value: 'running',
      }),
    },
  },
  options: {
    'contract.kind': {
      xSubscription: ['violet', 'Subscription', 'Подписка', 'Абонамент', 'Բաժանորդագրություն', 'გამოწერა'],
      xLicence: ['indigo', 'Licence', 'Лицензия', 'Лиценз', 'Արտոնագիր', 'ლიცენზია'],
    },
    'deal.lostReason': {
      xNoDecision: ['gray', 'No decision taken', 'Решение не принято', 'Не е взето решение', 'Որոշում չի ընդունվել', 'გადაწყვეტილება არ მიიღეს'],
      xInHouse: ['gray', 'They do it themselves', 'Делают своими силами', 'Правят го сами', 'Անում են սեփական ուժերով', 'თვითონ აკეთებენ'],
    },
    'task.kind': { xDemo: ['violet', 'Demonstration', 'Демонстрация', 'Демонстрация', 'Ցուցադրություն', 'დემონსტრაცია'] },
  },
  pipelines: {
    sale: {
      name: ['B2B sales', 'Продажи B2B', 'B2B продажби', 'B2B վաճառք', 'B2B გაყიდვები'],
      stages: {
        enquiry: ['open', 5, 'gray', ...common.enquiry],
        qualified: ['open', 15, 'blue', 'Qualified', 'Квалифицирована', 'Квалифицирана', 'Որակավորված', 'კვალიფიცირებული'],
        needs: ['open', 30, 'cyan', 'Needs analysed', 'Анализ потребностей', 'Анализ на нуждите', 'Պահանջների վերլուծություն', 'მოთხოვნების ანალიზი'],
        demo: ['open', 45, 'indigo', 'Demonstration', 'Демонстрация', 'Демонстрация', 'Ցուցադրություն', 'დემონსტრაცია'],
        offer: ['open', 60, 'violet', ...common.offerSent],
        negotiation: ['open', 75, 'orange', ...common.negotiation],
        contract: ['open', 90, 'yellow', 'Contract being signed', 'Подписание договора', 'Подписване на договор', 'Պայմանագրի կնքում', 'ხელშეკრულების გაფორმება'],
        won: ['won', 100, 'green', ...common.won],
        lost: ['lost', 0, 'red', ...common.lost],
      },
    },
    renewal: {
      name: ['Renewals', 'Продления', 'Подновявания', 'Երկարացումներ', 'გაგრძელებები'],
      stages: {
        due: ['open', 60, 'gray', 'Contract ends soon', 'Договор заканчивается', 'Договорът изтича', 'Պայմանագիրն ավարտվում է', 'ხელშეკრულება იწურება'],
        contacted: ['open', 70, 'blue', 'Customer contacted', 'Связались с клиентом', 'Клиентът е потърсен', 'Կապվել ենք հաճախորդի հետ', 'კლიენტს დავუკავშირდით'],
        offer: ['open', 80, 'violet', ...common.offerSent],
        renewed: ['won', 100, 'green', 'Renewed', 'Продлён', 'Подновен', 'Երկարացված', 'გაგრძელდა'],
        ended: ['lost', 0, 'red', 'Not renewed', 'Не продлён', 'Неподновен', 'Չերկարացված', 'არ გაგრძელდა'],
      },
    },
  },
  views: {
    contracts: {
      noun: 'contract',
      name: common.board,
      type: 'board',
      settings: { board: 'status', measures: [{ op: 'count' }, { op: 'sum', field: 'amount' }] },
    },
    ending: {
      noun: 'contract',
      name: ['Ending within 90 days', 'Заканчиваются за 90 дней', 'Изтичат до 90 дни', 'Ավարտվում են 90 օրում', 'იწურება 90 დღეში'],
      type: 'list',
      settings: {
        filter: {
          all: [
            { field: 'status', op: 'is', value: 'running' },
            { field: 'endsOn', op: 'atMost', value: { from: 'today', plus: 90, unit: 'day' } },
          ],
        },
        columns: columns('number', 'company', 'amount', 'endsOn', 'noticeOn', 'renews', 'owner'),
        sort: 'endsOn',
      },
    },
    nextSteps: {
      noun: 'deal',
      name: ['Next steps', 'Следующие шаги', 'Следващи стъпки', 'Հաջորդ քայլերը', 'შემდეგი ნაბიჯები'],
      type: 'calendar',
      settings: { filter: { field: 'status', op: 'is', value: 'open' }, calendar: { start: 'xNextStepOn' } },
    },
    tenders: {
      noun: 'deal',
      name: ['Tenders', 'Тендеры', 'Търгове', 'Մրցույթներ', 'ტენდერები'],
      type: 'list',
      settings: {
        filter: { field: 'xTender', op: 'is', value: true },
        columns: columns('name', 'company', 'xTenderNumber', 'xBidUntil', 'amount', 'stage', 'owner'),
        sort: 'xBidUntil',
      },
    },
    bySize: {
      noun: 'company',
      name: ['By size class', 'По размеру бизнеса', 'По размер на бизнеса', 'Ըստ բիզնեսի չափի', 'ბიზნესის ზომით'],
      type: 'grouped',
      settings: { group: [{ field: 'xSize' }], measures: [{ op: 'count' }, { op: 'sum', field: 'xWonAmount' }] },
    },
  },
  processes: {
    callLead,
    renewal: {
      name: ['Two months before a contract ends its renewal is prepared', 'За два месяца до окончания договора готовят продление', 'Два месеца преди края на договора се готви подновяване', 'Պայմանագրի ավարտից երկու ամիս առաջ պատրաստում են երկարաձգումը', 'ხელშეკრულების დასრულებამდე ორი თვით ადრე განახლებას ამზადებენ'],
      noun: 'contract',
      start: byDate('endsOn', 'before', 60),
      filter: { field: 'status', op: 'is', value: 'running' },
      task: ['Prepare the renewal of the contract: {{number}}', 'Подготовить продление договора: {{number}}', 'Подготви подновяването на договора: {{number}}', 'Պատրաստել պայմանագրի երկարաձգումը՝ {{number}}', 'მოვამზადოთ ხელშეკრულების განახლება: {{number}}'],
      ...{ kind: 'task', within: 5 },
    },
  },
};
