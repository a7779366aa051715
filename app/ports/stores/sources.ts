import type { Definitions } from './records.ts';
import type { Source } from '../../../core/workspace/source.ts';

/** Listed by name, last first. */
export type SourceStore = Definitions<Source>;
