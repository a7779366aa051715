import { Text } from '@mantine/core';
import { fill } from '../../../../i18n/fill.ts';
import { minorDigits } from '../../../../i18n/formats.ts';
import { useI18n } from '../../../../i18n/I18nContext.tsx';

/** Money is typed in whole units of the currency and kept in its smallest. */
export function useMoneyScale(isMoney: boolean): number {
  const { workspace } = useI18n();
  return isMoney ? 10 ** minorDigits(workspace.currency) : 1;
}

export function Currency({ shown }: { readonly shown: boolean }) {
  const { t, workspace } = useI18n();
  if (!shown) return null;
  return (
    <Text size="sm" component="span">
      {fill(t.rules.in, { currency: workspace.currency })}
    </Text>
  );
}
