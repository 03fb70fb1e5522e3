import { Dialog as Base } from '@base-ui/react/dialog';

import { classNames } from './class-names.ts';
import type { DialogProps } from './dialog.tsx';
import { DialogHeader } from './dialog.tsx';

const WIDTH = { narrow: 'w-[440px]', wide: 'w-[640px]', full: 'w-[1120px]' } as const;

type SheetProps = Omit<DialogProps, 'size'> & { readonly width?: keyof typeof WIDTH };

/** A panel from the right edge, for lists and detail that are looked at beside the work. */
export function Sheet({ open, onClose, title, description, closeLabel, children, footer, width = 'narrow', initialFocus }: SheetProps) {
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
            'fixed inset-y-0 right-0 z-50 flex max-w-[calc(100vw-48px)] flex-col border-l border-line bg-surface-raised text-ink',
            'shadow-float transition-opacity outline-none data-starting-style:opacity-0',
            WIDTH[width],
          )}
        >
          <DialogHeader title={title} description={description} closeLabel={closeLabel} />
          {/* Focusable, so that a list without buttons can be scrolled from the keyboard. */}
          <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto px-5 py-4 -outline-offset-4">
            {children}
          </div>
          {footer && <div className="flex shrink-0 gap-3 border-t border-line px-5 py-4">{footer}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
