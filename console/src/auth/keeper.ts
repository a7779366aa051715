/** Holds what the console shows to the API to be let in. */
export interface Keeper {
  /** Of the next request; undefined where none is needed as far as we know. */
  bearer(): Promise<string | undefined>;
  /** After a 401 to `bearer`: resolves once there is another one to try. */
  replace(bearer: string | undefined): Promise<void>;
  /** Forgets it, and leaves. */
  signOut(): Promise<void>;
}
