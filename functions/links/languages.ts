/** Words of the unsubscribe page. */
interface Words {
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  readonly question: string;
  readonly button: string;
  readonly doneTitle: string;
  readonly done: string;
}

const EN: Words = {
  direction: 'ltr',
  title: 'Unsubscribe',
  question: 'You will get no more marketing e-mail from us. Messages about your orders still come.',
  button: 'Unsubscribe me',
  doneTitle: 'You are unsubscribed',
  done: 'We will not send you marketing e-mail any more. You can close this page.',
};

const WORDS: Readonly<Record<string, Words>> = {
  en: EN,
  fa: {
    direction: 'rtl',
    title: 'لغو اشتراک',
    question: 'دیگر ایمیل تبلیغاتی از ما دریافت نخواهید کرد. پیام‌های مربوط به سفارش‌هایتان همچنان فرستاده می‌شود.',
    button: 'لغو اشتراک من',
    doneTitle: 'اشتراک شما لغو شد',
    done: 'دیگر برای شما ایمیل تبلیغاتی نمی‌فرستیم. می‌توانید این صفحه را ببندید.',
  },
  uk: {
    direction: 'ltr',
    title: 'Відписатися',
    question:
      'Ви більше не отримуватимете від нас рекламних листів. Повідомлення про замовлення надходитимуть і надалі.',
    button: 'Відписати мене',
    doneTitle: 'Вас відписано',
    done: 'Ми більше не надсилатимемо вам рекламних листів. Цю сторінку можна закрити.',
  },
};

/** The words for a language tag ("fa-IR" is Persian), English for any other. */
export function wordsFor(tag: string | undefined): Words & { readonly language: string } {
  const language = (tag ?? '').toLowerCase().split('-')[0] ?? '';
  const words = WORDS[language];
  return words ? { ...words, language } : { ...EN, language: 'en' };
}
