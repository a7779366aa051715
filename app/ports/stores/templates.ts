import type { Definitions } from './records.ts';
import type { Template } from '../../../core/messages/templateDefinition.ts';

export type TemplateStore = Definitions<Template>;
