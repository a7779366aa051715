import { en, type Messages } from './en/messages.ts';
import { fa } from './fa/messages.ts';
import { uk } from './uk/messages.ts';

export const LANGUAGES = ['en', 'fa', 'uk'] as const;
export type Language = (typeof LANGUAGES)[number];

export const NATIVE_NAMES: Readonly<Record<Language, string>> = { en: 'English', fa: 'فارسی', uk: 'Українська' };
export const MESSAGES: Readonly<Record<Language, Messages>> = { en, fa, uk };

export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'fa' ? 'rtl' : 'ltr');

const KEY = 'peyk.language';

/** The language last chosen, else the browser's first that we speak, else English. */
export function initialLanguage(): Language {
  const wished = [localStorage.getItem(KEY) ?? '', ...navigator.languages].map((tag) => tag.slice(0, 2));
  return wished.flatMap((tag) => LANGUAGES.filter((language) => language === tag))[0] ?? 'en';
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
}
