import { Toast as Base } from '@base-ui/react/toast';
import { CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMemo } from 'react';

import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';

export type ToastTone = 'positive' | 'warning' | 'info';
export type ShowToast = (toast: { readonly tone: ToastTone; readonly title: string; readonly text?: string }) => void;

const ICON = { positive: CircleCheck, warning: TriangleAlert, info: Info } as const;
const INK = { positive: 'text-positive', warning: 'text-warning', info: 'text-info' } as const;
const STAY_MS = 5000;

/** Short news that needs no answer. At the top, over the title bar: everything below it is under somebody's finger. */
export function ToastProvider({ closeLabel, children }: { readonly closeLabel: string; readonly children: ReactNode }) {
  return (
    <Base.Provider timeout={STAY_MS} limit={2}>
      {children}
      <Base.Portal>
        <Base.Viewport className="fixed top-1 left-1/2 z-70 -translate-x-1/2 flex w-[360px] max-w-[calc(100vw-32px)] flex-col gap-2 outline-none">
          <Toasts closeLabel={closeLabel} />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

export function useToast(): ShowToast {
  const { add } = Base.useToastManager();
  return useMemo(
    () =>
      ({ tone, title, text }) => {
        // A high priority would hide the notice from screen readers while its button can still take the focus.
        add({ title, description: text, type: tone, priority: 'low' });
      },
    [add],
  );
}

function Toasts({ closeLabel }: { readonly closeLabel: string }) {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => {
    const tone = toTone(toast.type);
    const Icon = ICON[tone];
    return (
      <Base.Root
        key={toast.id}
        toast={toast}
        className="rounded-md border border-line-strong bg-surface-raised text-ink shadow-float transition-opacity data-limited:hidden data-starting-style:opacity-0"
      >
        <Base.Content className="flex items-start gap-3 py-1 pr-1 pl-4">
          <Icon aria-hidden className={classNames('mt-2.5 size-5 shrink-0', INK[tone])} />
          <div className="min-w-0 flex-1 py-2">
            <Base.Title className="text-14 font-semibold" />
            <Base.Description className="text-14 text-ink-muted" />
          </div>
          <Base.Close render={<IconButton icon={X} label={closeLabel} />} />
        </Base.Content>
      </Base.Root>
    );
  });
}

function toTone(type: string | undefined): ToastTone {
  return type === 'positive' || type === 'warning' ? type : 'info';
}
