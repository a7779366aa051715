import { NativeSelect, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fill } from '../../../i18n/fill.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';
import { LoadState } from '../../../ui/LoadState.tsx';
import { segmentsQueries } from '../api/segmentsQueries.ts';

/** How many customers this segment shares with another. */
export function Overlap({ id }: { readonly id: string }) {
  const { t } = useI18n();
  const [other, setOther] = useState('');
  const segments = (useQuery(segmentsQueries.choices()).data ?? []).filter((segment) => segment.id !== id);
  const chosen = segments.find((segment) => segment.id === other);
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t.segments.overlap}
        </Title>
        <NativeSelect
          label={t.segments.compareWith}
          value={other}
          data={[
            { value: '', label: t.segments.choose },
            ...segments.map((segment) => ({ value: segment.id, label: segment.name })),
          ]}
          onChange={(event) => {
            setOther(event.currentTarget.value);
          }}
        />
        {chosen && <Shares id={id} other={other} name={chosen.name} />}
      </Stack>
    </Paper>
  );
}

function Shares({ id, other, name }: { readonly id: string; readonly other: string; readonly name: string }) {
  const { t, format } = useI18n();
  const query = useQuery(segmentsQueries.overlap(id, other));
  return (
    <LoadState query={query}>
      {({ both, onlyA, onlyB, share, complete }) => {
        const parts = [
          { label: t.segments.onlyHere, value: onlyA, color: 'blue.4' },
          { label: t.segments.both, value: both, color: 'peyk.6' },
          { label: fill(t.segments.onlyThere, { name }), value: onlyB, color: 'gray.4' },
        ];
        const all = both + onlyA + onlyB || 1;
        return (
          <Stack gap="xs">
            <Progress.Root size="xl" aria-hidden>
              {parts.map(({ label, value, color }) => (
                <Progress.Section key={label} value={(100 * value) / all} color={color} />
              ))}
            </Progress.Root>
            <ul className="legend">
              {parts.map(({ label, value, color }) => (
                <li key={label}>
                  <span className="dot" style={{ background: `var(--mantine-color-${color.replace('.', '-')})` }} />
                  <span>{label}</span>
                  <strong className="number">{format.count(value)}</strong>
                </li>
              ))}
            </ul>
            <Text size="sm">{fill(t.segments.share, { share: format.percent(share) })}</Text>
            {!complete && <Text size="sm">{t.segments.partial}</Text>}
          </Stack>
        );
      }}
    </LoadState>
  );
}
