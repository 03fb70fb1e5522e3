/** What the cloud signed after a push: it holds this stream up to `seq`, and there the chain's hash is `hash`. */
export type Receipt = { readonly streamId: string; readonly seq: number; readonly hash: string };

/** Opens a receipt when it is the cloud's; undefined for anything else. */
export type ReceiptPort = { read(signedHead: string): Receipt | undefined };
