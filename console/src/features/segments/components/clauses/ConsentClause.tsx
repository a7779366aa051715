import { Text } from '@mantine/core';
import { useI18n } from '../../../../i18n/I18nContext.tsx';

/** Consent to e-mail: there is nothing to choose. */
export function ConsentClause() {
  const { t } = useI18n();
  return (
    <Text size="sm" component="span">
      {t.rules.consent}
    </Text>
  );
}
