import { Alert, Text } from '@mantine/core';
import { ApiError } from '../lib/http/ApiError.ts';

interface Props {
  readonly title: string;
  readonly error: Error | null;
}

/** What the API said no with, in its own words below ours. */
export function Problem({ title, error }: Props) {
  if (!error) return null;
  const reasons = error instanceof ApiError ? error.issues.map(({ path, reason }) => `${path}: ${reason}`) : [];
  return (
    <Alert color="red" variant="outline" title={title} role="alert">
      {[error.message, ...reasons].map((line) => (
        <Text key={line} size="sm" dir="auto" lang="en">
          {line}
        </Text>
      ))}
    </Alert>
  );
}
