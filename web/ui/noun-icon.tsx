import { IconFolder } from '@tabler/icons-react';
import { type ComponentProps, lazy, Suspense } from 'react';
import type { Icon } from '../module.ts';

/** The icon of an added noun by its name; drawn once the set of them is loaded, which no other page needs. */
export function nounIcon(name: string): Icon {
  const known = icons.get(name);
  if (known) return known;
  const Drawn = lazy(async () => {
    const { nounIconSet } = await import('./noun-icon-set.ts');
    return { default: nounIconSet[name as keyof typeof nounIconSet] ?? IconFolder };
  });
  // biome-ignore lint/correctness/noComponentHookFactories: made once a name and kept, so it stays the same.
  const Named: Icon = (props: ComponentProps<Icon>) => (
    <Suspense fallback={<IconFolder {...props} visibility="hidden" />}>
      <Drawn {...props} />
    </Suspense>
  );
  icons.set(name, Named);
  return Named;
}

const icons = new Map<string, Icon>();
