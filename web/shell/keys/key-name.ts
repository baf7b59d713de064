const signs: Readonly<Record<string, string>> = {
  ...{ ArrowDown: '↓', ArrowUp: '↑', ArrowLeft: '←', ArrowRight: '→' },
  ...{ Enter: '↵', Escape: 'Esc', Space: '␣', Delete: 'Del', Backspace: '⌫' },
  ...{ PageDown: 'PgDn', PageUp: 'PgUp', Home: 'Home', End: 'End', Digits: '1–9' },
};

/** What stands on the key: `KeyJ` is J, `mod` what this machine gives commands by. */
export function keyName(key: string, isMac: boolean): readonly string[] {
  if (key === '+') return ['+'];
  return key.split('+').map((part) => {
    if (part === 'mod') return isMac ? '⌘' : 'Ctrl';
    if (part === 'Shift') return '⇧';
    return signs[part] ?? part.replace(/^Key/, '');
  });
}
