import { commissioningPdf } from '@fastops/shared/commissioning/report-pdf';
import { commissioningTexts } from '@fastops/shared/commissioning/report-texts';
import { Button } from '@fastops/ui/button';
import { StatusDot } from '@fastops/ui/status-dot';
import { Braces, FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { handOut } from '../../lib/table-file.ts';
import { useLanguage } from '../../lib/i18n.ts';
import type { FitnessReport } from './installers.queries.ts';

const TONE = { green: 'positive', amber: 'warning', red: 'danger' } as const;

/** The worst light of a till's last report, and its paper. */
export function FitnessCell({ latest }: { readonly latest: FitnessReport | undefined }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  if (!latest) return t('installers.notLooked');
  const { report, signature, worst, isSigned } = latest;
  const texts = commissioningTexts(language);
  // As it was signed, so that anybody with the till's key can check it again.
  const data = () =>
    handOut(`${report.terminalName} ${texts.title}.json`, 'application/json', JSON.stringify({ report, signature }, null, 2));
  const paper = () =>
    handOut(
      `${report.terminalName} ${texts.title}.pdf`,
      'application/pdf',
      Uint8Array.from(commissioningPdf(report, { language, signature })),
    );
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <StatusDot tone={isSigned ? TONE[worst] : 'danger'}>{isSigned ? texts.lights[worst] : t('installers.changed')}</StatusDot>
      <Button variant="ghost" icon={FileText} onClick={paper}>
        {t('installers.paper')}
      </Button>
      <Button variant="ghost" icon={Braces} onClick={data}>
        {t('installers.json')}
      </Button>
    </span>
  );
}
