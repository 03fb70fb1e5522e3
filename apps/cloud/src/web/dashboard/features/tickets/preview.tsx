import { kitchenTicketDocument } from '@fastops/shared/printing/kitchen-ticket';
import { previewLines } from '@fastops/shared/printing/layout';
import { profileOf } from '@fastops/shared/printing/printer-profiles';
import { receiptDocument } from '@fastops/shared/printing/receipt';
import { sampleKitchenTicket, sampleReceipt } from '@fastops/shared/printing/sample-ticket';
import { ticketSvg } from '@fastops/shared/printing/ticket-svg';
import { ticketTextsOf } from '@fastops/shared/printing/ticket-texts';
import { logoImageId, type TicketLayout } from '@fastops/shared/printing/ticket-layout';
import { Segmented } from '@fastops/ui/segmented';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { encode } from 'uqr';

import type { LayoutDraft } from './draft.ts';
import type { TicketsNow } from './tickets.queries.ts';

const PAPERS = [
  { value: 'generic-80', label: '80 mm' },
  { value: 'generic-80-42', label: '80 mm · 42' },
  { value: 'pos-58', label: '58 mm' },
] as const;

type Paper = (typeof PAPERS)[number]['value'];

type PreviewProps = {
  readonly which: 'receipt' | 'kitchen';
  /** The last layout that could be printed, while somebody types one that can't. */
  readonly layout: Omit<TicketLayout, 'id'>;
  readonly logo: LayoutDraft['logo'];
  readonly now: Pick<TicketsNow, 'shop' | 'language'>;
};

/** The ticket as it will come out: the same words, in the same columns. */
export function Preview({ which, layout, logo, now }: PreviewProps) {
  const { t } = useTranslation();
  const [paper, setPaper] = useState<Paper>('generic-80');
  const { address, lines } = useMemo(() => drawn({ which, layout, logo, now }, paper), [which, layout, logo, now, paper]);
  return (
    <div className="flex flex-col items-center gap-4">
      <Segmented label={t('tickets.paper')} value={paper} onChange={setPaper} segments={PAPERS} />
      <img
        src={address}
        alt={t('tickets.preview')}
        data-testid="ticket-preview"
        className={paper === 'pos-58' ? 'w-full max-w-[280px] shadow-float' : 'w-full max-w-[400px] shadow-float'}
      />
      <pre className="sr-only">{lines.join('\n')}</pre>
    </div>
  );
}

function drawn({ which, layout, logo, now }: PreviewProps, paper: Paper): { address: string; lines: readonly string[] } {
  const texts = ticketTextsOf(layout.language === 'branch' ? now.language : layout.language);
  const receipt = sampleReceipt(now.shop, texts, logoImageId(layout));
  const document =
    which === 'receipt'
      ? receiptDocument(receipt, texts, { openDrawer: false, copyNo: 0, layout: layout.receipt })
      : kitchenTicketDocument(sampleKitchenTicket(texts), texts, { layout: layout.kitchen });
  const profile = profileOf({ profileId: paper });
  const picture = logo && { href: `data:image/png;base64,${logo.png}`, width: logo.width, height: logo.height };
  const svg = ticketSvg(document, profile, {
    qr: (data) => encode(data, { ecc: 'M', border: 0 }).data,
    ...(picture === null ? {} : { logo: picture }),
  });
  return { address: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`, lines: previewLines(document, profile) };
}
