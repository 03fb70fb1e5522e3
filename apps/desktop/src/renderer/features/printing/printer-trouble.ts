import type { PrinterStatus } from './printing.queries.ts';

export type PrinterTrouble =
  | { readonly kind: 'waiting'; readonly printer: string; readonly count: number }
  | { readonly kind: 'asking'; readonly printer: string; readonly count: number }
  /** It says itself that it can't print, whether anything waits or not. */
  | { readonly kind: 'says'; readonly printer: string; readonly fault: NonNullable<PrinterStatus['conditionFault']> };

/** What a person should hear about the printers; a queue that is merely on its way is no news. */
export function printerTrouble(printers: readonly PrinterStatus[]): readonly PrinterTrouble[] {
  return printers.flatMap(({ name, queue, conditionFault }): PrinterTrouble[] => {
    const stuck = isTroubled(queue) && conditionFault === null ? queue.waiting : 0;
    const people = queue.asking + queue.failed;
    return [
      ...(conditionFault === null ? [] : [{ kind: 'says', printer: name, fault: conditionFault } as const]),
      ...(stuck > 0 ? [{ kind: 'waiting', printer: name, count: stuck } as const] : []),
      ...(people > 0 ? [{ kind: 'asking', printer: name, count: people } as const] : []),
    ];
  });
}

export function isTroubled(queue: PrinterStatus['queue']): boolean {
  return queue.lastFault !== null && queue.waiting > 0;
}
