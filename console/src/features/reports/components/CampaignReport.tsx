import { Alert, Group, NativeSelect, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { attributionModelSchema } from '../../../../../contract/report.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { LoadState } from '../../../ui/LoadState.tsx';
import { reportsQueries, type AttributionModel } from '../api/reportsQueries.ts';
import { ReportCards } from './ReportCards.tsx';
import { ReportTable } from './ReportTable.tsx';

const MODELS = attributionModelSchema.options;

/** What a campaign earned, in total and per segment, by the attribution model that is chosen. */
export function CampaignReport({ id }: { readonly id: string }) {
  const { t } = useI18n();
  const [model, setModel] = useState<AttributionModel>('lastClick');
  const query = useQuery(reportsQueries.campaign(id, model));
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" align="flex-end" mb="md">
        <div>
          <Title order={2} size="h3">
            {t.reports.title}
          </Title>
          <Text size="sm" maw={640}>
            {t.reports.hint}
          </Text>
        </div>
        <NativeSelect
          label={t.reports.model}
          value={model}
          data={MODELS.map((value) => ({ value, label: t.reports.models[value] }))}
          onChange={(event) => {
            const chosen = MODELS.find((value) => value === event.currentTarget.value);
            if (chosen) setModel(chosen);
          }}
        />
      </Group>
      <LoadState query={query}>
        {(report) => (
          <Stack>
            {!report.sampleRatio.ok && (
              <Alert color="red" variant="outline" title={t.reports.sampleRatioBad} role="alert" />
            )}
            <ReportTable report={report} />
            <ReportCards report={report} />
            {report.segments.length > 1 && (
              <Text size="xs">
                {t.reports.overlap} {t.reports.many}
              </Text>
            )}
          </Stack>
        )}
      </LoadState>
    </Paper>
  );
}
