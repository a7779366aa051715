import { Anchor, Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { segmentsApi } from '../../api/segments.ts';
import { usePages } from '../../api/usePages.ts';
import { useMay } from '../../auth/useMe.ts';
import { useI18n } from '../../i18n/I18nContext.tsx';
import { linkTo } from '../../route.ts';
import { LoadState } from '../LoadState.tsx';
import { More } from '../More.tsx';
import { Problem } from '../Problem.tsx';
import { saveFile } from './saveFile.ts';

/** Who belongs to a segment and since when, and all of them as a file. */
export function Members({ id }: { readonly id: string }) {
  const { t, format } = useI18n();
  const query = usePages(['segment', id, 'members'], (cursor) => segmentsApi.members(id, cursor));
  const mayExport = useMay('marketer');
  const csv = useMutation({
    mutationFn: () => segmentsApi.download(id),
    onSuccess: (file) => {
      saveFile(file, `members-${id}.csv`);
    },
  });
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
      <Problem title={t.problem} error={csv.error} />
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
                        <Anchor href={linkTo({ page: 'customer', id: customerId })} underline="always">
                          <bdi>{customerId}</bdi>
                        </Anchor>
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
