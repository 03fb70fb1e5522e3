/** What log-in needs of the world: slow hashes. `decoy` is what an unknown e-mail is checked against, to take as long. */
export type LoginPort = {
  verify(plain: string, stored: string): Promise<{ ok: boolean; renew: boolean }>;
  hash(plain: string): Promise<string>;
  readonly decoy: string;
};
