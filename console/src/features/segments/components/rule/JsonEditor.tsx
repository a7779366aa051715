import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useI18n } from '../../../../i18n/I18nContext.tsx';

interface Props {
  readonly rule: unknown;
  readonly onChange: (rule: unknown) => void;
}

/** The rule as the API takes it. What is no JSON yet stays here. */
export function JsonEditor({ rule, onChange }: Props) {
  const { t } = useI18n();
  const [text, setText] = useState(() => JSON.stringify(rule, undefined, 2));
  return (
    <Textarea
      aria-label={t.segments.json}
      autosize
      minRows={10}
      maxRows={28}
      dir="ltr"
      classNames={{ input: 'code' }}
      spellCheck={false}
      value={text}
      error={parsed(text).ok ? undefined : t.segments.jsonBad}
      onChange={(event) => {
        setText(event.currentTarget.value);
        const result = parsed(event.currentTarget.value);
        if (result.ok) onChange(result.rule);
      }}
    />
  );
}

function parsed(text: string): { readonly ok: true; readonly rule: unknown } | { readonly ok: false } {
  try {
    return { ok: true, rule: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}
