import { Alert, Paper, Stack, Text, Title } from '@mantine/core';
import type { CustomerResponse } from '../../../../../contract/customers.ts';
import { fill } from '../../../i18n/fill.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { useValueText } from '../../../i18n/useValueText.ts';
import { Facts } from '../../../ui/Facts.tsx';

/** What is known of a customer: the profile's own fields, then the shop's attributes. */
export function Profile({ customer }: { readonly customer: CustomerResponse }) {
  const { t, format } = useI18n();
  const textOf = useValueText();
  const { email, language, timeZone, consent, suppression, createdAt, attributes } = customer;
  const answer = consent.email;
  const consentText = answer
    ? fill(answer.granted ? t.customers.granted : t.customers.withdrawn, { at: format.day(answer.at) })
    : t.customers.neverAsked;
  const own = Object.entries(attributes).map(([name, value]) => [name, textOf(value)] as const);
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t.customers.profile}
        </Title>
        {suppression && <Alert color="red" variant="outline" title={t.customers.suppressed} />}
        <Facts
          facts={[
            [t.customers.email, <bdi key="email">{email ?? '–'}</bdi>],
            [t.customers.consent, consentText],
            [t.customers.language, language ?? '–'],
            [t.customers.timeZone, <bdi key="zone">{timeZone ?? '–'}</bdi>],
            [t.customers.created, format.day(createdAt)],
          ]}
        />
        <Title order={3} size="h5">
          {t.customers.attributes}
        </Title>
        {own.length === 0 ? <Text size="sm">{t.customers.noAttributes}</Text> : <Facts facts={own} />}
      </Stack>
    </Paper>
  );
}
