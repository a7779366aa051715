/** When refreshes start by themselves: a cron expression of five fields in a time zone, or never. */
export interface RefreshPlan {
  readonly cron: string | undefined;
  readonly timeZone: string;
}

export interface Schedules {
  /** From now on refreshes start by this plan. Cheap where they do already. */
  apply(plan: RefreshPlan): Promise<void>;
  /** Whether refreshes start by this plan. */
  follows(plan: RefreshPlan): Promise<boolean>;
}
