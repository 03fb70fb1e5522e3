import { useEffect, useEffectEvent } from 'react';

/** Key names as in `KeyboardEvent.key`, or `Alt+K` and `Alt+1` by what is printed on them; the handler returns false to let the key pass. */
export type Shortcuts = { readonly [key: string]: (event: KeyboardEvent) => boolean | void };

/**
 * Keys that work wherever the focus is. While something is being typed only function keys do,
 * and while a dialog is open none does unless it lives in that dialog (`inDialog`): with `alone`, only while no other lies over it.
 */
export function useShortcuts(shortcuts: Shortcuts, options: { readonly inDialog?: boolean; readonly alone?: boolean } = {}): void {
  const { inDialog = false, alone = false } = options;
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    // AltGr writes @ and #: it comes as Ctrl and Alt together, and is nobody's shortcut.
    if (event.defaultPrevented || event.ctrlKey || event.metaKey) return;
    const name = keyName(event);
    const handler = shortcuts[name];
    if (!handler || isDialogOpen() !== inDialog || isPinPadOpen()) return;
    if (alone && document.querySelectorAll(DIALOGS).length > 1) return;
    if (isTyping(event.target) && !/^(?:F\d+|Alt\+.)$/.test(name)) return;
    if (handler(event) !== false) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

/** With Alt, the key by its place on the board: a Mac would say the sign that it writes. */
function keyName({ altKey, key, code }: KeyboardEvent): string {
  return altKey ? `Alt+${code.replace(/^(?:Key|Digit|Numpad)/, '')}` : key;
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

// A notice that passes by has a dialog's role to a screen reader, and stops no key: those carry a type.
const DIALOGS = '[role="dialog"]:not([data-type])';

export function isDialogOpen(): boolean {
  return document.querySelector(`${DIALOGS}, [role="menu"], [role="listbox"]`) !== null;
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
