import type { Language } from '../i18n/language.ts';

const en = {
  signIn: 'Sign in',
  signOut: 'Sign out',
  signedOut: 'You are signed out',
  signedOutHint: 'Sign in again to go on. On a shared computer, close this window.',
  leaving: 'Taking you to the sign-in page',
  failed: 'Signing in did not work',
  problems: {
    unreachable: 'The sign-in service cannot be reached. Check your connection and try again.',
    denied: 'The sign-in service refused, or signing in was cancelled.',
    stale: 'This sign-in was used before, or was begun in another window. Begin it again here.',
    other: 'The sign-in service answered with something unexpected.',
  },
  retry: 'Try again',
  refused: 'You have no role here yet',
  refusedHint: 'You are signed in, but in no group. Ask whoever runs Peyk to put you into one, then sign in again.',
  token: 'Token',
  tokenTitle: 'This Peyk asks for a token',
  tokenHint:
    'It is what whoever started Peyk has set as PEYK_TOKEN, or a service token. This window remembers it until it is closed.',
  tokenWrong: 'This token is not right.',
  tokenUnreachable: 'Peyk does not answer. Try again in a moment.',
  enter: 'Enter',
  forget: 'Forget the token',
  you: 'You',
  thisMachine: 'This machine',
  roles: { viewer: 'Viewer', marketer: 'Marketer', admin: 'Administrator' },
};

type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };
export type AuthTexts = Texts<typeof en>;

const fa: AuthTexts = {
  signIn: 'ورود',
  signOut: 'خروج',
  signedOut: 'از حساب خود خارج شدید',
  signedOutHint: 'برای ادامه دوباره وارد شوید. اگر رایانه مشترک است، این پنجره را ببندید.',
  leaving: 'در حال رفتن به صفحهٔ ورود',
  failed: 'ورود انجام نشد',
  problems: {
    unreachable: 'سرویس ورود در دسترس نیست. اتصال خود را بررسی کنید و دوباره بکوشید.',
    denied: 'سرویس ورود نپذیرفت، یا ورود لغو شد.',
    stale: 'این ورود پیش‌تر استفاده شده یا در پنجرهٔ دیگری آغاز شده است. همین‌جا از نو آغاز کنید.',
    other: 'پاسخ سرویس ورود قابل فهم نبود.',
  },
  retry: 'تلاش دوباره',
  refused: 'هنوز نقشی در اینجا ندارید',
  refusedHint:
    'وارد شده‌اید، اما عضو هیچ گروهی نیستید. از کسی که پیک را اداره می‌کند بخواهید شما را عضو گروهی کند، سپس دوباره وارد شوید.',
  token: 'توکن',
  tokenTitle: 'این پیک توکن می‌خواهد',
  tokenHint:
    'همان است که راه‌انداز پیک در \u2066PEYK_TOKEN\u2069 گذاشته، یا یک توکن سرویس. این پنجره تا بسته شدن آن را به یاد دارد.',
  tokenWrong: 'این توکن درست نیست.',
  tokenUnreachable: 'پیک پاسخ نمی‌دهد. کمی بعد دوباره بکوشید.',
  enter: 'ورود',
  forget: 'فراموش کردن توکن',
  you: 'شما',
  thisMachine: 'این دستگاه',
  roles: { viewer: 'بیننده', marketer: 'بازاریاب', admin: 'مدیر' },
};

const uk: AuthTexts = {
  signIn: 'Увійти',
  signOut: 'Вийти',
  signedOut: 'Ви вийшли',
  signedOutHint: 'Щоб продовжити, увійдіть знову. На спільному комп’ютері закрийте це вікно.',
  leaving: 'Переходимо на сторінку входу',
  failed: 'Увійти не вдалося',
  problems: {
    unreachable: 'Служба входу недоступна. Перевірте з’єднання та спробуйте ще раз.',
    denied: 'Служба входу відмовила, або вхід скасовано.',
    stale: 'Цей вхід уже використано, або його розпочато в іншому вікні. Розпочніть його тут заново.',
    other: 'Служба входу відповіла щось неочікуване.',
  },
  retry: 'Спробувати ще раз',
  refused: 'Ви ще не маєте тут ролі',
  refusedHint:
    'Ви увійшли, але не належите до жодної групи. Попросіть того, хто керує Peyk, додати вас, і увійдіть знову.',
  token: 'Токен',
  tokenTitle: 'Цей Peyk просить токен',
  tokenHint:
    'Це значення PEYK_TOKEN, яке задав той, хто запустив Peyk, або службовий токен. Вікно пам’ятає його, доки його не закрито.',
  tokenWrong: 'Токен неправильний.',
  tokenUnreachable: 'Peyk не відповідає. Спробуйте за мить.',
  enter: 'Увійти',
  forget: 'Забути токен',
  you: 'Ви',
  thisMachine: 'Цей комп’ютер',
  roles: { viewer: 'Переглядач', marketer: 'Маркетолог', admin: 'Адміністратор' },
};

export const AUTH_TEXTS: Readonly<Record<Language, AuthTexts>> = { en, fa, uk };
