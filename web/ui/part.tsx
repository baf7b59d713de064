import { Button, Group, Paper, Portal, Text } from '@mantine/core';
import { Component, type ComponentType, lazy, type ReactNode, useState } from 'react';
import { useTranslation } from '../i18n/use-translation.tsx';
import classes from './part.module.css';

type Load<Props> = () => Promise<{ readonly default: ComponentType<Props> }>;

/**
 * A dialog, drawer, menu or panel whose code comes when it is first drawn. Code that does not come (there is no network, or an
 * update took the older build away) takes nothing with it: the page stays, with all that was typed there, and it is told
 * that a part is missing.
 */
export function part<Props extends object>(load: Load<Props>): (props: Props) => ReactNode {
  const source: Source<Props> = { load, code: lazy(load) };
  return (props) => <Part source={source} props={props} />;
}

/** The code that was asked for last; what did not come is asked for anew. */
interface Source<Props> {
  readonly load: Load<Props>;
  code: ComponentType<Props>;
}

interface PartProps<Props> {
  readonly source: Source<Props>;
  readonly props: Props;
}

function Part<Props extends object>({ source, props }: PartProps<Props>) {
  const [{ Code }, setDrawn] = useState({ Code: source.code });
  const retry = () => {
    source.code = lazy(() => loadAnew(source.load));
    setDrawn({ Code: source.code });
  };
  return (
    <PartBoundary onRetry={retry}>
      <Code {...props} />
    </PartBoundary>
  );
}

/** Whether the code of a page or a part did not come, as each browser says it, and what loads the styles of a chunk. */
export const isMissingChunk = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|importing a module script failed|unable to preload css/i.test(error.message);

/** A browser that once failed to fetch a module never asks for that address again until the page is loaded anew: it is asked for by another one. */
async function loadAnew<Props>(load: Load<Props>): ReturnType<Load<Props>> {
  try {
    return await load();
  } catch (error) {
    const address = error instanceof Error && isMissingChunk(error) ? /https?:\S+\.js/.exec(error.message)?.[0] : null;
    if (!address || new URL(address).origin !== window.location.origin) throw error;
    const found = (await import(/* @vite-ignore */ `${address}?again=${Date.now()}`)) as Awaited<
      ReturnType<Load<Props>>
    >;
    if (!found.default) throw error;
    return found;
  }
}

interface PartBoundaryProps {
  readonly onRetry: () => void;
  readonly children: ReactNode;
}

/** What else goes wrong in a part is for the page to tell. */
class PartBoundary extends Component<PartBoundaryProps, { readonly error: unknown }> {
  static getDerivedStateFromError = (error: unknown) => ({ error });

  override state = { error: null as unknown };

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    if (!isMissingChunk(error)) throw error;
    const retry = () => {
      this.props.onRetry();
      this.setState({ error: null });
    };
    return <MissingPart onRetry={retry} />;
  }
}

function MissingPart({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useTranslation('shell');
  return (
    <Portal>
      <Paper className={classes.missing ?? ''} role="alert" withBorder shadow="md" p="md">
        <Text size="sm">{t('state.missingPart')}</Text>
        <Group gap="xs" mt="sm" justify="flex-end">
          <Button variant="default" onClick={() => window.location.reload()}>
            {t('action.reload')}
          </Button>
          <Button onClick={onRetry}>{t('action.retry')}</Button>
        </Group>
      </Paper>
    </Portal>
  );
}
