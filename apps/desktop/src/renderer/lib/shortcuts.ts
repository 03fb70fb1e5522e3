import { useEffect, useEffectEvent } from 'react';

/** Key names as in `KeyboardEvent.key`; the handler returns false to let the key pass. */
export type Shortcuts = { readonly [key: string]: (event: KeyboardEvent) => boolean | void };

/**
 * Keys that work wherever the focus is. While something is being typed only function keys do,
 * and while a dialog is open none does unless it lives in that dialog (`inDialog`).
 */
export function useShortcuts(shortcuts: Shortcuts, options: { readonly inDialog?: boolean } = {}): void {
  const inDialog = options.inDialog ?? false;
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const handler = shortcuts[event.key];
    if (!handler || isDialogOpen() !== inDialog || isPinPadOpen()) return;
    if (isTyping(event.target) && !/^F\d+$/.test(event.key)) return;
    if (handler(event) !== false) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

export function isDialogOpen(): boolean {
  // A notice that passes by has a dialog's role to a screen reader, and stops no key: those carry a type.
  return document.querySelector('[role="dialog"]:not([data-type]), [role="menu"], [role="listbox"]') !== null;
}

/** A PIN pad over another dialog: its digits are nobody else's. */
function isPinPadOpen(): boolean {
  return document.querySelector('[data-testid="pin-pad"]') !== null;
}

/** Somebody just starts to write, with the focus nowhere in particular: the first letter must not be lost. */
export function useTypedLetter(onLetter: () => void): void {
  const listen = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!/^\p{L}$/u.test(event.key) || isTyping(event.target) || isDialogOpen()) return;
    // Focus moves before the browser delivers the key, so the field that gets it writes the letter.
    onLetter();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => listen(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
