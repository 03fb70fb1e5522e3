import { NEEDED_HEAD } from '@fastops/shared/printing/ticket-layout';
import { Chip } from '@fastops/ui/chip';
import { IconButton } from '@fastops/ui/icon-button';
import { ArrowDown, ArrowUp, Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { LayoutDraft } from './draft.ts';
import { moved, toggled } from './draft.ts';

type HeadPartsProps = { readonly head: LayoutDraft['head']; readonly onChange: (head: LayoutDraft['head']) => void };

/** What heads a receipt, in its order: a tap shows or hides, the arrows move. */
export function HeadParts({ head, onChange }: HeadPartsProps) {
  const { t } = useTranslation();
  return (
    <ol className="flex flex-col gap-1" aria-label={t('tickets.head')}>
      {head.map(({ part, shown }, i) => (
        <li key={part} className="flex items-center gap-2">
          <Chip
            pressed={shown}
            disabled={NEEDED_HEAD.includes(part)}
            {...(shown ? { icon: Check } : {})}
            className="flex-1"
            onClick={() => onChange(toggled(head, part))}
          >
            {t(`tickets.part.${part}`)}
          </Chip>
          <IconButton
            icon={ArrowUp}
            label={t('tickets.up', { part: t(`tickets.part.${part}`) })}
            onClick={() => onChange(moved(head, i, -1))}
          />
          <IconButton
            icon={ArrowDown}
            label={t('tickets.down', { part: t(`tickets.part.${part}`) })}
            onClick={() => onChange(moved(head, i, 1))}
          />
        </li>
      ))}
    </ol>
  );
}
