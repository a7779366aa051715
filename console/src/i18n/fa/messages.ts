import type { Messages } from '../en/messages.ts';
import { auth } from './auth.ts';
import { campaigns } from './campaigns.ts';
import { common } from './common.ts';
import { customers } from './customers.ts';
import { reports } from './reports.ts';
import { rules } from './rules.ts';
import { segments } from './segments.ts';
import { settings } from './settings.ts';

export const fa: Messages = { auth, campaigns, common, customers, reports, rules, segments, settings };
