import { accountsModule } from '../modules/accounts/server/index.ts';
import { automationModule } from '../modules/automation/server/index.ts';
import { callsModule } from '../modules/calls/server/index.ts';
import { campaignsModule } from '../modules/campaigns/server/index.ts';
import { companiesModule } from '../modules/companies/server/index.ts';
import { configurationModuleOf } from '../modules/configuration/server/index.ts';
import { contractsModule } from '../modules/contracts/server/index.ts';
import { currenciesModule } from '../modules/currencies/server/index.ts';
import { customisationModule } from '../modules/customisation/server/index.ts';
import { dealsModule } from '../modules/deals/server/index.ts';
import { demoModule } from '../modules/demo/server/index.ts';
import { exportsModule } from '../modules/exports/server/index.ts';
import { formsModule } from '../modules/forms/server/index.ts';
import { importsModule } from '../modules/imports/server/index.ts';
import { invoicesModule } from '../modules/invoices/server/index.ts';
import { leadsModule } from '../modules/leads/server/index.ts';
import { mailModule } from '../modules/mail/server/index.ts';
import { messagesModule } from '../modules/messages/server/index.ts';
import { notesModule } from '../modules/notes/server/index.ts';
import { noticesModule } from '../modules/notices/server/index.ts';
import { oversightModule } from '../modules/oversight/server/index.ts';
import { peopleModule } from '../modules/people/server/index.ts';
import { portalModule } from '../modules/portal/server/index.ts';
import { presetsModule } from '../modules/presets/server/index.ts';
import { privacyModule } from '../modules/privacy/server/index.ts';
import { productsModule } from '../modules/products/server/index.ts';
import { projectsModule } from '../modules/projects/server/index.ts';
import { reportsModule } from '../modules/reports/server/index.ts';
import { tagsModule } from '../modules/tags/server/index.ts';
import { tasksModule } from '../modules/tasks/server/index.ts';
import { viewsModule } from '../modules/views/server/index.ts';
import { webhooksModule } from '../modules/webhooks/server/index.ts';
import workspaceModule from '../modules/workspace/server/index.ts';
import type { ServerModule } from './module.ts';

const modules: readonly ServerModule[] = [
  workspaceModule,
  customisationModule,
  viewsModule,
  currenciesModule,
  tagsModule,
  companiesModule,
  peopleModule,
  productsModule,
  dealsModule,
  tasksModule,
  notesModule,
  accountsModule,
  leadsModule,
  campaignsModule,
  formsModule,
  projectsModule,
  noticesModule,
  contractsModule,
  callsModule,
  messagesModule,
  invoicesModule,
  portalModule,
  importsModule,
  exportsModule,
  oversightModule,
  reportsModule,
  webhooksModule,
  mailModule,
  automationModule,
  privacyModule,
  demoModule,
];

/** Every module of the product, lower ones first: a module knows only those before it. The one file that names them. */
export const serverModules: readonly ServerModule[] = [...modules, configurationModuleOf(modules), presetsModule];
