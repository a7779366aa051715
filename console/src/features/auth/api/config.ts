import * as z from 'zod';

const signInShape = z.object({
  /** Issuer of the tokens. */
  authority: z.string(),
  clientId: z.string(),
  /** Where the console lives, and where people come back to after signing in. */
  console: z.string(),
  /** Ends the session at the issuer and comes back to `/signed-out`. */
  logoutUrl: z.string(),
  endpoints: z.object({ authorization: z.string(), token: z.string(), revocation: z.string() }),
});

const shape = z.object({ signIn: signInShape.optional() });

export type SignInConfig = z.infer<typeof signInShape>;
export type ConsoleConfig = z.infer<typeof shape>;

/** What this deployment tells its console. One machine tells it nothing: there nobody signs in. */
export async function loadConfig(): Promise<ConsoleConfig> {
  const answer = await fetch('/config.json', { cache: 'no-cache' });
  if (!answer.ok) throw new Error(`/config.json: ${answer.status}`);
  return shape.parse(await answer.json());
}
