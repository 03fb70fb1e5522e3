import {
  DEFAULT_LAYOUT,
  NEEDED_HEAD,
  RECEIPT_FOOT,
  RECEIPT_HEAD,
  ticketLayoutSchema,
  type ReceiptHeadPart,
  type TicketLayout,
  type TicketLogo,
} from '@fastops/shared/printing/ticket-layout';

import type { TicketsDraft, TicketsNow } from './tickets.queries.ts';

/** A layout while it is being changed: every part of the head has a place, shown or not, and paragraphs are text. */
export type LayoutDraft = {
  readonly language: TicketLayout['language'];
  readonly logo: (TicketLogo & { readonly width: number; readonly height: number }) | null;
  readonly head: readonly { readonly part: ReceiptHeadPart; readonly shown: boolean }[];
  readonly nameSize: TicketLayout['receipt']['nameSize'];
  readonly numberSize: TicketLayout['receipt']['numberSize'];
  readonly heading: string;
  readonly footer: string;
  readonly hasFooter: boolean;
  readonly qr: string;
  readonly kitchen: TicketLayout['kitchen'];
};

/** A draft of what is there; the logo's size isn't known before the picture was read. */
export function draftOf({ layout, logo }: Pick<TicketsNow, 'layout' | 'logo'>): LayoutDraft {
  const { receipt } = layout;
  const hidden = RECEIPT_HEAD.filter((part) => !receipt.head.includes(part));
  return {
    language: layout.language,
    logo: logo && { ...logo, ...pngSize(logo.png) },
    head: [...receipt.head.map((part) => ({ part, shown: true })), ...hidden.map((part) => ({ part, shown: false }))],
    nameSize: receipt.nameSize,
    numberSize: receipt.numberSize,
    heading: receipt.heading.join('\n'),
    footer: receipt.footer.join('\n'),
    hasFooter: receipt.foot.includes('footer'),
    qr: receipt.qr ?? '',
    kitchen: layout.kitchen,
  };
}

/** The layout that a draft stands for; undefined while something in it can't be printed or is too long. */
export function layoutOf(draft: LayoutDraft): Omit<TicketLayout, 'id'> | undefined {
  const layout = {
    language: draft.language,
    logoId: draft.logo?.id ?? null,
    receipt: {
      head: draft.head.flatMap(({ part, shown }) => (shown ? [part] : [])),
      foot: RECEIPT_FOOT.filter((part) => part !== 'footer' || draft.hasFooter),
      nameSize: draft.nameSize,
      numberSize: draft.numberSize,
      heading: paragraph(draft.heading),
      footer: paragraph(draft.footer),
      qr: draft.qr.trim() === '' ? null : draft.qr.trim(),
    },
    kitchen: draft.kitchen,
  };
  return ticketLayoutSchema.omit({ id: true }).safeParse(layout).data;
}

/** What is saved. */
export function savedOf(draft: LayoutDraft, version: number): TicketsDraft | undefined {
  const layout = layoutOf(draft);
  return layout && { layout, version, logo: draft.logo && { id: draft.logo.id, png: draft.logo.png } };
}

/** Back to how tickets look where nobody changed anything. */
export const USUAL_DRAFT: LayoutDraft = draftOf({ layout: { id: '', ...DEFAULT_LAYOUT }, logo: null });

/** The same head with a part one place up or down; at the edge nothing moves. */
export function moved(head: LayoutDraft['head'], from: number, by: -1 | 1): LayoutDraft['head'] {
  const [part, other] = [head[from], head[from + by]];
  if (!part || !other) return head;
  return head.map((each, i) => (i === from ? other : i === from + by ? part : each));
}

/** The same head with a part shown or not; what everybody needs stays. */
export function toggled(head: LayoutDraft['head'], part: ReceiptHeadPart): LayoutDraft['head'] {
  if (NEEDED_HEAD.includes(part)) return head;
  return head.map((each) => (each.part === part ? { part, shown: !each.shown } : each));
}

/** Width and height stand in the first bytes of a PNG. */
export function pngSize(base64: string): { readonly width: number; readonly height: number } {
  const head = atob(base64.slice(0, 32));
  const wordAt = (at: number) => [0, 1, 2, 3].reduce((word, i) => word * 256 + head.charCodeAt(at + i), 0);
  return head.length < 24 ? { width: 1, height: 1 } : { width: wordAt(16), height: wordAt(20) };
}

function paragraph(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
