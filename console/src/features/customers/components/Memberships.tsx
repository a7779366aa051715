import { Paper, Stack, Text, Title } from '@mantine/core';
import type { CustomerResponse } from '../../../../../contract/customers.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { TextLink } from '../../../ui/links.tsx';

/** The segments a customer is in, and since when. */
export function Memberships({ customer }: { readonly customer: CustomerResponse }) {
  const { t, format } = useI18n();
  const { segments } = customer;
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t.customers.segments}
        </Title>
        {segments.length === 0 && <Text size="sm">{t.customers.inNoSegment}</Text>}
        <ul className="plain">
          {segments.map(({ id, name, since }) => (
            <li key={id}>
              <TextLink to="/segments/$id" params={{ id }} size="sm">
                <bdi>{name}</bdi>
              </TextLink>
              <Text size="xs" className="quiet" component="span">
                {t.segments.since} {format.day(since)}
              </Text>
            </li>
          ))}
        </ul>
      </Stack>
    </Paper>
  );
}
