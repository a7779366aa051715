import { Center, Loader } from '@mantine/core';
import { useI18n } from '../i18n/I18nContext.tsx';

/** Stands where a page or a list will be. */
export function Waiting() {
  const { t } = useI18n();
  return (
    <Center h={200} role="status" aria-label={t.common.loading}>
      <Loader />
    </Center>
  );
}
