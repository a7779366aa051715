import { ValidationError } from '../shared/errors.ts';

const PLACEHOLDER = /\{\{\s*(?:unsubscribeUrl|links\.unsubscribe)\s*\}\}/g;

const FOOTERS: Readonly<Record<string, { text: string; link: string; rtl?: true }>> = {
  en: { text: 'You get this because you agreed to our e-mails.', link: 'Unsubscribe' },
  fa: { text: 'این پیام را دریافت می‌کنید چون به ایمیل‌های ما رضایت داده‌اید.', link: 'لغو اشتراک', rtl: true },
  uk: { text: 'Ви отримали цей лист, бо погодилися на нашу розсилку.', link: 'Відписатися' },
};

const footerFor = (language: string) => FOOTERS[language.toLowerCase().split('-')[0] ?? ''] ?? FOOTERS['en'];

/** Puts `addition` right before the end of the body, or last where there is no such tag. */
export function beforeBodyEnd(html: string, addition: string): string {
  const at = html.toLowerCase().lastIndexOf('</body');
  return at < 0 ? html + addition : html.slice(0, at) + addition + html.slice(at);
}

/**
 * Makes sure that a message can be unsubscribed from: exactly one link in the HTML (a second would be one more to
 * keep right in every change), at least one in the text. A footer in the message's language is added where the
 * author wrote none.
 */
export function ensureUnsubscribe(
  message: { html: string; text: string },
  language: string,
): { html: string; text: string } {
  const inHtml = message.html.match(PLACEHOLDER)?.length ?? 0;
  if (inHtml > 1)
    throw new ValidationError([
      { path: 'html', reason: '{{unsubscribeUrl}} must stand exactly once, it is there more often' },
    ]);
  const footer = footerFor(language);
  if (!footer) return message;
  const direction = footer.rtl ? 'rtl' : 'ltr';
  const html =
    inHtml === 1
      ? message.html
      : beforeBodyEnd(
          message.html,
          `<div dir="${direction}" style="padding:24px 16px;text-align:center;font:13px/1.6 Vazirmatn,Tahoma,Arial,sans-serif;color:#595959">${footer.text} <a href="{{links.unsubscribe}}" style="color:#595959">${footer.link}</a></div>`,
        );
  const inText = message.text.match(PLACEHOLDER) !== null;
  const text = inText
    ? message.text
    : `${message.text.trimEnd()}\n\n--\n${footer.text}\n${footer.link} <{{links.unsubscribe}}>\n`;
  return { html, text };
}
