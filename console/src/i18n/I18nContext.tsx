import { useDirection } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { api } from '../api/client.ts';
import { formatsFor, usesPersianCalendar, type Formats } from './formats.ts';
import { directionOf, initialLanguage, MESSAGES, rememberLanguage, type Language } from './language.ts';
import type { Messages } from './messages.en.ts';

interface I18n {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  readonly t: Messages;
  readonly format: Formats;
  /** What pages need to know of the workspace's settings; their defaults until they are known. */
  readonly workspace: { readonly currency: string; readonly timeZone: string; readonly persianCalendar: boolean };
}

const Context = createContext<I18n | undefined>(undefined);

/** Gives every part its texts and formats, and turns the page's direction with the language. */
export function I18nProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(initialLanguage);
  const { setDirection } = useDirection();
  const settings = useQuery({ queryKey: ['settings'], queryFn: api.settings, staleTime: Infinity });
  useEffect(() => {
    rememberLanguage(language);
    document.documentElement.lang = language;
    setDirection(directionOf(language));
  }, [language, setDirection]);
  const calendar = settings.data?.calendar ?? 'gregorian';
  const timeZone = settings.data?.timeZone ?? 'UTC';
  const currency = settings.data?.currency ?? 'USD';
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
