import { describe, expect, it } from 'vitest';
import { parsePersonName, personNameText } from './person-name.ts';

describe('personNameText', () => {
  const ivan = { given: 'Иван', middle: 'Петрович', family: 'Иванов', prefix: 'г-н' };

  it('puts the family name first in Russian only', () => {
    expect(personNameText(ivan, 'ru')).toBe('Иванов Иван Петрович');
    for (const language of ['en', 'bg', 'hy', 'ka'] as const) {
      expect(personNameText(ivan, language)).toBe('Иван Петрович Иванов');
    }
  });

  it('leaves no gaps for parts that are not there', () => {
    expect(personNameText({ family: 'Sargsyan', given: ' ' }, 'hy')).toBe('Sargsyan');
    expect(personNameText({}, 'en')).toBe('');
  });
});

describe('parsePersonName', () => {
  it.each([
    ['Ivan Ivanov', { given: 'Ivan', family: 'Ivanov' }],
    ['Иванов Иван Иванович', { family: 'Иванов', given: 'Иван', middle: 'Иванович' }],
    ['Анна Сергеевна', { given: 'Анна', middle: 'Сергеевна' }],
    ['Иван Петров Димитров', { given: 'Иван', middle: 'Петров', family: 'Димитров' }],
    ['Harutyunyan, Hayk', { family: 'Harutyunyan', given: 'Hayk' }],
    ['Harutyunyan,  Hayk  Aram', { family: 'Harutyunyan', given: 'Hayk', middle: 'Aram' }],
    ['Հայկ Հարությունյան', { given: 'Հայկ', family: 'Հարությունյան' }],
    ['გიორგი ქართველიშვილი', { given: 'გიორგი', family: 'ქართველიშვილი' }],
    ['Dr. Anna van der Berg', { prefix: 'Dr.', given: 'Anna', family: 'van der Berg' }],
    ['Martin King, Jr.', { given: 'Martin', family: 'King' }],
    ['Madonna', { given: 'Madonna' }],
    ['  ', {}],
    ['Smith,', { given: 'Smith' }],
  ])('takes %j apart', (text, name) => {
    expect(parsePersonName(text)).toEqual(name);
  });
});
