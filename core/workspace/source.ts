/** A system that may post webhooks. Its id is its name; its secret is kept by the secrets service. */
export interface Source {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly rotatedAt?: number;
}
