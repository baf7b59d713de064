import { MantineProvider } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import type { Palette } from '../../shared/appearance/palette.ts';
import { metadataQuery } from './session.ts';
import { themeWith, variablesWith } from './theme.ts';

/** Colours and density as the workspace and the person have them; the colours of last time until that is known. */
export function Themed({ children }: { readonly children: ReactNode }) {
  const { data } = useQuery({ ...metadataQuery, enabled: false });
  const [kept] = useState(findKept);
  const palette = data ? (data.appearance?.brand?.palette ?? null) : kept;
  const density = data?.appearance?.own?.density;
  // The metadata are read anew now and then; the same colours are no other theme.
  const told = JSON.stringify(palette);
  const [theme, variables] = useMemo(() => {
    const known = JSON.parse(told) as Palette | null;
    return [themeWith(known), variablesWith(known)] as const;
  }, [told]);
  useEffect(() => {
    if (data) keep(told);
  }, [data, told]);
  useLayoutEffect(() => {
    document.documentElement.dataset.density = density ?? 'comfortable';
  }, [density]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      getStyleNonce={readStyleNonce}
    >
      {children}
    </MantineProvider>
  );
}

const key = 'rapport.palette';

function keep(told: string): void {
  try {
    if (told === 'null') localStorage.removeItem(key);
    else localStorage.setItem(key, told);
  } catch {
    // A browser that keeps nothing shows the product's own colour for a moment.
  }
}

function findKept(): Palette | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Palette | null;
    return Array.isArray(kept?.shades) && kept.shades.length === 10 && kept.light && kept.dark ? kept : null;
  } catch {
    return null;
  }
}

/** The nonce the server put into the page: without it the content security policy refuses Mantine's styles. */
function readStyleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
