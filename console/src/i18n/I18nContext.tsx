import { useDirection } from '@mantine/core';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { SettingsResponse } from '../../../contract/settings.ts';
import type { Messages } from './en/messages.ts';
import { formatsFor, usesPersianCalendar, type Formats } from './formats.ts';
import { directionOf, initialLanguage, MESSAGES, rememberLanguage, type Language } from './language.ts';

/** What texts and formats need to know of the workspace. */
type WorkspaceSettings = Pick<SettingsResponse, 'calendar' | 'timeZone' | 'currency'>;

interface I18n {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  readonly t: Messages;
  readonly format: Formats;
  /** What pages need to know of the workspace's settings; their defaults until they are known. */
  readonly workspace: { readonly currency: string; readonly timeZone: string; readonly persianCalendar: boolean };
}

const Context = createContext<I18n | undefined>(undefined);

interface Props {
  /** Undefined until they are known. */
  readonly settings: WorkspaceSettings | undefined;
  readonly children: ReactNode;
}

/** Gives every part its texts and formats, and turns the page's direction with the language. */
export function I18nProvider({ settings, children }: Props) {
  const [language, setLanguage] = useState<Language>(initialLanguage);
  const { setDirection } = useDirection();
  useEffect(() => {
    rememberLanguage(language);
    document.documentElement.lang = language;
    setDirection(directionOf(language));
  }, [language, setDirection]);
  const calendar = settings?.calendar ?? 'gregorian';
  const timeZone = settings?.timeZone ?? 'UTC';
  const currency = settings?.currency ?? 'USD';
  const value = useMemo(
    () => ({
      language,
      setLanguage,
      t: MESSAGES[language],
      format: formatsFor(language, calendar, timeZone),
      workspace: { currency, timeZone, persianCalendar: usesPersianCalendar(language, calendar) },
    }),
    [language, calendar, timeZone, currency],
  );
  return <Context value={value}>{children}</Context>;
}

export function useI18n(): I18n {
  const value = useContext(Context);
  if (!value) throw new Error('useI18n needs an I18nProvider above it');
  return value;
}
