/** Holds what the console shows to the API to be let in. */
export interface AuthClient {
  /** Of the next request; undefined where none is needed as far as we know. */
  bearer(): Promise<string | undefined>;
  /** After the nth 401 of a request, this one to `bearer`: resolves to whether there is another bearer to try. */
  replace(bearer: string | undefined, attempt: number): Promise<boolean>;
  /** Forgets it, and leaves. */
  signOut(): Promise<void>;
}

let admit: (client: AuthClient) => void;

/** One for the page: requests wait here until it is known how to be let in. */
export const admitted = new Promise<AuthClient>((resolve) => (admit = resolve));

/** Lets the requests go that wait, and all that follow. */
export const provideAuthClient = (client: AuthClient): void => admit(client);
