import { ActionIcon, Button, Chip, Group, Input, Select } from '@mantine/core';
import { IconFilter, IconPlus, IconTrash } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../web/kit/data/metadata.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import { part } from '../../../web/ui/part.tsx';
import { type WebhookEvent, webhookKinds } from '../contract/index.ts';
import classes from './webhooks.module.css';

const FilterDrawer = part(() => import('../../../web/kit/filter/filter-drawer.tsx'));

interface EventListProps {
  readonly events: readonly WebhookEvent[];
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (events: readonly WebhookEvent[]) => void;
}

/** Which records a webhook hears of, and what of them. */
export function EventList({ events, errors, onChange }: EventListProps) {
  const { t } = useTranslation('webhooks');
  const replace = (index: number, event: WebhookEvent | null) =>
    onChange(events.flatMap((one, position) => (position === index ? (event ?? []) : one)));
  return (
    <Input.Wrapper label={t('events')} error={errors.events} required>
      {events.map((event, index) => (
        <EventRow
          // biome-ignore lint/suspicious/noArrayIndexKey: two of the same noun differ in nothing but their place
          key={index}
          event={event}
          error={errorOf(errors, index)}
          onChange={(next) => replace(index, next)}
        />
      ))}
      <Button
        variant="subtle"
        mt="xs"
        leftSection={<IconPlus size={16} />}
        onClick={() => onChange([...events, { noun: 'company', kinds: ['created', 'updated'] }])}
      >
        {t('addEvent')}
      </Button>
    </Input.Wrapper>
  );
}

function errorOf(errors: EventListProps['errors'], index: number): string | undefined {
  return Object.entries(errors).find(([path]) => path.startsWith(`events.${index}.`))?.[1];
}

interface EventRowProps {
  readonly event: WebhookEvent;
  readonly error: string | undefined;
  readonly onChange: (event: WebhookEvent | null) => void;
}

function EventRow({ event, error, onChange }: EventRowProps) {
  const { t } = useTranslation('webhooks');
  const labels = useLabels();
  const nouns = useMetadata().data?.nouns ?? [];
  return (
    <div className={classes.event}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <Select
          flex={1}
          label={t('noun')}
          allowDeselect={false}
          searchable
          error={error}
          data={nouns.map(({ name }) => ({ value: name, label: labels.nouns(name) }))}
          value={event.noun}
          onChange={(noun) => noun && noun !== event.noun && onChange({ noun, kinds: event.kinds })}
        />
        <ActionIcon variant="subtle" size="lg" aria-label={t('removeEvent')} onClick={() => onChange(null)}>
          <IconTrash size={18} />
        </ActionIcon>
      </Group>
      <Chip.Group
        multiple
        value={event.kinds}
        onChange={(kinds) => onChange({ ...event, kinds: webhookKinds.filter((kind) => kinds.includes(kind)) })}
      >
        <Group gap="xs">
          {webhookKinds.map((kind) => (
            <Chip key={kind} value={kind} size="xs">
              {t(`kinds.${kind}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <EventFilter event={event} onChange={onChange} />
    </div>
  );
}

function EventFilter({ event, onChange }: Omit<EventRowProps, 'error'>) {
  const { t } = useTranslation('webhooks');
  const [open, setOpen] = useState(false);
  const noun = useMetadata().data?.nouns.find(({ name }) => name === event.noun);
  if (!noun) return null;
  return (
    <div>
      <Button
        size="compact-sm"
        variant={event.filter ? 'light' : 'subtle'}
        leftSection={<IconFilter size={14} />}
        onClick={() => setOpen(true)}
      >
        {t(event.filter ? 'filtered' : 'filter')}
      </Button>
      <Suspense>
        {open && (
          <FilterDrawer
            noun={noun}
            filter={event.filter ?? undefined}
            onApply={(filter) => onChange({ ...event, filter: filter ?? null })}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </div>
  );
}
