import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useTranslation } from '../i18n/use-translation.tsx';

/** The shortest password the server takes. */
export const minPasswordLength = 10;

/** A password that can be shown while it is typed. */
export function PasswordField(props: PasswordInputProps) {
  const { t } = useTranslation('shell');
  return <PasswordInput {...props} visibilityToggleButtonProps={{ 'aria-label': t('password.toggle'), tabIndex: 0 }} />;
}
