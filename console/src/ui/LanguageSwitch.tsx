import { NativeSelect } from '@mantine/core';
import { useI18n } from '../i18n/I18nContext.tsx';
import { LANGUAGES, NATIVE_NAMES } from '../i18n/language.ts';

export function LanguageSwitch() {
  const { language, setLanguage, t } = useI18n();
  return (
    <NativeSelect
      aria-label={t.common.language}
      size="xs"
      value={language}
      data={LANGUAGES.map((value) => ({ value, label: NATIVE_NAMES[value] }))}
      onChange={(event) => {
        const chosen = LANGUAGES.find((value) => value === event.currentTarget.value);
        if (chosen) setLanguage(chosen);
      }}
    />
  );
}
