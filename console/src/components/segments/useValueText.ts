import { useI18n } from '../../i18n/I18nContext.tsx';

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/;
const MONEY = new Set<unknown>(['revenue', 'averageOrder']);

/** Says a value that a clause looked at, in the language's digits and calendar. */
export function useValueText(): (value: unknown, rule?: unknown) => string {
  const { t, format, workspace } = useI18n();
  const isMoney = (rule: unknown): boolean =>
    typeof rule === 'object' && rule !== null && 'metric' in rule && MONEY.has(rule.metric);
  const say = (value: unknown, rule?: unknown): string => {
    if (value === null || value === undefined || value === '') return t.segments.nothing;
    if (typeof value === 'boolean') return value ? t.segments.yes : t.segments.no;
    if (typeof value === 'number') {
      if (isMoney(rule)) return format.money(value, workspace.currency);
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
    if (typeof value !== 'string') return t.segments.nothing;
    if (ISO_DAY.test(value)) return format.day(value);
    return ISO_TIME.test(value) ? format.date(value) : `\u2068${value}\u2069`;
  };
  return say;
}
