import { Box, MultiSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { roles } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyDone, notifyProblem } from '../../../web/shell/notify.ts';
import { request } from '../../../web/shell/request.ts';
import { sessionQuery } from '../../../web/shell/session.ts';
import { useOwnRoles } from './role/role.queries.ts';

interface Chosen {
  readonly roles: readonly string[];
}
const path = '/api/v1/second-factor-roles';
const queryKey = ['secondFactorRoles'] as const;

/** The roles whose members must have a second factor. */
export function RequiredFactor() {
  const { t } = useTranslation('workspace');
  const { data } = useQuery({ queryKey, queryFn: ({ signal }) => request<Chosen>('GET', path, undefined, signal) });
  const own = useOwnRoles();
  const save = useSave();
  if (!data || !own) return null;
  const standard = roles.map((role) => ({ value: role as string, label: t(`nouns:member.options.role.${role}`) }));
  return (
    <Box mt="xl">
      <MultiSelect
        label={t('settings.secondFactor')}
        description={t('settings.secondFactorHint')}
        placeholder={data.roles.length === 0 ? t('settings.secondFactorNobody') : ''}
        data={[...standard, ...own]}
        value={data.roles.filter((role) => [...standard, ...own].some(({ value }) => value === role))}
        disabled={save.isPending}
        onChange={(chosen) => save.mutate(chosen)}
      />
    </Box>
  );
}

function useSave() {
  const { t } = useTranslation('workspace');
  const client = useQueryClient();
  return useMutation<Chosen, Error, readonly string[]>({
    mutationFn: (chosen) => request('PUT', path, { roles: chosen }),
    onSuccess: async (saved) => {
      client.setQueryData(queryKey, saved);
      notifyDone(t('settings.saved'));
      // It may be about whoever chose it.
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
    onError: (error) => notifyProblem(error, t),
  });
}
