import { Button, Stack } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { problemHere } from '../../client/api-error.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { FormProblem } from '../form-problem.tsx';
import { endLeft } from '../left-session.ts';
import { request } from '../request.ts';

interface ProviderEntryProps {
  /** As typed so far: where there are several providers, it says which. */
  readonly email: string;
  readonly next: string;
  /** Why the last attempt came to nothing. */
  readonly problem: string | undefined;
}

/** Signs in by the company's identity provider, where there is one. */
export function ProviderEntry({ email, next, problem }: ProviderEntryProps) {
  const { t } = useTranslation('shell');
  const { data } = useQuery({
    queryKey: ['providers'],
    queryFn: ({ signal }) =>
      request<{ any: boolean; label: string | null }>('GET', '/api/auth/provider', undefined, signal),
  });
  const start = useMutation({ mutationFn: () => goToProvider(email, next) });
  const refused = useRefusal(problem);
  return (
    <Stack gap="sm" mb="md">
      {data?.any && (
        <Button
          variant="default"
          size="md"
          leftSection={<IconBuilding size={18} stroke={1.6} />}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {data.label ? t('signIn.provider', { name: data.label }) : t('signIn.company')}
        </Button>
      )}
      <FormProblem error={start.error ?? refused} />
    </Stack>
  );
}

async function goToProvider(email: string, next: string): Promise<void> {
  // Who comes back has a new cookie: the session that was left could be ended no more.
  await endLeft();
  const { url } = await request<{ url: string }>('POST', '/api/auth/provider', { email, next });
  window.location.assign(url);
}

/** What may be told of an attempt that ended; an address says nothing else on our page. */
const refusals = new Set([
  ...['providerRefused', 'providerUnverified', 'providerDomain', 'providerNoMember', 'providerUnreachable'],
  ...['providerSecretLost', 'providerLink', 'providerUnproved', 'accountElsewhere', 'busy'],
]);

function useRefusal(code: string | undefined) {
  const { data } = useQuery({
    queryKey: ['refusal', code],
    queryFn: () => problemHere(code ?? '', null),
    enabled: code !== undefined && refusals.has(code),
  });
  return data;
}
