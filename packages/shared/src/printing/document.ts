import { z } from 'zod';
import { LETTER_MODES } from './printer.ts';

/** How a run of text sits between the two edges of the paper. */
export const printAlign = z.enum(['left', 'center', 'right']);
/** See {@link printAlign}. */
export type PrintAlign = z.infer<typeof printAlign>;

/** Letter size: `tall` is normal width at double height, `huge` is four times both (order numbers). */
export const printSize = z.enum(['normal', 'tall', 'double', 'huge']);
/** See {@link printSize}. */
export type PrintSize = z.infer<typeof printSize>;

const emphasis = {
  size: printSize.optional(),
  bold: z.boolean().optional(),
  inverted: z.boolean().optional(),
};

const printText = z.string().max(2000);

const textBlock = z.object({ type: z.literal('text'), text: printText, align: printAlign.optional(), ...emphasis });

/** `lead` (a quantity) and `right` (an amount) are never split; `left` wraps by word between them. */
const rowBlock = z.object({
  type: z.literal('row'),
  lead: printText.optional(),
  left: printText,
  right: printText.optional(),
  indent: z.int().min(0).max(16).optional(),
  ...emphasis,
});

/** `ruler` prints the numbers of the columns: the installer reads the width of the paper from it. */
const ruleBlock = z.object({ type: z.literal('rule'), style: z.enum(['single', 'double', 'ruler']).optional() });

const qrBlock = z.object({ type: z.literal('qr'), data: z.string().min(1).max(1000), moduleDots: z.int().min(2).max(8).optional() });
const logoBlock = z.object({ type: z.literal('logo'), imageId: z.string().min(1).max(200) });
const feedBlock = z.object({ type: z.literal('feed'), lines: z.int().min(1).max(20) });
const cutBlock = z.object({ type: z.literal('cut') });
const drawerBlock = z.object({ type: z.literal('drawer') });
const beepBlock = z.object({ type: z.literal('beep') });

/** A line of the test sheet in a way of printing letters that is perhaps not the printer's own; never wrapped, so that its end shows the paper's width. */
const sampleBlock = z.object({ type: z.literal('sample'), letters: z.enum(LETTER_MODES), text: z.string().min(1).max(64) });

/** One piece of a printed document; the encoder knows bytes, this knows meaning. */
export const printBlock = z.discriminatedUnion('type', [
  textBlock,
  rowBlock,
  ruleBlock,
  qrBlock,
  logoBlock,
  feedBlock,
  cutBlock,
  drawerBlock,
  beepBlock,
  sampleBlock,
]);

/**
 * What a printer is asked to put on paper, free of bytes and of paper width,
 * so that the same stored job can move to another printer.
 * `copyLabel` ("COPIA 2") heads every repeat of a document.
 */
export const printDocument = z.object({
  copyLabel: z.string().min(1).max(40).optional(),
  blocks: z.array(printBlock).max(2000).readonly(),
});

/** See {@link printBlock}. */
export type PrintBlock = z.infer<typeof printBlock>;
/** One kind of block. */
export type PrintBlockOf<Type extends PrintBlock['type']> = Extract<PrintBlock, { type: Type }>;
/** See {@link printDocument}. */
export type PrintDocument = z.infer<typeof printDocument>;

/**
 * The same document marked as a repeat. A repeat never opens the drawer:
 * the drawer moves once, with the sale that gave the reason.
 */
export function asCopy(document: PrintDocument, copyLabel: string): PrintDocument {
  return { ...withoutDrawer(document), copyLabel };
}

/** The same document with the drawer left shut. */
export function withoutDrawer(document: PrintDocument): PrintDocument {
  return { ...document, blocks: document.blocks.filter((block) => block.type !== 'drawer') };
}

/**
 * The same document for the printer that stands in for `printerName`: headed with that name, so that whoever
 * finds the ticket knows where it belongs. The drawer hangs on the printer that is down, so nothing kicks it here.
 */
export function standingIn(document: PrintDocument, printerName: string): PrintDocument {
  const head: PrintBlock = { type: 'text', text: `→ ${printerName}`, align: 'center', bold: true };
  return { ...document, blocks: [head, ...withoutDrawer(document).blocks] };
}
