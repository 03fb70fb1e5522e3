import { ArrowRight, LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';

import { classNames } from './class-names.ts';
import type { KeypadKey } from './keypad.tsx';
import { Keypad } from './keypad.tsx';

const SHORTEST = 4;
const LONGEST = 6;

type PinPadProps = {
  readonly onSubmit: (pin: string) => void;
  readonly busy?: boolean;
  /** Set while the pad is locked, for example after wrong tries. */
  readonly locked?: boolean;
  /** Counts wrong tries: each new value empties the dots and shakes once. */
  readonly wrongTries?: number;
  readonly labels: {
    readonly pad: string;
    readonly erase: string;
    readonly confirm: string;
    readonly progress: (digits: number) => string;
  };
};

/** Four to six digits. The longest PIN goes by itself; a shorter one waits for confirm, so nobody learns its length by watching. */
export function PinPad({ onSubmit, busy = false, locked = false, wrongTries = 0, labels }: PinPadProps) {
  const [pin, setPin] = useState('');
  const [seenTries, setSeenTries] = useState(wrongTries);
  if (seenTries !== wrongTries) {
    setSeenTries(wrongTries);
    setPin('');
  }
  const closed = busy || locked;

  function type(key: KeypadKey) {
    if (closed || key.length > 1) return;
    const next = (pin + key).slice(0, LONGEST);
    setPin(next);
    if (next.length === LONGEST) onSubmit(next);
  }
  const erase = () => setPin(pin.slice(0, -1));
  const ready = !closed && pin.length >= SHORTEST;
  const confirm = () => {
    if (ready) onSubmit(pin);
  };
  useDigitKeys({ type, erase, confirm, ready });

  return (
    <div data-testid="pin-pad" className="flex w-72 flex-col gap-4" aria-busy={busy || undefined}>
      <Dots key={wrongTries} filled={pin.length} shaken={wrongTries > 0} label={labels.progress(pin.length)} />
      <Keypad
        groupLabel={labels.pad}
        eraseLabel={labels.erase}
        onKey={type}
        onErase={erase}
        keyClassName={classNames('min-h-16', closed && 'opacity-50')}
        enterKey={<ConfirmKey label={labels.confirm} busy={busy} ready={ready} onPress={confirm} />}
      />
    </div>
  );
}

function Dots({ filled, shaken, label }: { readonly filled: number; readonly shaken: boolean; readonly label: string }) {
  return (
    <div role="status" aria-label={label} className={classNames('flex h-8 items-center justify-center gap-3', shaken && 'shake')}>
      {Array.from({ length: LONGEST }, (_, index) => (
        <span
          key={index}
          className={classNames(
            'size-4 rounded-full border-2',
            index < filled ? 'border-ink bg-ink' : 'border-line-strong',
            index >= SHORTEST && index >= filled && 'scale-75 border-dashed',
          )}
        />
      ))}
    </div>
  );
}

function ConfirmKey(props: { readonly label: string; readonly busy: boolean; readonly ready: boolean; readonly onPress: () => void }) {
  return (
    <button
      type="button"
      aria-label={props.label}
      aria-disabled={!props.ready || undefined}
      onClick={props.onPress}
      className={classNames(
        'flex min-h-16 items-center justify-center rounded-md border',
        props.ready
          ? 'border-transparent bg-accent text-accent-ink active:bg-accent-pressed'
          : 'border-line bg-surface-strong text-ink-muted',
      )}
    >
      {props.busy ? <LoaderCircle aria-hidden className="spin-busy size-6" /> : <ArrowRight aria-hidden className="size-6" />}
    </button>
  );
}

type DigitActions = {
  readonly type: (key: KeypadKey) => void;
  readonly erase: () => void;
  readonly confirm: () => void;
  readonly ready: boolean;
};

function useDigitKeys({ type, erase, confirm, ready }: DigitActions): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (isDigit(event.key)) type(event.key);
      else if (event.key === 'Backspace') erase();
      // A focused key of the pad answers to Enter by itself.
      else if (event.key === 'Enter' && ready && !isInPad(event.target)) confirm();
      else return;
      event.preventDefault();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
}

function isDigit(key: string): key is KeypadKey {
  return /^[0-9]$/.test(key);
}

function isInPad(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[data-testid="pin-pad"]') !== null;
}
