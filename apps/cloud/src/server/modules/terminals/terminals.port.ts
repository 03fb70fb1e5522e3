/** What enrolment needs of the world: randomness, hashes and the device's proof. */
export type DevicePort = {
  newId(): string;
  random(bytes: number): Uint8Array;
  sha256(text: string): string;
  signedBy(publicKey: string, text: string, signature: string): boolean;
  isFresh(nonce: string, now: number): boolean;
  readonly cloudKey: string;
  /** What nobody but this cloud can make of a text. */
  secretOf(text: string): string;
  signJws(payload: object): Promise<string>;
  /** What this cloud signed; undefined for anything else. */
  readJws(jws: string): unknown;
};
