import { Text } from '@mantine/core';
import { useI18n } from '../../../../i18n/I18nContext.tsx';
import type { Issue } from '../../../../lib/http/ApiError.ts';

/** What the API refuses here, in its own words. */
export function Issues({ issues }: { readonly issues: readonly Issue[] }) {
  const { t } = useI18n();
  if (issues.length === 0) return null;
  return (
    <div role="alert" className="issues">
      {issues.map(({ path, reason }) => (
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
