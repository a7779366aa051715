/** How people sign in to the console: `signIn` of its `/config.json`. */
export interface SignInConfig {
  /** Issuer of the tokens. */
  readonly authority: string;
  readonly clientId: string;
  /** Where people come back to. */
  readonly console: string;
  /** Ends the session there and comes back to the console. */
  readonly logoutUrl: string;
  readonly endpoints: { readonly authorization: string; readonly token: string; readonly revocation: string };
}
