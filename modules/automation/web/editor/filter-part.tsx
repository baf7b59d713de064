import { Button, Input, Text } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { FilterWords } from '../../../../web/kit/filter/filter-words.tsx';
import { part } from '../../../../web/ui/part.tsx';

const FilterDrawer = part(() => import('../../../../web/kit/filter/filter-drawer.tsx'));

interface FilterPartProps {
  readonly noun: NounMetadata;
  readonly filter: Filter | null;
  /** Asks of the record itself alone. */
  readonly ofItself?: boolean;
  readonly label: string;
  /** What it means that there is none. */
  readonly none: string;
  readonly error: string | undefined;
  readonly onChange: (filter: Filter | null) => void;
}

/** A filter in words, and the way to its editor. */
export function FilterPart({ noun, filter, ofItself = false, label, none, error, onChange }: FilterPartProps) {
  const [open, setOpen] = useState(false);
  return (
    <Input.Wrapper error={error}>
      <Text size="sm" component="div" mb={6}>
        {filter ? <FilterWords noun={noun} filter={filter} /> : none}
      </Text>
      <Button
        size="compact-sm"
        variant={filter ? 'light' : 'default'}
        leftSection={<IconFilter size={14} />}
        onClick={() => setOpen(true)}
        aria-invalid={error ? true : undefined}
      >
        {label}
      </Button>
      <Suspense>
        {open && (
          <FilterDrawer
            noun={noun}
            ofItself={ofItself}
            filter={filter ?? undefined}
            onApply={(next) => onChange(next ?? null)}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </Input.Wrapper>
  );
}
