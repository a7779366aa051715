/** When refreshes start by themselves: a cron expression of five fields in a time zone, or never. */
export interface RefreshTimes {
  readonly cron: string | undefined;
  readonly timeZone: string;
}

export interface Schedules {
  /** From now on refreshes start by this times. Cheap where they do already. */
  apply(times: RefreshTimes): Promise<void>;
  /** Whether refreshes start by this times. */
  follows(times: RefreshTimes): Promise<boolean>;
}
