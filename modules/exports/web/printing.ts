import type { TFunction } from 'i18next';
import { getI18n } from '../../../web/i18n/shown-texts.ts';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { request } from '../../../web/shell/request.ts';
import type { PrintedTable, PrintRequest } from '../../oversight/contract/index.ts';
import { printNow } from './print-permission.ts';
import classes from './printing.module.css';

/** Has a record's card printed as it stands, once that is written down. What stands against it is told. */
export async function printCard(plural: string, id: string): Promise<void> {
  try {
    await ask({ plural, id });
  } catch (error) {
    notifyProblem(error, getI18n().t);
    return;
  }
  printNow();
}

interface Sheet {
  readonly title: string;
  /** What stands below: who printed it, when, by which number it is found. */
  readonly foot: (table: PrintedTable) => string;
}

/** Has a list printed as a table of its own, all of it and not what happens to be on the screen. Throws ApiError. */
export async function printList(what: PrintRequest, { title, foot }: Sheet): Promise<void> {
  const table = await ask(what);
  const sheet = sheetOf(table, title, foot(table));
  document.body.append(sheet);
  document.documentElement.dataset.sheet = '';
  try {
    printNow();
  } finally {
    delete document.documentElement.dataset.sheet;
    sheet.remove();
  }
}

/** What stands below each printed table. */
export function footOf({ by, at, number }: PrintedTable, t: TFunction, when: (at: string) => string): string {
  return t('exports:print.by', { name: by, at: when(at), number });
}

function ask(what: PrintRequest): Promise<PrintedTable> {
  return request<PrintedTable>('POST', '/api/v1/prints', what);
}

function sheetOf({ headings, rows }: PrintedTable, title: string, foot: string): HTMLElement {
  const sheet = element('section');
  sheet.className = classes.sheet ?? '';
  const table = element('table');
  const head = element('thead');
  head.append(rowOf('th', headings));
  const body = element('tbody');
  body.append(...rows.map((cells) => rowOf('td', cells)));
  table.append(head, body);
  sheet.append(element('h1', title), table, element('p', foot));
  return sheet;
}

function rowOf(name: 'th' | 'td', cells: readonly string[]): HTMLElement {
  const row = element('tr');
  row.append(...cells.map((cell) => element(name, cell)));
  return row;
}

function element(name: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
