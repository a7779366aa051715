import type { Messages } from './messages.en.ts';

export const campaignActions: Messages['campaignActions'] = {
  launch: 'Запустити',
  pause: 'Призупинити',
  resume: 'Продовжити',
  cancel: 'Ще ні',
  failed: 'Не вдалося',
  launchTitle: 'Запустити «{name}»?',
  counting: 'Рахуємо аудиторію',
  reach: 'Повідомлення отримають: {send} з {audience}. Залишено для порівняння: {holdout}.',
  skipped: 'Пропущено {count}: {reasons}.',
  takes: 'Тривалість надсилання: приблизно {time}, вартість: приблизно {cost}.',
  nobody: 'Повідомлення не отримає ніхто.',
  projected: 'Оцінено за частиною клієнтів: усіх за один раз не порахувати.',
  once: 'Надісланого не повернути.',
};
