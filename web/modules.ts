import { accountsWeb } from '../modules/accounts/web/index.ts';
import { apiWeb } from '../modules/api/web/index.ts';
import { automationWeb } from '../modules/automation/web/index.ts';
import { callsWeb } from '../modules/calls/web/index.ts';
import { campaignsWeb } from '../modules/campaigns/web/index.ts';
import { companiesWeb } from '../modules/companies/web/index.ts';
import { configurationWeb } from '../modules/configuration/web/index.ts';
import { contractsWeb } from '../modules/contracts/web/index.ts';
import { currenciesWeb } from '../modules/currencies/web/index.ts';
import { customisationWeb } from '../modules/customisation/web/index.ts';
import { dealsWeb } from '../modules/deals/web/index.ts';
import { exportsWeb } from '../modules/exports/web/index.ts';
import { formsWeb } from '../modules/forms/web/index.ts';
import { importsWeb } from '../modules/imports/web/index.ts';
import { invoicesWeb } from '../modules/invoices/web/index.ts';
import { leadsWeb } from '../modules/leads/web/index.ts';
import { mailWeb } from '../modules/mail/web/index.ts';
import { messagesWeb } from '../modules/messages/web/index.ts';
import { notesWeb } from '../modules/notes/web/index.ts';
import { noticesWeb } from '../modules/notices/web/index.ts';
import { oversightWeb } from '../modules/oversight/web/index.ts';
import { peopleWeb } from '../modules/people/web/index.ts';
import { portalWeb } from '../modules/portal/web/index.ts';
import { presetsWeb } from '../modules/presets/web/index.ts';
import { privacyWeb } from '../modules/privacy/web/index.ts';
import { productsWeb } from '../modules/products/web/index.ts';
import { projectsWeb } from '../modules/projects/web/index.ts';
import { reportsWeb } from '../modules/reports/web/index.ts';
import { tagsWeb } from '../modules/tags/web/index.ts';
import { tasksWeb } from '../modules/tasks/web/index.ts';
import { todayWeb } from '../modules/today/web/index.ts';
import { webhooksWeb } from '../modules/webhooks/web/index.ts';
import { workspaceWeb } from '../modules/workspace/web/index.ts';
import type { WebModule } from './module.ts';

/** Every module of the product, in the order in which their panels and commands are offered. */
export const webModules: readonly WebModule[] = [
  workspaceWeb,
  customisationWeb,
  currenciesWeb,
  tagsWeb,
  companiesWeb,
  peopleWeb,
  productsWeb,
  dealsWeb,
  tasksWeb,
  notesWeb,
  accountsWeb,
  leadsWeb,
  campaignsWeb,
  formsWeb,
  projectsWeb,
  contractsWeb,
  invoicesWeb,
  noticesWeb,
  portalWeb,
  callsWeb,
  messagesWeb,
  todayWeb,
  importsWeb,
  exportsWeb,
  oversightWeb,
  reportsWeb,
  webhooksWeb,
  mailWeb,
  automationWeb,
  privacyWeb,
  apiWeb,
  configurationWeb,
  presetsWeb,
];
