/** The workspace's settings. */
export interface Settings {
  readonly currency: string;
  /** Where the currency comes from. Only a default is replaced by the first order's. */
  readonly currencyFrom: 'default' | 'orders' | 'settings';
  readonly timeZone: string;
  readonly calendar: 'gregorian' | 'persian';
  readonly languages: readonly string[];
  /** Share of revenue that is profit, 0 to 1. */
  readonly marginRate: number;
  /** Share of customers that no campaign reaches, 0 to 0.5, and what decides who. */
  readonly globalHoldout: number;
  readonly globalSalt: string;
  readonly baseUrl?: string | undefined;
  /** Cron expression (five fields) in the workspace's time zone, or absent for no schedule. */
  readonly refreshSchedule?: string | undefined;
}

export interface SettingsStore {
  /** What is stored over the defaults. May be up to 5 seconds old unless `fresh`. */
  get(options?: { readonly fresh?: boolean }): Promise<Settings>;
  /** Replaces the named settings and keeps the others. */
  save(change: Partial<Settings>): Promise<Settings>;
  /** Takes the currency of the first order unless one was set or adopted before. Returns the settings then valid. */
  adoptCurrency(currency: string): Promise<Settings>;
}
