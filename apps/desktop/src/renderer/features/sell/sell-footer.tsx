import type { Menu } from '@fastops/shared/catalog/product';
import { Button } from '@fastops/ui/button';
import { Kbd } from '@fastops/ui/kbd';
import { Keyboard, PackageX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useShortcuts } from '../../lib/shortcuts.ts';
import { KeysHelp } from './keys-help.tsx';
import { SoldOutDialog } from './sold-out-dialog.tsx';

type SellFooterProps = { readonly menu: Menu; readonly mayMarkSoldOut: boolean; readonly work: ReactNode };

/** What is not sold but done about selling; below the grid, where no tile is. */
export function SellFooter({ menu, mayMarkSoldOut, work }: SellFooterProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'keys' | 'sold-out'>();
  const close = () => setOpen(undefined);
  const showKeys = () => setOpen('keys');
  const showSoldOut = () => {
    if (mayMarkSoldOut) setOpen('sold-out');
  };
  useShortcuts({ F1: showKeys, '?': showKeys, F9: showSoldOut });
  return (
    <div className="flex shrink-0 items-center gap-2 border-t border-line px-3 py-1">
      {work}
      <span className="flex-1" />
      {mayMarkSoldOut && (
        <Button variant="ghost" size="touch" icon={PackageX} shortcut={<WideKbd>F9</WideKbd>} aria-keyshortcuts="F9" onClick={showSoldOut}>
          {t('sold-out.title')}
        </Button>
      )}
      <Button variant="ghost" size="touch" icon={Keyboard} shortcut={<WideKbd>F1</WideKbd>} aria-keyshortcuts="F1" onClick={showKeys}>
        {t('keys.title')}
      </Button>
      {open === 'keys' && <KeysHelp onClose={close} />}
      {open === 'sold-out' && <SoldOutDialog menu={menu} onClose={close} />}
    </div>
  );
}

/** On a narrow screen the words need the room; the keys are in the list of keys. */
function WideKbd({ children }: { readonly children: string }) {
  return (
    <span className="max-[1180px]:hidden">
      <Kbd>{children}</Kbd>
    </span>
  );
}
