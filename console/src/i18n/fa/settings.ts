import type { Messages } from '../en/messages.ts';

export const settings: Messages['settings'] = {
  schedule: 'زمان‌بندی',
  scheduleTitle: 'زمان نوسازی بخش‌ها',
  schedules: {
    off: 'فقط به درخواست',
    daily: 'هر روز ساعت {time}',
    weekly: 'هر {day} ساعت {time}',
    cron: 'با عبارت cron: {cron}',
  },
  how: 'چند وقت یک بار',
  modes: { off: 'فقط به درخواست', daily: 'هر روز', weekly: 'هر هفته', cron: 'عبارت cron' },
  at: 'ساعت',
  weekday: 'روز',
  cron: 'عبارت cron',
  cronHint: 'دقیقه، ساعت، روز ماه، ماه، روز هفته',
  zone: 'منطقهٔ زمانی فضای کار: {zone}',
  next: 'نوبت بعدی: {at}',
};
