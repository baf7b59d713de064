import { petrol } from './petrol.ts';

/** Ten shades from light to dark, and what the accent is where it is text or marks what is chosen. */
export interface Palette {
  readonly shades: readonly string[];
  readonly light: { readonly text: string; readonly selected: string };
  readonly dark: { readonly text: string; readonly selected: string };
}

/** The shade of buttons and links on light ground, and on dark. */
const onLight = 7;
const onDark = 6;
/** As light as text may be on the darkest of the light grounds: 4.7 to 1. */
const lightestText = 0.14;
/** What marks a chosen row, light and dark. */
const selectedLight = 0.85;
const selectedDark = 0.026;

/**
 * The shades of an accent. How well two colours are told apart depends on how light they are alone, so every shade is as light as
 * petrol's, in the hue that was chosen: whoever could read the product in its own colour can read it in any. The accent itself stands among
 * them as it was chosen where it is dark enough to be read on white; a lighter one is darkened.
 */
export function paletteOf(accent: string): Palette {
  const { hue, saturation } = toHsl(accent);
  const ladder = petrol.map(luminance);
  const chosen = Math.min(luminance(accent), lightestText);
  const at = (wanted: number, vivid = saturation) => ofLuminance(hue, vivid, wanted);
  const shades = ladder.map((level, index) => {
    if (index < onLight) return at(level);
    if (index === onLight) return luminance(accent) <= lightestText ? accent.toLowerCase() : at(chosen);
    return at(chosen * (level / (ladder[onLight] ?? 1)));
  });
  const text = { light: shades[onLight] ?? accent, dark: shades[3] ?? accent };
  const calm = Math.min(saturation, 0.45);
  return {
    shades,
    light: { text: text.light, selected: at(selectedLight, calm) },
    dark: { text: text.dark, selected: at(selectedDark, calm) },
  };
}

/** Whether the accent is shown as it was chosen, on light ground. */
export function isShownAsChosen(accent: string): boolean {
  return luminance(accent) <= lightestText;
}

/** The contrast of two colours as WCAG 2 reckons it: 1 to 21, text needs 4.5. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The buttons' grounds, light and dark: what white is written on. */
export function filledOf({ shades }: Palette): readonly string[] {
  return [shades[onLight], shades[onDark]].flatMap((shade) => shade ?? []);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(color).map((channel) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The colour of a hue that is so light: the lighter of HSL is always the lighter to the eye. */
function ofLuminance(hue: number, saturation: number, wanted: number): string {
  let [low, high] = [0, 1];
  for (let step = 0; step < 20; step++) {
    const middle = (low + high) / 2;
    if (luminance(toHex(hue, saturation, middle)) < wanted) low = middle;
    else high = middle;
  }
  return toHex(hue, saturation, low);
}

function channelsOf(color: string): readonly number[] {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16) / 255);
}

function toHsl(color: string): { readonly hue: number; readonly saturation: number } {
  const [red = 0, green = 0, blue = 0] = channelsOf(color);
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const spread = most - least;
  if (spread === 0) return { hue: 0, saturation: 0 };
  const sum = most + least;
  const saturation = spread / (sum > 1 ? 2 - sum : sum);
  const sixth =
    most === red ? (green - blue) / spread : most === green ? (blue - red) / spread + 2 : (red - green) / spread + 4;
  return { hue: (sixth * 60 + 360) % 360, saturation };
}

function toHex(hue: number, saturation: number, lightness: number): string {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number) => {
    const place = (offset + hue / 30) % 12;
    const value = lightness - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}
