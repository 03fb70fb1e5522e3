import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { textSchema } from '../base/text.ts';

/** A self-signed certificate, DER in base64. It is pinned whole: no authority vouches for it. */
export const certificateSchema = z.base64().min(100).max(2000);

/** An IPv4 address of the shop's network. */
export const lanAddressSchema = z.ipv4();

const place = {
  addresses: z.array(lanAddressSchema).max(8),
  port: z.int().min(1).max(65_535),
};

/** What a peer may do: a till is a full replica and may become hub; a kitchen screen reads orders. */
export const lanPeerKindSchema = z.enum(['till', 'kitchen']);
/** See {@link lanPeerKindSchema}. */
export type LanPeerKind = z.infer<typeof lanPeerKindSchema>;

/** A peer whose key all tills of the branch pin. For a till `peerId` is its terminal's id, and `port` where its door would be. */
export const lanPeerSchema = z.strictObject({
  peerId: idSchema,
  kind: lanPeerKindSchema,
  name: textSchema(40),
  certificate: certificateSchema,
  ...place,
});
/** See {@link lanPeerSchema}. */
export type LanPeer = z.infer<typeof lanPeerSchema>;

/** The hub as its peers know it. Of two the higher term is the hub; the other one is fenced. */
export const lanHubSchema = lanPeerSchema.extend({ kind: z.literal('till'), term: z.int().min(1).max(1_000_000_000) });
/** See {@link lanHubSchema}. */
export type LanHub = z.infer<typeof lanHubSchema>;

/** A browser that shows the kitchen: whoever holds the key whose SHA-256 this is. The key itself is in that browser and nowhere else. */
export const lanScreenSchema = z.strictObject({ screenId: idSchema, name: textSchema(40), keyHash: z.string().regex(/^[0-9a-f]{64}$/) });
/** See {@link lanScreenSchema}. */
export type LanScreen = z.infer<typeof lanScreenSchema>;

/** Body of each event of a branch's local network, by type, at version 1. The entity is the branch. */
export const lanEventBodies = {
  'lan.hub-opened': lanHubSchema,
  'lan.hub-closed': z.strictObject({ term: lanHubSchema.shape.term }),
  'lan.peer-paired': lanPeerSchema,
  /** Takes back one key for ever: who pairs again does so with a new one. */
  'lan.peer-unpaired': z.strictObject({ peerId: idSchema, certificate: certificateSchema }),
  'lan.screen-paired': lanScreenSchema,
  'lan.screen-unpaired': lanScreenSchema.pick({ screenId: true, keyHash: true }),
} as const;
