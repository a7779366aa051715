import { useI18n } from './I18nContext.tsx';

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/;

/** Says a stored value, whatever its type, in the language's digits and calendar; `money` says that it is an amount. */
export function useValueText(): (value: unknown, money?: boolean) => string {
  const { t, format, workspace } = useI18n();
  const say = (value: unknown, money = false): string => {
    if (value === null || value === undefined || value === '') return t.common.nothing;
    if (typeof value === 'boolean') return value ? t.common.yes : t.common.no;
    if (typeof value === 'number') {
      if (money) return format.money(value, workspace.currency);
      // An instant, as consent has it.
      return value > 1e11 ? format.date(new Date(value).toISOString()) : format.count(value);
    }
    if (Array.isArray(value)) return value.map((each) => say(each)).join(', ');
    if (typeof value === 'object') {
      if ('granted' in value) {
        const at = 'at' in value ? say(value.at) : '';
        return [say(value.granted), at].filter((part) => part !== '').join(' · ');
      }
      return Object.entries(value)
        .filter(([, each]) => each !== null)
        .map(([name, each]) => `\u2068${name}\u2069: ${say(each)}`)
        .join(' · ');
    }
    if (typeof value !== 'string') return t.common.nothing;
    if (ISO_DAY.test(value)) return format.day(value);
    return ISO_TIME.test(value) ? format.date(value) : `\u2068${value}\u2069`;
  };
  return say;
}
