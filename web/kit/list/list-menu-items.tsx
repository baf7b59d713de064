import { Suspense, use } from 'react';
import type { ListMenuItemProps } from '../../module.ts';
import { ModulesContext } from '../../shell/modules-context.ts';

/** What modules offer in the menu of the noun's list. */
export function ListMenuItems({ noun, shown }: ListMenuItemProps) {
  const modules = use(ModulesContext);
  const items = modules.flatMap((module) =>
    (module.listMenu ?? []).map((component, index) => ({ key: `${module.name}/${index}`, component })),
  );
  return (
    <Suspense>
      {items.map(({ key, component: Item }) => (
        <Item key={key} noun={noun} shown={shown} />
      ))}
    </Suspense>
  );
}
