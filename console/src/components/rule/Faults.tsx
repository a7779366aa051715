import { Text } from '@mantine/core';
import { useI18n } from '../../i18n/I18nContext.tsx';
import type { Fault } from './RuleContext.tsx';

/** What the API refuses here, in its own words. */
export function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  const { t } = useI18n();
  if (faults.length === 0) return null;
  return (
    <div role="alert" className="faults">
      {faults.map(({ path, reason }) => (
        <Text key={path + reason} size="xs">
          {t.segments.refused}:{' '}
          <span lang="en" dir="ltr">
            {reason}
          </span>
        </Text>
      ))}
    </div>
  );
}
