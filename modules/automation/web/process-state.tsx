import { Badge } from '@mantine/core';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import type { Process } from '../contract/index.ts';

const colors = { on: 'teal', off: 'gray', stopped: 'red' } as const;

/** Whether a process works, in a word. */
export function ProcessState({ process: { state } }: { readonly process: Pick<Process, 'state'> }) {
  const { t } = useTranslation('automation');
  return (
    <Badge variant="dot" color={colors[state]}>
      {t(`state.${state}`)}
    </Badge>
  );
}
