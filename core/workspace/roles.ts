/** Who may do what: each role may do what those before it may. Also the names of the user pool's groups. */
export const ROLES = ['viewer', 'marketer', 'admin'] as const;

export type Role = (typeof ROLES)[number];
