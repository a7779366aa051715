import type { Messages } from '../en/messages.ts';

export const settings: Messages['settings'] = {
  schedule: 'Розклад',
  scheduleTitle: 'Коли оновлюються сегменти',
  schedules: {
    off: 'Лише на вимогу',
    daily: 'Щодня о {time}',
    weekly: 'Щотижня, {day}, о {time}',
    cron: 'За виразом cron: {cron}',
  },
  how: 'Як часто',
  modes: { off: 'Лише на вимогу', daily: 'Щодня', weekly: 'Щотижня', cron: 'Вираз cron' },
  at: 'О котрій',
  weekday: 'День',
  cron: 'Вираз cron',
  cronHint: 'Хвилина, година, день місяця, місяць, день тижня',
  zone: 'Часовий пояс робочого простору: {zone}',
  next: 'Наступне: {at}',
};
