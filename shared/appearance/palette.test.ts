import { expect, it } from 'vitest';
import { contrast, filledOf, isShownAsChosen, paletteOf } from './palette.ts';
import { petrol } from './petrol.ts';

/** Every sixteenth step of each channel, the corners included. */
const steps = ['00', '11', '33', '55', '77', '99', 'bb', 'dd', 'ff'];
const colors = steps.flatMap((red) => steps.flatMap((green) => steps.map((blue) => `#${red}${green}${blue}`)));
const lightGrounds = ['#ffffff', '#f8f8f9', '#f1f1f3'];
const darkGrounds = ['#19191c', '#131315', '#222226'];

it('text in any accent can be read on every ground, light and dark, and white on its buttons', () => {
  for (const color of colors) {
    const palette = paletteOf(color);
    const { light, dark } = palette;
    for (const ground of [...lightGrounds, light.selected])
      expect([color, ground, contrast(light.text, ground) >= 4.5]).toEqual([color, ground, true]);
    for (const ground of [...darkGrounds, dark.selected])
      expect([color, ground, contrast(dark.text, ground) >= 4.5]).toEqual([color, ground, true]);
    for (const filled of filledOf(palette)) expect([color, contrast('#ffffff', filled) >= 4.5]).toEqual([color, true]);
    // A frame or a mark is no text, but must be seen.
    expect([color, contrast(filledOf(palette)[1] ?? '', '#19191c') >= 3]).toEqual([color, true]);
    expect([color, contrast('#1c1c20', light.selected) >= 7]).toEqual([color, true]);
    expect([color, contrast('#e8e8ea', dark.selected) >= 7]).toEqual([color, true]);
  }
});

it('an accent that can be read on white stands as it was chosen, a lighter one is darkened in its hue', () => {
  expect(paletteOf('#A4123F').shades[7]).toBe('#a4123f');
  expect([isShownAsChosen('#a4123f'), isShownAsChosen('#ffd400')]).toEqual([true, false]);
  const [red = 0, green = 0, blue = 255] = [1, 3, 5].map((at) =>
    Number.parseInt(paletteOf('#ffd400').shades[7]?.slice(at, at + 2) ?? '', 16),
  );
  expect(red > green && green > blue).toBe(true);
  expect(paletteOf('#808080').shades.every((shade) => shade.slice(1, 3) === shade.slice(5, 7))).toBe(true);
});

it('the shades go from light to dark, and petrol gives itself again', () => {
  const towardsBlack = (shades: readonly string[]) => shades.map((shade) => contrast(shade, '#ffffff'));
  for (const color of ['#ffffff', '#000000', '#ff0000', '#00ff00', '#0000ff', '#175f70']) {
    const contrasts = towardsBlack(paletteOf(color).shades);
    expect(contrasts).toEqual(contrasts.toSorted((one, other) => one - other));
  }
  expect(paletteOf(petrol[7] ?? '').shades[7]).toBe(petrol[7]);
});
