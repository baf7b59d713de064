import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callBefore, mentionParts } from './mention-parts.ts';

test('a text is taken apart where it calls somebody, the longer name first', () => {
  expect(mentionParts('@Ana Lee and @Ana, see a@Ana.am', ['Ana', 'Ana Lee'])).toEqual([
    { text: '@Ana Lee', isMention: true },
    { text: ' and ', isMention: false },
    { text: '@Ana', isMention: true },
    { text: ', see a', isMention: false },
    { text: '@Ana', isMention: true },
    { text: '.am', isMention: false },
  ]);
  expect(mentionParts('Price (net)? +10 %', ['Գոռ (Գյումրի)?'])).toEqual([
    { text: 'Price (net)? +10 %', isMention: false },
  ]);
  expect(mentionParts('@Գոռ (Գյումրի)? տես', ['Գոռ (Գյումրի)?'])[0]).toEqual({
    text: '@Գոռ (Գյումրի)?',
    isMention: true,
  });
});

test('nothing of a text is lost, whatever the names are', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (text, names) => {
      expect(
        mentionParts(text, names)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }),
    { numRuns: 100 },
  );
});

test.each([
  ['Ask @', 5, ''],
  ['Ask @An', 7, 'An'],
  ['Ask @Anahit Sa', 14, 'Anahit Sa'],
  ['@ան', 3, 'ան'],
  ['Ask @An and', 4, null],
  ['write to a@b', 12, null],
  ['@An\nnext', 8, null],
  ['@ name', 6, null],
])('in %j at %i the call is %j', (text, caret, expected) => {
  expect(callBefore(text, caret)).toBe(expected);
});

test('what follows a name that was chosen calls nobody', () => {
  const text = 'Ask @Giorgi Beridze first';
  expect(callBefore(text, text.length, ['Giorgi Beridze'])).toBeNull();
  expect(callBefore(text, text.length, ['Anahit Sargsyan'])).toBe('Giorgi Beridze first');
  expect(callBefore('Ask @Giorgi Beridze', 19, ['Giorgi Beridze'])).toBe('Giorgi Beridze');
});
