import type { Messages } from './messages.en.ts';

export const campaignActions: Messages['campaignActions'] = {
  launch: 'آغاز ارسال',
  pause: 'توقف موقت',
  resume: 'ادامه',
  cancel: 'هنوز نه',
  failed: 'انجام نشد',
  launchTitle: 'ارسال «{name}» آغاز شود؟',
  counting: 'در حال شمارش مخاطبان',
  reach: 'از {audience} مشتری، {send} نفر پیام می‌گیرند و {holdout} نفر برای مقایسه کنار گذاشته می‌شوند.',
  skipped: '{count} نفر رد می‌شوند: {reasons}.',
  takes: 'ارسال حدود {time} طول می‌کشد و حدود {cost} هزینه دارد.',
  nobody: 'هیچ‌کس پیامی نمی‌گیرد.',
  projected: 'برآوردشده از بخشی از مشتریان؛ شمارش همه در یک نوبت ممکن نبود.',
  once: 'آنچه فرستاده شود پس گرفته نمی‌شود.',
};
