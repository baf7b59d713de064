import { ActionIcon, Alert, Badge, Button, CopyButton, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { DomainProof } from '../../../../shared/contract/identity-provider.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { FormProblem } from '../../../../web/shell/form-problem.tsx';
import { notifyDone } from '../../../../web/shell/notify.ts';
import { useFormErrors } from '../../../../web/shell/use-form-errors.ts';
import { useProveDomain } from './provider.queries.ts';

/** Whether the domains are known to be the company's, and what its DNS has to say for that. */
export function DomainProofs({ proofs }: { readonly proofs: readonly DomainProof[] }) {
  const { t } = useTranslation('workspace');
  return (
    <Stack gap="md" mt="xl">
      <Title order={2} size="h4">
        {t('provider.proof.title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('provider.proof.text')}
      </Text>
      {proofs.every(({ by }) => by === null) && <Alert color="yellow">{t('provider.proof.none')}</Alert>}
      {proofs.map((proof) => (
        <Proof key={proof.domain} proof={proof} />
      ))}
    </Stack>
  );
}

function Proof({ proof }: { readonly proof: DomainProof }) {
  const { t } = useTranslation('workspace');
  const format = useFormat();
  const prove = useProveDomain();
  const { errors } = useFormErrors(prove.error);
  const { domain, by, checkedAt, missingSince } = proof;
  const isOpen = by === null || missingSince !== null;
  const act = () => prove.mutate(domain, { onSuccess: () => notifyDone(t('provider.proof.done', { domain })) });
  return (
    <Stack gap="xs" component="section" aria-label={domain}>
      <Group gap="xs">
        <Text fw={600}>{domain}</Text>
        <Badge variant="light" color={by ? (missingSince ? 'yellow' : 'green') : 'gray'} tt="none">
          {t(stateOf(proof))}
        </Badge>
        {checkedAt && (
          <Text size="xs" c="dimmed">
            {t('provider.proof.checked', { at: format.dateTime(checkedAt) })}
          </Text>
        )}
      </Group>
      {missingSince && (
        <Text size="sm">
          {by ? t('provider.proof.missing', { since: format.dateTime(missingSince) }) : t('provider.proof.lost')}
        </Text>
      )}
      {isOpen && <Record proof={proof} />}
      {errors.domain ? (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {errors.domain}
        </Text>
      ) : (
        <FormProblem error={prove.error} />
      )}
      {by !== 'operator' && (
        <Group>
          <Button variant="default" loading={prove.isPending} onClick={act}>
            {t(by && !missingSince ? 'provider.proof.again' : 'provider.proof.check')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function stateOf({ by }: DomainProof): string {
  if (by === null) return 'provider.proof.waiting';
  return by === 'dns' ? 'provider.proof.dns' : 'provider.proof.byOperator';
}

/** What is to be put into the DNS, to be copied. */
function Record({ proof: { domain, record, value } }: { readonly proof: DomainProof }) {
  const { t } = useTranslation('workspace');
  return (
    <>
      <Copied label={t('provider.proof.record')} value={record} />
      <Copied label={t('provider.proof.value')} value={value} />
      <Text size="xs" c="dimmed">
        {t('provider.proof.operator', { domain })}
      </Text>
    </>
  );
}

function Copied({ label, value }: { readonly label: string; readonly value: string }) {
  const { t } = useTranslation('workspace');
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <TextInput
          label={label}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          rightSection={
            <ActionIcon
              variant="subtle"
              aria-label={copied ? t('provider.proof.copied') : t('provider.proof.copy', { what: label })}
              onClick={copy}
            >
              {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            </ActionIcon>
          }
        />
      )}
    </CopyButton>
  );
}
