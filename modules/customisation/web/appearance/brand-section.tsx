import { Button, ColorInput, FileButton, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Brand } from '../../../../shared/appearance/appearance.ts';
import { isShownAsChosen, type Palette, paletteOf } from '../../../../shared/appearance/palette.ts';
import { petrol } from '../../../../shared/appearance/petrol.ts';
import { problemFields } from '../../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { FormProblem } from '../../../../web/shell/form-problem.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import classes from './appearance.module.css';
import { type Parts, usePutAppearance } from './appearance.queries.ts';
import { readLogo } from './read-logo.ts';
import { SaveButtons } from './save-buttons.tsx';

const colour = /^#[0-9a-f]{6}$/i;
const swatches = [petrol[7] ?? '', '#1d4ed8', '#6d28d9', '#be185d', '#b91c1c', '#c2410c', '#15803d', '#334155'];

/** The accent colour and the mark of the workspace. */
export function BrandSection({ said }: { readonly said: Parts['brand'] }) {
  const { t } = useTranslation('customisation');
  const [brand, setBrand] = useState<Brand>(said.definition);
  const [fault, setFault] = useState<string>();
  const put = usePutAppearance('brand');
  const errors = problemFields(put.error, t);
  const change = (part: { readonly [K in keyof Brand]: Brand[K] | undefined }) => {
    put.reset();
    setFault(undefined);
    const next = Object.entries({ ...brand, ...part }).filter(([, value]) => value !== undefined && value !== '');
    setBrand(Object.fromEntries(next));
  };
  const take = (file: File | null) => {
    if (file)
      readLogo(file).then(
        (logo) => change({ logo }),
        () => setFault(t('appearance.logoFault')),
      );
  };
  return (
    <SectionCard title={t('appearance.brand')}>
      <Stack gap="md">
        <FormProblem error={put.error} />
        <AccentInput
          accent={brand.accent}
          error={errors['definition.accent']}
          onChange={(accent) => change({ accent })}
        />
        <div>
          <Text size="sm" fw={500} mb={4}>
            {t('appearance.logo')}
          </Text>
          <Group gap="sm">
            {brand.logo && <img className={classes.logo} src={brand.logo} alt="" width={48} height={48} />}
            <FileButton accept="image/png,image/jpeg,image/webp" onChange={take}>
              {(props) => (
                <Button variant="default" {...props}>
                  {t('appearance.chooseLogo')}
                </Button>
              )}
            </FileButton>
            {brand.logo && (
              <Button variant="subtle" color="gray" onClick={() => change({ logo: undefined })}>
                {t('appearance.removeLogo')}
              </Button>
            )}
          </Group>
          <Text size="xs" c="dimmed" mt={4}>
            {t('appearance.logoHint')}
          </Text>
          {(fault ?? errors['definition.logo']) && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {fault ?? errors['definition.logo']}
            </Text>
          )}
        </div>
        <SaveButtons
          isSaid={Object.keys(said.definition).length > 0}
          isSaving={put.isPending}
          onShipped={() => put.mutate({ version: said.version, definition: {} })}
          onSave={() => put.mutate({ version: said.version, definition: brand })}
        />
      </Stack>
    </SectionCard>
  );
}

interface AccentInputProps {
  readonly accent: string | undefined;
  readonly error: string | undefined;
  readonly onChange: (accent: string | undefined) => void;
}

/** The colour with what becomes of it on light and dark ground. */
function AccentInput({ accent, error, onChange }: AccentInputProps) {
  const { t } = useTranslation('customisation');
  const shown = accent && colour.test(accent) ? accent : (petrol[7] ?? '');
  const palette = paletteOf(shown);
  return (
    <Stack gap={6}>
      <ColorInput
        label={t('appearance.accent')}
        description={t('appearance.accentHint')}
        placeholder={petrol[7]}
        format="hex"
        swatches={swatches}
        swatchesPerRow={8}
        withEyeDropper={false}
        value={accent ?? ''}
        error={error}
        maw={320}
        onChange={(value) => onChange(value === '' ? undefined : value)}
      />
      {!isShownAsChosen(shown) && (
        <Text size="sm" role="status">
          {t('appearance.mended', { color: palette.shades[7] })}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {t('appearance.sample')}
      </Text>
      <Group gap="xs" aria-hidden>
        <Sample palette={palette} scheme="light" />
        <Sample palette={palette} scheme="dark" />
      </Group>
    </Stack>
  );
}

interface SampleProps {
  readonly palette: Palette;
  readonly scheme: 'light' | 'dark';
}

function Sample({ palette, scheme }: SampleProps) {
  const { text, selected } = palette[scheme];
  const filled = palette.shades[scheme === 'light' ? 7 : 6];
  return (
    <div className={classes.sample} data-scheme={scheme}>
      <span style={{ background: filled, color: '#ffffff' }}>Aa</span>
      <span style={{ color: text }}>Aa</span>
      <span style={{ background: selected, color: text }}>Aa</span>
    </div>
  );
}
