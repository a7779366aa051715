import { Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { useMay } from '../../../lib/authorization.ts';
import { TextLink } from '../../../ui/links.tsx';
import { LoadState } from '../../../ui/LoadState.tsx';
import { More } from '../../../ui/More.tsx';
import { Problem } from '../../../ui/Problem.tsx';
import { segmentsQueries } from '../api/segmentsQueries.ts';
import { useDownloadMembers } from '../api/useDownloadMembers.ts';

/** Who belongs to a segment and since when, and all of them as a file. */
export function Members({ id }: { readonly id: string }) {
  const { t, format } = useI18n();
  const query = useInfiniteQuery(segmentsQueries.members(id));
  const mayExport = useMay('marketer');
  const csv = useDownloadMembers(id);
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {t.segments.members}
        </Title>
        {mayExport && (
          <Button
            variant="default"
            size="xs"
            loading={csv.isPending}
            onClick={() => {
              csv.mutate();
            }}
          >
            {t.segments.csv}
          </Button>
        )}
      </Group>
      <Problem title={t.common.problem} error={csv.error} />
      <LoadState query={query}>
        {(members) => (
          <Stack>
            {members.length === 0 && !query.hasNextPage && <Text size="sm">{t.segments.noMembers}</Text>}
            {members.length > 0 && (
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t.segments.customer}</Table.Th>
                    <Table.Th>{t.segments.since}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {members.map(({ customerId, since }) => (
                    <Table.Tr key={customerId}>
                      <Table.Td className="id">
                        <TextLink to="/customers/$id" params={{ id: customerId }}>
                          <bdi>{customerId}</bdi>
                        </TextLink>
                      </Table.Td>
                      <Table.Td>{format.date(since)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            )}
            <More query={query} />
          </Stack>
        )}
      </LoadState>
    </Paper>
  );
}
