import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';

import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';

export type DialogProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly closeLabel: string;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
  /** Where the focus starts; without it, on the first thing that can take it. */
  readonly initialFocus?: RefObject<HTMLElement | null> | (() => HTMLElement | null);
};

const WIDTH = { small: 'w-[420px]', medium: 'w-[640px]', large: 'w-[920px]' } as const;

/** A question over a dimmed screen. Focus stays inside, Esc and the scrim close it, focus returns where it was. */
export function Dialog({ open, onClose, title, description, closeLabel, children, footer, size = 'small', initialFocus }: DialogProps) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Base.Portal>
        {/* In one layer with the panel: whatever opens later dims all that is open before it. */}
        <Base.Backdrop forceRender className="fixed inset-0 z-50 bg-scrim transition-opacity data-starting-style:opacity-0" />
        <Base.Popup
          {...(initialFocus ? { initialFocus } : {})}
          className={classNames(
            'fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] max-w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col',
            'rounded-md border border-line bg-surface-raised text-ink shadow-float transition-opacity outline-none data-starting-style:opacity-0',
            WIDTH[size],
          )}
        >
          <DialogHeader title={title} description={description} closeLabel={closeLabel} />
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          {footer && <div className="flex shrink-0 gap-3 border-t border-line px-5 py-4">{footer}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

type HeaderProps = Pick<DialogProps, 'title' | 'description' | 'closeLabel'>;

/** Shared by dialog and sheet: the name of what is open and the way out. */
export function DialogHeader({ title, description, closeLabel }: HeaderProps) {
  return (
    <div className="flex shrink-0 items-start gap-3 border-b border-line py-2 pr-2 pl-5">
      <div className="min-w-0 flex-1 py-2">
        <Base.Title className="text-20 font-semibold wrap-break-word">{title}</Base.Title>
        {description && <Base.Description className="mt-1 text-14 text-ink-muted">{description}</Base.Description>}
      </div>
      <Base.Close render={<IconButton icon={X} label={closeLabel} size="touch" />} />
    </div>
  );
}
