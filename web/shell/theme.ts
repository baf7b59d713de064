import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';
import { createElement } from 'react';
import type { Palette } from '../../shared/appearance/palette.ts';
import { petrol } from '../../shared/appearance/petrol.ts';
import { NothingFound } from '../ui/nothing-found.tsx';

const gray: MantineColorsTuple = [
  '#fafafa',
  '#f4f4f5',
  '#e9e9ec',
  '#dedee2',
  '#c9c9cf',
  '#8b8b94',
  '#62626b',
  '#4b4b53',
  '#35353b',
  '#1c1c20',
];
const dark: MantineColorsTuple = [
  '#e8e8ea',
  '#c3c3c9',
  '#a3a3ad',
  '#83838e',
  '#36363d',
  '#2b2b31',
  '#222226',
  '#19191c',
  '#131315',
  '#0d0d0f',
];

const families =
  "'Noto Sans Variable', 'Noto Sans Armenian Variable', 'Noto Sans Georgian Variable', system-ui, sans-serif";

/** A dialog's header is no landmark of the page. */
const dialogHeader = { header: { role: 'presentation' } };
const fast = { duration: 120 };
/** A list that vanishes leaves whoever types wondering. */
const nothingFoundMessage = createElement(NothingFound);

const theme = createTheme({
  primaryColor: 'primary',
  primaryShade: { light: 7, dark: 6 },
  colors: { primary: petrol as unknown as MantineColorsTuple, gray, dark },
  fontFamily: families,
  headings: {
    fontFamily: families,
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.125rem' }, h2: { fontSize: '1rem' }, h3: { fontSize: '0.875rem' } },
  },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  radius: { xs: '0.1875rem', sm: '0.3125rem', md: '0.5rem', lg: '0.75rem', xl: '1rem' },
  shadows: {
    xs: '0 1px 2px rgb(0 0 0 / 6%)',
    sm: '0 2px 6px rgb(0 0 0 / 8%)',
    md: '0 4px 16px rgb(0 0 0 / 10%)',
    lg: '0 8px 28px rgb(0 0 0 / 14%)',
    xl: '0 12px 40px rgb(0 0 0 / 18%)',
  },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    // Georgian has capitals for headings alone, and in no language is a state a shout.
    Badge: { defaultProps: { tt: 'none', fw: 600 } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
    // The frame never scrolls behind a dialog, and the lock would write a style that the security policy refuses.
    Modal: { defaultProps: { centered: true, lockScroll: false, attributes: dialogHeader, transitionProps: fast } },
    Drawer: { defaultProps: { lockScroll: false, attributes: dialogHeader, transitionProps: fast } },
    // Options scroll in the dropdown itself: Mantine's scroll area can not be reached by keyboard.
    Select: { defaultProps: { checkIconPosition: 'right', withScrollArea: false, nothingFoundMessage } },
    MultiSelect: { defaultProps: { withScrollArea: false, nothingFoundMessage } },
    Autocomplete: { defaultProps: { withScrollArea: false } },
    TagsInput: { defaultProps: { withScrollArea: false } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, shadow: 'md', transitionProps: { duration: 80 } } },
  },
});

/** Names for what the parts of the screen mean; components speak these, never a colour's number. */
const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--rapport-row-height': '2.25rem',
    '--rapport-header-height': '3rem',
    '--rapport-bottom-bar-height': '3.5rem',
  },
  light: {
    '--rapport-surface': '#ffffff',
    '--rapport-surface-sunken': '#f8f8f9',
    '--rapport-hairline': '#e6e6ea',
    '--rapport-hover': '#f1f1f3',
    '--rapport-selected': '#e4eff2',
    '--rapport-accent-text': '#175f70',
    '--mantine-color-placeholder': '#73737d',
    '--mantine-color-dimmed': '#62626b',
    '--mantine-color-error': '#c22a2a',
    '--mantine-color-default-border': '#d9d9de',
  },
  dark: {
    '--rapport-surface': '#19191c',
    '--rapport-surface-sunken': '#131315',
    '--rapport-hairline': '#2b2b31',
    '--rapport-hover': '#222226',
    '--rapport-selected': '#173038',
    '--rapport-accent-text': '#85bcc8',
    '--mantine-color-placeholder': '#91919c',
    '--mantine-color-dimmed': '#a3a3ad',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-default-border': '#3a3a42',
  },
});

/** The theme with the accent of a workspace, or with the product's own. */
export function themeWith(palette: Palette | null): MantineThemeOverride {
  if (!palette) return theme;
  return { ...theme, colors: { ...theme.colors, primary: palette.shades as unknown as MantineColorsTuple } };
}

/** The names for what the parts of the screen mean, with that accent. */
export function variablesWith(palette: Palette | null): CSSVariablesResolver {
  if (!palette) return cssVariables;
  return (resolved) => {
    const { variables, light, dark } = cssVariables(resolved);
    const accent = ({ text, selected }: Palette['light']) => ({
      '--rapport-accent-text': text,
      '--rapport-selected': selected,
    });
    return { variables, light: { ...light, ...accent(palette.light) }, dark: { ...dark, ...accent(palette.dark) } };
  };
}
