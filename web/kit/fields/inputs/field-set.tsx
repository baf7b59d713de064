import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './inputs.module.css';

interface FieldSetProps {
  readonly label: string | undefined;
  readonly ariaLabel: string | undefined;
  readonly required: boolean;
  readonly error: string | undefined;
  readonly children: ReactNode;
}

/** Several inputs that make one value, under one label. */
export function FieldSet({ label, ariaLabel, required, error, children }: FieldSetProps) {
  return (
    <fieldset className={classes.fieldset} aria-label={label ? undefined : ariaLabel}>
      {label && (
        <legend className={classes.legend}>
          {label}
          {required && (
            <Text component="span" c="var(--mantine-color-error)" aria-hidden>
              {' *'}
            </Text>
          )}
        </legend>
      )}
      {children}
      {error && (
        <Text size="xs" c="var(--mantine-color-error)" mt={4} role="alert">
          {error}
        </Text>
      )}
    </fieldset>
  );
}
