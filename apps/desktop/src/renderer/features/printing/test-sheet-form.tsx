import { profileOf } from '@fastops/shared/printing/printer-profiles';
import { LETTER_MODES } from '@fastops/shared/printing/printer';
import { SHEET_MARKS } from '@fastops/shared/printing/test-page';
import type { SheetSeen } from '@fastops/shared/printing/test-page';
import { Button } from '@fastops/ui/button';
import { Chip } from '@fastops/ui/chip';
import { Segmented } from '@fastops/ui/segmented';
import { Check, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { PrinterStatus } from './printing.queries.ts';
import { usePrinterActions } from './printing.queries.ts';

const WIDTHS = [32, 42, 48] as const;
const THINGS = ['qr', 'cut', 'beep', 'drawer'] as const;
const ALPHABETICAL = [...LETTER_MODES].sort((a, b) => SHEET_MARKS[a].localeCompare(SHEET_MARKS[b]));

/** The installer holds the sheet and ticks what is on it; the printer is set to that. */
export function TestSheetForm({ printer, onClose }: { readonly printer: PrinterStatus; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { judge, test } = usePrinterActions();
  const [seen, setSeen] = useState<SheetSeen>(() => firstGuess(printer));
  const set = (change: Partial<SheetSeen>) => setSeen((before) => ({ ...before, ...change }));
  const pin = printer.condition.drawerPin;
  const save = (after: () => void) =>
    judge.mutate(
      { id: printer.id, seen: { ...seen, ...(seen.drawer && pin !== 'unknown' ? { drawerOpenPin: pin } : {}) } },
      { onSuccess: after },
    );
  return (
    <div className="flex flex-col gap-5" data-testid="test-sheet">
      <div>
        <h3 className="text-20 font-semibold">{t('printing.sheet.title', { printer: printer.name })}</h3>
        <p className="text-14 text-ink-muted">{t('printing.sheet.explain')}</p>
      </div>
      <Question text={t('printing.sheet.letters')}>
        <Segmented
          size="touch"
          label={t('printing.sheet.letters')}
          value={seen.letters}
          onChange={(letters) => set({ letters })}
          segments={ALPHABETICAL.map((value) => ({ value, label: SHEET_MARKS[value] }))}
        />
      </Question>
      <Question text={t('printing.sheet.width')}>
        <Segmented
          size="touch"
          label={t('printing.sheet.width')}
          value={String(seen.columns)}
          onChange={(value) => set({ columns: WIDTHS.find((width) => String(width) === value) ?? seen.columns })}
          segments={WIDTHS.map((width) => ({ value: String(width), label: String(width) }))}
        />
      </Question>
      <Question text={t('printing.sheet.things')}>
        <div className="flex flex-wrap gap-2">
          {THINGS.map((thing) => (
            <Chip
              key={thing}
              pressed={seen[thing]}
              {...(seen[thing] ? { icon: Check } : {})}
              onClick={() => set({ [thing]: !seen[thing] })}
              data-testid={`sheet-${thing}`}
            >
              {t(`printing.sheet.${thing}`)}
            </Chip>
          ))}
        </div>
      </Question>
      {!seen.drawer && <p className="text-14 text-ink-muted">{t('printing.sheet.other-pin')}</p>}
      {pin !== 'unknown' && <p className="text-14 text-ink-muted">{t('printing.sheet.sensor')}</p>}
      <div className="flex flex-wrap gap-3">
        <Button size="touch" variant="primary" icon={Check} busy={judge.isPending} onClick={() => save(onClose)} data-testid="sheet-save">
          {t('printing.sheet.save')}
        </Button>
        <Button size="touch" icon={ScrollText} busy={test.isPending} onClick={() => save(() => test.mutate(printer.id))}>
          {t('printing.sheet.again')}
        </Button>
        <Button size="touch" variant="ghost" onClick={onClose}>
          {t('printing.back')}
        </Button>
      </div>
    </div>
  );
}

function Question({ text, children }: { readonly text: string; readonly children: React.ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-2">
      <span className="text-16 font-semibold">{text}</span>
      {children}
    </div>
  );
}

/** What is expected of the printer as it is set up: most sheets need one press. */
function firstGuess(printer: PrinterStatus): SheetSeen {
  const profile = profileOf(printer);
  const letters = printer.tweaks?.letters ?? 'cp858';
  return { letters, columns: profile.columns, qr: true, cut: profile.hasCutter, beep: profile.hasBuzzer, drawer: true };
}
