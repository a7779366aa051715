import type { Settings } from '../../../core/workspace/settings.ts';

export interface SettingsStore {
  /** What is stored over the defaults. May be up to 5 seconds old unless `fresh`. */
  get(options?: { readonly fresh?: boolean }): Promise<Settings>;
  /** Replaces the named settings and keeps the others. */
  save(change: Partial<Settings>): Promise<Settings>;
  /** Takes the currency of the first order unless one was set or adopted before. Returns the settings then valid. */
  adoptCurrency(currency: string): Promise<Settings>;
}
