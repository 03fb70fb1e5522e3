import type { TicketTexts } from './ticket-texts.ts';

/** "COPIA 2" for the second repeat; the original (0) carries no label. */
export function copyLabel(copyNo: number, texts: TicketTexts): string | undefined {
  return copyNo === 0 ? undefined : `${texts.copy} ${copyNo}`;
}
