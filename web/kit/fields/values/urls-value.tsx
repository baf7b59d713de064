import { shownUrl } from '../../../../shared/urls/shown-url.ts';
import type { ValueProps } from '../field-view.ts';
import { ManyLines } from './many-lines.tsx';
import { OutsideLink } from './outside-link.tsx';

export function UrlsValue({ value, compact }: ValueProps<'urls'>) {
  return (
    <ManyLines
      compact={compact}
      items={value.map(({ address, label }) => ({ key: address, note: label, text: <UrlLink address={address} /> }))}
    />
  );
}

/** Whatever the value came through, a link never runs a script. */
function UrlLink({ address }: { readonly address: string }) {
  const isPage = /^https?:\/\//i.test(address);
  if (!isPage && !/^(mailto|tel):/i.test(address)) return <>{address}</>;
  return (
    <OutsideLink href={address} newTab={isPage}>
      {shownUrl(address)}
    </OutsideLink>
  );
}
