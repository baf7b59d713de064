import { expect, it } from 'vitest';
import { findFileFault } from './file-fault.ts';

it('lets files be sent that may be read', () => {
  expect(findFileFault({ name: 'accounts.csv', size: 4670 })).toBeNull();
  expect(findFileFault({ name: 'Բաժանորդներ.XLSX', size: 50 * 1024 * 1024 })).toBeNull();
  expect(findFileFault({ name: 'export.txt', size: 10 })).toBeNull();
});

it('says before sending what the server would say after it', () => {
  expect(findFileFault({ name: 'accounts.csv', size: 0 })).toBe('errors:emptyFile');
  expect(findFileFault({ name: 'accounts.csv', size: 50 * 1024 * 1024 + 1 })).toBe('file.tooLarge');
  expect(findFileFault({ name: 'accounts.xls', size: 100 })).toBe('errors:unreadableFile');
});
