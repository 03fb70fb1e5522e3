/** What log-in needs of the world: slow hashes. `decoy` is what an unknown e-mail is checked against, to take as long. */
export type LoginPort = {
  verify(plain: string, stored: string): Promise<{ ok: boolean; renew: boolean }>;
  hash(plain: string): Promise<string>;
  readonly decoy: string;
};

/** A live session: whose it is, and which of their companies they look at. */
export type LiveSession = { readonly userId: string; readonly sessionId: string; readonly chosenCompany: string | null };
