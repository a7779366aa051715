import { Button, Group, Paper, Stack, Table, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CustomerResponse } from '../../../../../contract/customers.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { TextLink } from '../../../ui/links.tsx';
import { LoadState } from '../../../ui/LoadState.tsx';
import { More } from '../../../ui/More.tsx';
import { PageHead } from '../../../ui/PageHead.tsx';
import { customersQueries } from '../api/customersQueries.ts';

/** Customers, newest first, or the one with an id or address. */
export function CustomerListPage() {
  const { t } = useI18n();
  const [typed, setTyped] = useState('');
  const [wanted, setWanted] = useState('');
  const query = useInfiniteQuery(customersQueries.list(wanted));
  return (
    <Stack>
      <PageHead title={t.customers.title} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setWanted(typed.trim());
        }}
      >
        <Group gap="xs" align="flex-end" wrap="nowrap" maw={520}>
          <TextInput
            flex={1}
            type="search"
            label={t.customers.search}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
            }}
          />
          <Button type="submit" variant="default">
            {t.customers.find}
          </Button>
        </Group>
      </form>
      <LoadState query={query}>
        {(items) => {
          if (items.length > 0) return <Rows items={items} />;
          if (wanted === '') return <Empty title={t.customers.none} hint={t.customers.noneHint} />;
          return (
            <Empty title={t.customers.notFound} hint="">
              <Button
                variant="default"
                onClick={() => {
                  setTyped('');
                  setWanted('');
                }}
              >
                {t.customers.showAll}
              </Button>
            </Empty>
          );
        }}
      </LoadState>
      <More query={query} />
    </Stack>
  );
}

function Rows({ items }: { readonly items: readonly CustomerResponse[] }) {
  const { t, format } = useI18n();
  return (
    <Paper withBorder className="list">
      <Table verticalSpacing="sm" highlightOnHover className="cards">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.customers.id}</Table.Th>
            <Table.Th className="number">{t.customers.orders}</Table.Th>
            <Table.Th className="number">{t.customers.revenue}</Table.Th>
            <Table.Th className="number">{t.customers.segments}</Table.Th>
            <Table.Th>{t.customers.created}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ id, email, orders, segments, createdAt }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <TextLink to="/customers/$id" params={{ id }} fw={600}>
                  <bdi>{id}</bdi>
                </TextLink>
                <Text size="sm" className="quiet">
                  <bdi>{email ?? ''}</bdi>
                </Text>
              </Table.Td>
              <Table.Td className="number" data-label={t.customers.orders}>
                {format.count(orders.reduce((sum, each) => sum + each.orders, 0))}
              </Table.Td>
              <Table.Td className="number" data-label={t.customers.revenue}>
                {orders.map(({ revenue, currency }) => format.money(revenue, currency)).join(' + ') || '–'}
              </Table.Td>
              <Table.Td className="number" data-label={t.customers.segments}>
                {format.count(segments.length)}
              </Table.Td>
              <Table.Td data-label={t.customers.created} className="when">
                {format.day(createdAt)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
