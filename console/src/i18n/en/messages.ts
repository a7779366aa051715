import { auth } from './auth.ts';
import { campaigns } from './campaigns.ts';
import { common } from './common.ts';
import { customers } from './customers.ts';
import { reports } from './reports.ts';
import { rules } from './rules.ts';
import { segments } from './segments.ts';
import { settings } from './settings.ts';

/** Every sentence of the console by domain. The other languages have the same keys; the compiler checks it. */
export const en = { auth, campaigns, common, customers, reports, rules, segments, settings };

type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };
export type Messages = Texts<typeof en>;
