import { Chip } from '@fastops/ui/chip';
import { Segmented } from '@fastops/ui/segmented';
import { TextField } from '@fastops/ui/text-field';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { LayoutDraft } from './draft.ts';
import { HeadParts } from './head-parts.tsx';
import { LogoField } from './logo-field.tsx';
import { TextArea } from './text-area.tsx';

export type FormProps = { readonly draft: LayoutDraft; readonly onChange: (change: Partial<LayoutDraft>) => void };

const NAME_SIZES = ['normal', 'double'] as const;
const NUMBER_SIZES = ['double', 'huge'] as const;
const ITEM_SIZES = ['tall', 'double'] as const;

/** What an owner changes of a receipt. */
export function ReceiptForm({ draft, onChange }: FormProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-5">
      <LogoField logo={draft.logo} onChange={(logo) => onChange({ logo })} />
      <Choice text={t('tickets.head')}>
        <HeadParts head={draft.head} onChange={(head) => onChange({ head })} />
      </Choice>
      <Choice text={t('tickets.nameSize')}>
        <Segmented
          label={t('tickets.nameSize')}
          value={draft.nameSize}
          onChange={(nameSize) => onChange({ nameSize })}
          segments={NAME_SIZES.map((value) => ({ value, label: t(`tickets.size.${value}`) }))}
        />
      </Choice>
      <Choice text={t('tickets.numberSize')}>
        <Segmented
          label={t('tickets.numberSize')}
          value={draft.numberSize}
          onChange={(numberSize) => onChange({ numberSize })}
          segments={NUMBER_SIZES.map((value) => ({ value, label: t(`tickets.size.${value}`) }))}
        />
      </Choice>
      <TextArea label={t('tickets.heading')} value={draft.heading} onChange={(heading) => onChange({ heading })} />
      <TextArea
        label={t('tickets.footer')}
        hint={t('tickets.footerHint')}
        value={draft.footer}
        onChange={(footer) => onChange({ footer })}
      />
      <TextField
        label={t('tickets.qr')}
        hint={t('tickets.qrHint')}
        maxLength={300}
        value={draft.qr}
        onChange={(event) => onChange({ qr: event.target.value })}
      />
    </div>
  );
}

/** What an owner changes of a kitchen ticket. */
export function KitchenForm({ draft, onChange }: FormProps) {
  const { t } = useTranslation();
  const { kitchen } = draft;
  const set = (change: Partial<LayoutDraft['kitchen']>) => onChange({ kitchen: { ...kitchen, ...change } });
  return (
    <div className="flex flex-col gap-5">
      <Choice text={t('tickets.itemSize')}>
        <Segmented
          label={t('tickets.itemSize')}
          value={kitchen.itemSize}
          onChange={(itemSize) => set({ itemSize })}
          segments={ITEM_SIZES.map((value) => ({ value, label: t(`tickets.size.${value}`) }))}
        />
      </Choice>
      <Choice text={t('tickets.numberSize')}>
        <Segmented
          label={t('tickets.numberSize')}
          value={kitchen.numberSize}
          onChange={(numberSize) => set({ numberSize })}
          segments={NUMBER_SIZES.map((value) => ({ value, label: t(`tickets.size.${value}`) }))}
        />
      </Choice>
      <div className="flex flex-wrap gap-2">
        {(['separators', 'beep'] as const).map((thing) => (
          <Chip
            key={thing}
            pressed={kitchen[thing]}
            {...(kitchen[thing] ? { icon: Check } : {})}
            onClick={() => set({ [thing]: !kitchen[thing] })}
          >
            {t(`tickets.${thing}`)}
          </Chip>
        ))}
      </div>
    </div>
  );
}

function Choice({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-col items-stretch gap-2">
      <span className="text-14 font-semibold">{text}</span>
      <div>{children}</div>
    </div>
  );
}
