import { z } from 'zod';
import { idSchema } from '../base/id.ts';
import { textSchema } from '../base/text.ts';

/** What may head a receipt, each at most once, in the order that the owner likes. */
export const RECEIPT_HEAD = ['logo', 'name', 'nit', 'place', 'phone', 'heading', 'number', 'type', 'details'] as const;
/** See {@link RECEIPT_HEAD}. */
export type ReceiptHeadPart = (typeof RECEIPT_HEAD)[number];

/** What may end a receipt. */
export const RECEIPT_FOOT = ['footer', 'qr'] as const;
/** See {@link RECEIPT_FOOT}. */
export type ReceiptFootPart = (typeof RECEIPT_FOOT)[number];

/** Everybody must find the order's number; the rest of the head may be left out. */
export const NEEDED_HEAD: readonly ReceiptHeadPart[] = ['number'];

const once = (parts: readonly string[]): boolean => new Set(parts).size === parts.length;

const paragraph = z.array(textSchema(160)).max(8);

/** Longest base64 of a logo: 48 KB of PNG, more than a printer's black and white ever needs. */
const LOGO_CHARACTERS = 65_536;

/**
 * A picture for the head of receipts: a PNG as text, a document of its own, since a layout is read with every sale. Each
 * picture has an id of its own, so tickets that were queued under the last one still have theirs.
 */
export const ticketLogoSchema = z.strictObject({
  id: idSchema,
  png: z
    .string()
    .max(LOGO_CHARACTERS)
    .regex(/^iVBORw0KGgo[A-Za-z0-9+/]+={0,2}$/, 'no PNG'),
});
/** See {@link ticketLogoSchema}. */
export type TicketLogo = z.infer<typeof ticketLogoSchema>;

/**
 * How a company's tickets look. Lines, totals, payments and the fiscal notice
 * are not in here: no layout leaves them out, moves them or changes a figure.
 */
export const ticketLayoutSchema = z.strictObject({
  id: idSchema,
  /** `branch`: the language that the branch is set to. */
  language: z.enum(['branch', 'es', 'en']),
  /** Id of a document of kind `ticket-logo`. */
  logoId: idSchema.nullable(),
  receipt: z.strictObject({
    head: z
      .array(z.enum(RECEIPT_HEAD))
      .max(RECEIPT_HEAD.length)
      .refine(once, 'a part twice')
      .refine((parts) => NEEDED_HEAD.every((part) => parts.includes(part)), 'the number is missing'),
    foot: z.array(z.enum(RECEIPT_FOOT)).max(RECEIPT_FOOT.length).refine(once, 'a part twice'),
    nameSize: z.enum(['normal', 'double']),
    numberSize: z.enum(['double', 'huge']),
    /** The owner's own words under the head. */
    heading: paragraph,
    /** The owner's last words; empty: those of the branch. */
    footer: paragraph,
    /** What the QR holds; `{pedido}` stands for the order's number. */
    qr: textSchema(300).nullable(),
  }),
  kitchen: z.strictObject({
    itemSize: z.enum(['tall', 'double']),
    numberSize: z.enum(['double', 'huge']),
    beep: z.boolean(),
    /** A line between one dish and the next. */
    separators: z.boolean(),
  }),
});
/** See {@link ticketLayoutSchema}. */
export type TicketLayout = z.infer<typeof ticketLayoutSchema>;
/** How receipts look. */
export type ReceiptLayout = TicketLayout['receipt'];
/** How kitchen tickets look. */
export type KitchenLayout = TicketLayout['kitchen'];

/** What tickets look like until an owner changes them. */
export const DEFAULT_LAYOUT: Omit<TicketLayout, 'id'> = {
  language: 'branch',
  logoId: null,
  receipt: {
    head: ['logo', 'name', 'nit', 'place', 'phone', 'number', 'type', 'details'],
    foot: ['footer', 'qr'],
    nameSize: 'double',
    numberSize: 'huge',
    heading: [],
    footer: [],
    qr: null,
  },
  kitchen: { itemSize: 'double', numberSize: 'huge', beep: true, separators: true },
};

const LOGO_IMAGE = 'logo:';

/** Image id of the layout's logo in a printed document. */
export function logoImageId({ logoId }: Pick<TicketLayout, 'logoId'>): string | undefined {
  return logoId === null ? undefined : `${LOGO_IMAGE}${logoId}`;
}

/** The logo that an image id names; undefined for other images. */
export function logoIdOf(imageId: string): string | undefined {
  return imageId.startsWith(LOGO_IMAGE) ? imageId.slice(LOGO_IMAGE.length) : undefined;
}

/** What the QR of an order holds. */
export function qrDataOf({ qr }: ReceiptLayout, orderNumber: string): string | undefined {
  return qr === null ? undefined : qr.replaceAll('{pedido}', orderNumber);
}
