/** Texts for whoever is on the way in or out. */
export const auth = {
  signIn: 'Sign in',
  signOut: 'Sign out',
  signedOut: 'You are signed out',
  signedOutHint: 'Sign in again to go on. On a shared computer, close this window.',
  leaving: 'Taking you to the sign-in page',
  failed: 'Signing in did not work',
  problems: {
    unreachable: 'The sign-in service cannot be reached. Check your connection and try again.',
    denied: 'The sign-in service refused, or signing in was cancelled.',
    stale: 'This sign-in was used before, or was begun in another window. Begin it again here.',
    other: 'The sign-in service answered with something unexpected.',
  },
  retry: 'Try again',
  refused: 'You have no role here yet',
  refusedHint: 'You are signed in, but in no group. Ask whoever runs Peyk to put you into one, then sign in again.',
  token: 'Token',
  tokenTitle: 'This Peyk asks for a token',
  tokenHint:
    'It is what whoever started Peyk has set as PEYK_TOKEN, or a service token. This window remembers it until it is closed.',
  tokenWrong: 'This token is not right.',
  tokenUnreachable: 'Peyk does not answer. Try again in a moment.',
  enter: 'Enter',
  forget: 'Forget the token',
  you: 'You',
  thisMachine: 'This machine',
  roles: { viewer: 'Viewer', marketer: 'Marketer', admin: 'Administrator' },
};
