/**
 * What other systems call our fields, in five languages. The first line that fits the noun and leads somewhere wins;
 * words are compared without case, spaces and punctuation (`normaliseName`).
 */
export interface HeaderSynonyms {
  /** Import path, as `resolveImportPath` understands it. */
  readonly path: string;
  /** Only for these nouns; for every noun that has the path when absent. */
  readonly nouns?: readonly string[];
  readonly words: readonly string[];
}

const line = (path: string, words: string, nouns?: string): HeaderSynonyms => ({
  path,
  words: words.split(', '),
  ...(nouns ? { nouns: nouns.split(' ') } : {}),
});

export const headerSynonyms: readonly HeaderSynonyms[] = [
  line(
    'externalId',
    'id, record id, external id, opportunity id, deal id, account id, contact id, company id, product id, lead id, uuid, guid, ид, идентификатор, код записи, внешний код, идентификационен номер, նույնացուցիչ, իդ, იდენტიფიკატორი, აიდი',
  ),

  line(
    'name',
    'account, account name, company, company name, client, client name, customer, customer name, organisation, organization, organization name, business name, vendor, supplier, компания, название компании, организация, клиент, контрагент, заказчик, наименование, название, фирма, име на фирма, име на компания, ընկերություն, ընկերության անվանում, կազմակերպություն, հաճախորդ, անվանում, კომპანია, კომპანიის სახელი, ორგანიზაცია, კლიენტი, დასახელება',
    'company',
  ),
  line(
    'name',
    'product, product name, item, item name, article, service, товар, продукт, наименование, номенклатура, услуга, название, артикул название, стока, ապրանք, արտադրանք, ծառայություն, անվանում, პროდუქტი, საქონელი, მომსახურება, დასახელება',
    'product',
  ),
  line(
    'name',
    'deal, deal name, deal title, opportunity, opportunity name, title, subject, сделка, название сделки, название, сделка име, возможность, գործարք, գործարքի անվանում, անվանում, გარიგება, გარიგების სახელი, დასახელება',
    'deal',
  ),
  line(
    'name',
    'name, full name, contact, contact name, person, фио, имя, име, имя и фамилия, контакт, контактное лицо, полное имя, име и фамилия, пълно име, лице за контакт, անուն ազգանուն, անուն, կոնտակտ, կոնտակտային անձ, სახელი და გვარი, სახელი გვარი, კონტაქტი, საკონტაქტო პირი, სახელი',
    'person',
  ),
  line(
    'name',
    'name, full name, sales agent, sales rep, sales representative, salesperson, seller, agent, employee, user, member, сотрудник, менеджер по продажам, продавец, фио, агент, търговец, търговски представител, служител, վաճառող, աշխատակից, գործակալ, თანამშრომელი, გამყიდველი, აგენტი',
    'member',
  ),
  line('name', 'name, team, team name, название, команда, отдел, име, екип, թիմ, անվանում, გუნდი, დასახელება', 'team'),
  line(
    'title',
    'name, subject, task, task name, title, todo, summary, задача, тема, название, задание, заглавие, առաջադրանք, վերնագիր, თემა, დავალება',
    'task',
  ),
  line(
    'body',
    'note, notes, text, comment, content, заметка, текст, комментарий, примечание, бележка, коментар, նշում, տեքստ, մեկնաբանություն, შენიშვნა, ტექსტი, კომენტარი',
    'note',
  ),

  line(
    'name.given',
    'first name, given name, forename, name, имя, име, собствено име, първо име, անուն, სახელი',
    'person',
  ),
  line(
    'name.middle',
    'middle name, second name, patronymic, отчество, бащино име, презиме, հայրանուն, მამის სახელი',
    'person',
  ),
  line('name.family', 'last name, family name, surname, фамилия, фамилно име, ազգանուն, გვარი', 'person'),
  line('name.prefix', 'prefix, salutation, title, mr mrs, обращение, обръщение, դիմելաձև, მიმართვა', 'person'),
  line(
    'jobTitle',
    'job title, position, role, title, job, occupation, должность, позиция, длъжност, պաշտոն, თანამდებობა, პოზიცია',
    'person',
  ),

  line(
    'company.name',
    'account, account name, company, company name, client, client name, customer, customer name, organisation, organization, organization name, компания, название компании, организация, клиент, контрагент, заказчик, фирма, име на фирма, ընկերություն, ընկերության անվանում, կազմակերպություն, հաճախորդ, კომპანია, კომპანიის სახელი, ორგანიზაცია, კლიენტი',
  ),
  line('person.name', 'contact, contact name, person, контакт, контактное лицо, лице за контакт, կոնտակտ, კონტაქტი'),
  line(
    'people.name',
    'contact, contact name, contacts, primary contact, контакт, контакты, контактное лицо, лице за контакт, կոնտակտ, კონტაქტი',
    'deal',
  ),
  line('deal.name', 'deal, deal name, opportunity, opportunity name, сделка, возможность, գործարք, გარიგება'),
  line(
    'parent.name',
    'parent, parent account, parent company, subsidiary of, holding, group, головная компания, материнская компания, холдинг, компания майка, дъщерно дружество на, մայր ընկերություն, დედა კომპანია, მშობელი კომპანია',
  ),

  line(
    'team.head.name',
    'manager, head, team lead, supervisor, руководитель, начальник, менеджер, ръководител, мениджър, ղեկավար, մենեջեր, მენეჯერი, ხელმძღვანელი',
    'member',
  ),
  line(
    'team.office',
    'regional office, office, region, branch, офис, филиал, регион, регионален офис, клон, գրասենյակ, մասնաճյուղ, ოფისი, ფილიალი, რეგიონი',
    'member',
  ),
  line('team.name', 'team, department, команда, отдел, екип, թիմ, բաժին, გუნდი, განყოფილება', 'member'),
  line('head.name', 'manager, head, team lead, руководитель, начальник, ръководител, ղեկավար, ხელმძღვანელი', 'team'),
  line('office', 'regional office, office, region, branch, офис, филиал, регион, клон, գրասենյակ, ოფისი', 'team'),
  line('email', 'email, mail, email address, почта, электронная почта, имейл, էլ փոստ, ელფოსტა', 'member'),
  line('author.name', 'author, owner, created by, автор, հեղինակ, ავტორი', 'note'),
  line(
    'owner.name',
    'owner, sales agent, sales rep, sales representative, salesperson, agent, assigned to, assignee, manager, account manager, responsible, seller, account owner, deal owner, ответственный, менеджер, ответственный менеджер, владелец, продавец, исполнитель, отговорник, отговорен, търговец, собственик, мениджър, изпълнител, պատասխանատու, մենեջեր, սեփականատեր, վաճառող, პასუხისმგებელი, მენეჯერი, მფლობელი, გამყიდველი',
  ),

  line('pipeline.name', 'pipeline, sales pipeline, funnel, воронка, воронка продаж, фуния, ձագար, ძაბრი, პაიპლაინი'),
  line(
    'stage.name',
    'stage, deal stage, sales stage, status, deal status, opportunity stage, стадия, этап, этап сделки, стадия сделки, статус, етап, փուլ, կարգավիճակ, ეტაპი, სტადია, სტატუსი',
    'deal',
  ),
  line(
    'amount',
    'amount, value, close value, deal value, deal amount, opportunity amount, sum, total, revenue, сумма, сумма сделки, бюджет, стоимость, сума, стойност, գումար, արժեք, თანხა, ღირებულება',
    'deal',
  ),
  line(
    'openedOn',
    'engage date, engaged on, open date, opened, start date, created, created on, created date, create date, дата создания, дата начала, создано, дата на създаване, начална дата, ստեղծման ամսաթիվ, დაწყების თარიღი, შექმნის თარიღი',
    'deal',
  ),
  line(
    'closedOn',
    'close date, closed, closed on, closing date, actual close date, won date, дата закрытия, закрыто, дата на затваряне, дата на приключване, փակման ամսաթիվ, დახურვის თარიღი',
    'deal',
  ),
  line(
    'expectedCloseOn',
    'expected close date, expected close, estimated close date, forecast date, ожидаемая дата закрытия, плановая дата, очаквана дата, очаквано затваряне, փակման սպասվող ամսաթիվ, დახურვის სავარაუდო თარიღი',
    'deal',
  ),
  line(
    'lostReason',
    'lost reason, loss reason, reason lost, reason, причина отказа, причина проигрыша, причина, причина за загуба, կորստի պատճառ, დაკარგვის მიზეზი',
    'deal',
  ),
  line(
    'lines.product.name',
    'product, product name, item, товар, продукт, услуга, номенклатура, стока, ապրանք, პროდუქტი, საქონელი',
    'deal',
  ),
  line('lines.quantity', 'quantity, qty, count, количество, кол-во, брой, քանակ, რაოდენობა', 'deal'),
  line('lines.price', 'price, unit price, цена, единична цена, գին, ფასი', 'deal'),

  line(
    'price',
    'price, sales price, unit price, list price, цена, стоимость, продажна цена, գին, վաճառքի գին, ფასი, გასაყიდი ფასი',
  ),
  line(
    'code',
    'code, sku, article, product code, part number, артикул, код, код товара, каталожен номер, կոդ, արտիկուլ, კოდი, არტიკული',
    'product',
  ),
  line(
    'category',
    'category, series, product line, family, group, категория, группа, серия, линейка, група, կատեգորիա, խումբ, շարք, კატეგორია, სერია, ჯგუფი',
    'product',
  ),
  line(
    'unit',
    'unit, unit of measure, uom, ед изм, единица измерения, мерна единица, չափման միավոր, საზომი ერთეული',
    'product',
  ),

  line(
    'industry',
    'industry, sector, branch, line of business, отрасль, сфера, сфера деятельности, сектор, отрасъл, бранш, ոլորտ, ճյուղ, სექტორი, დარგი, ინდუსტრია',
  ),
  line(
    'kinds',
    'type, kind, account type, company type, relation, тип, вид, тип компании, տեսակ, ტიპი, სახეობა',
    'company',
  ),
  line(
    'foundedYear',
    'year established, founded, year founded, founded year, established, год основания, основана, година на основаване, հիմնադրման տարի, დაარსების წელი',
  ),
  line(
    'annualRevenue',
    'revenue, annual revenue, turnover, sales, выручка, годовая выручка, оборот, годишен оборот, приходи, եկամուտ, տարեկան եկամուտ, შემოსავალი, წლიური შემოსავალი, ბრუნვა',
    'company',
  ),
  line(
    'employees',
    'employees, number of employees, headcount, staff, company size, сотрудники, количество сотрудников, число сотрудников, штат, служители, брой служители, աշխատակիցներ, աշխատակիցների թիվ, თანამშრომლები, თანამშრომელთა რაოდენობა',
    'company',
  ),
  line(
    'website',
    'website, web, url, homepage, site, domain, сайт, веб-сайт, уебсайт, կայք, ვებსაიტი, ვებგვერდი, საიტი',
  ),
  line(
    'legalName',
    'legal name, registered name, юридическое название, полное наименование, юридическо име, իրավաբանական անվանում, იურიდიული სახელი',
  ),
  line(
    'taxId',
    'tax id, vat, vat number, vat id, tin, инн, еик, булстат, идн по ддс, ддс номер, հվհհ, საიდენტიფიკაციო კოდი, საგადასახადო კოდი',
  ),
  line(
    'registrationNumber',
    'registration number, company number, огрн, кпп, регистрационный номер, регистрационен номер, գրանցման համար, სარეგისტრაციო ნომერი',
  ),

  line(
    'emails',
    'email, emails, mail, email address, email 1, work email, почта, эл почта, электронная почта, адрес электронной почты, имейл, електронна поща, поща, էլ փոստ, էլ հասցե, ელფოსტა, მეილი',
  ),
  line(
    'phones',
    'phone, phones, telephone, tel, mobile, mobile phone, cell, cell phone, phone number, work phone, contact number, телефон, тел, мобильный, мобильный телефон, номер телефона, сотовый, мобилен, мобилен телефон, հեռախոս, հեռ, բջջային, հեռախոսահամար, ტელეფონი, ტელ, მობილური, ტელეფონის ნომერი',
  ),
  line('address.country', 'country, office location, location, country region, страна, държава, երկիր, ქვეყანა'),
  line('address.city', 'city, town, город, населенный пункт, град, населено място, քաղաք, ქალაქი'),
  line('address.region', 'state, region, province, county, область, регион, край, район, област, մարզ, შტატი, რეგიონი'),
  line(
    'address.postalCode',
    'zip, zip code, postal code, postcode, индекс, почтовый индекс, пощенски код, փոստային ինդեքս, ինդեքս, საფოსტო ინდექსი',
  ),
  line(
    'address.street',
    'street, address, address line 1, street address, улица, адрес, փողոց, հասցե, ქუჩა, მისამართი',
  ),
  line(
    'birthday',
    'birthday, date of birth, birth date, dob, дата рождения, день рождения, дата на раждане, рожден ден, ծննդյան ամսաթիվ, ծննդյան օր, დაბადების თარიღი, დაბადების დღე',
  ),
  line(
    'dueAt',
    'due, due date, deadline, due on, срок, крайний срок, дедлайн, краен срок, վերջնաժամկետ, ժամկետ, ვადა, ბოლო ვადა',
  ),
  line(
    'done',
    'done, completed, complete, выполнено, завершена, готово, изпълнена, завършена, կատարված, შესრულებული, დასრულებული',
  ),
  line('priority', 'priority, importance, приоритет, важность, важност, առաջնահերթություն, პრიორიტეტი'),
  line('source', 'source, lead source, deal source, channel, источник, источник лида, канал, източник, աղբյուր, წყარო'),
  line(
    'lifecycle',
    'lifecycle, lifecycle stage, phase, жизненный цикл, фаза, фаза на отношенията, փուլ, სტადია, ეტაპი',
  ),
  line(
    'description',
    'description, notes, note, comment, comments, remarks, описание, примечание, комментарий, комментарии, заметки, забележка, забележки, бележки, коментар, նկարագրություն, նշումներ, մեկնաբանություն, აღწერა, შენიშვნა, კომენტარი',
  ),
];
