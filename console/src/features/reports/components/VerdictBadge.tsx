import { Badge } from '@mantine/core';
import type { CellResponse } from '../../../../../contract/cell.ts';
import { useI18n } from '../../../i18n/I18nContext.tsx';

const COLORS = { gain: 'teal', loss: 'red', undecided: 'gray', 'not-enough-data': 'gray' } as const;
const SIGNS = { gain: '▲', loss: '▼', undecided: '◆', 'not-enough-data': '…' } as const;

/** The verdict in words and with a sign, so that it does not hang on colour alone. */
export function VerdictBadge({ verdict }: { readonly verdict: CellResponse['verdict'] }) {
  const { t } = useI18n();
  return (
    <Badge variant="filled" color={`${COLORS[verdict]}.9`} tt="none" leftSection={SIGNS[verdict]} autoContrast>
      {t.reports.verdicts[verdict]}
    </Badge>
  );
}
