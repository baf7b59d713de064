import { Badge } from '@mantine/core';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import type { Webhook } from '../contract/index.ts';

/** Whether a webhook works, in a word. */
export function WebhookState({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const state = stateOf(webhook);
  return (
    <Badge variant="dot" color={colors[state]}>
      {t(`state.${state}`)}
    </Badge>
  );
}

const colors = { on: 'teal', off: 'gray', failing: 'orange', disabled: 'red' } as const;

function stateOf({ active, disabledAt, failingSince }: Webhook): keyof typeof colors {
  if (disabledAt) return 'disabled';
  if (!active) return 'off';
  return failingSince ? 'failing' : 'on';
}
