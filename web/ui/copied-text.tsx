import { Button, CopyButton, Group, TextInput } from '@mantine/core';

interface CopiedTextProps {
  readonly label: string;
  readonly value: string;
  /** What the button says, before and after. */
  readonly words: { readonly copy: string; readonly copied: string };
}

/** A text to be taken elsewhere. */
export function CopiedText({ label, value, words }: CopiedTextProps) {
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <TextInput flex={1} label={label} readOnly value={value} onFocus={(event) => event.currentTarget.select()} />
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {copied ? words.copied : words.copy}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
