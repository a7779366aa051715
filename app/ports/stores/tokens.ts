import type { Definitions } from './records.ts';
import type { ServiceToken } from '../../../core/workspace/serviceToken.ts';

/** Newest first. A revoked token stays listed. */
export type TokenStore = Definitions<ServiceToken>;
