import { expect, test, vi } from 'vitest';
import { keyName } from './key-name.ts';
import { createKeySheet } from './key-sheet.ts';

test('the sheet tells the keys there are, each once, as long as they are bound', () => {
  const sheet = createKeySheet();
  const next = { key: 'KeyJ', label: 'next' };
  const remove = sheet.add(() => ({ title: 'list', lines: [next] }));
  sheet.add(() => ({ title: 'list', lines: [next, { key: 'KeyN', label: 'create' }] }));
  sheet.add(() => ({ title: 'card', lines: [] }));
  expect(sheet.groups()).toEqual([{ title: 'list', lines: [next, { key: 'KeyN', label: 'create' }] }]);
  remove();
  expect(sheet.groups()[0]?.lines).toHaveLength(2);
});

test('whoever shows it hears that it is opened', () => {
  const sheet = createKeySheet();
  const heard = vi.fn();
  const stop = sheet.subscribe(heard);
  sheet.setOpen(true);
  expect([sheet.isOpen(), heard.mock.calls.length]).toEqual([true, 1]);
  stop();
  sheet.setOpen(false);
  expect(heard).toHaveBeenCalledTimes(1);
});

test('a key is called what stands on it', () => {
  expect(keyName('KeyJ', false)).toEqual(['J']);
  expect(keyName('mod+KeyK', false)).toEqual(['Ctrl', 'K']);
  expect(keyName('mod+KeyK', true)).toEqual(['⌘', 'K']);
  expect(keyName('Shift+ArrowLeft', false)).toEqual(['⇧', '←']);
  expect(keyName('?', false)).toEqual(['?']);
});
