import { zNumberText, zReportDocument } from '@fastops/shared/printing/shift-report';
import { layOut } from '@fastops/shared/printing/layout';
import { shiftTextsOf } from '@fastops/shared/printing/shift-texts';
import { Dialog } from '@fastops/ui/dialog';
import { Skeleton } from '@fastops/ui/skeleton';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { useLanguage } from '../../lib/i18n.ts';
import { useZ, type Z } from './cash.queries.ts';

const PAPER = { columns: 42, codePage: 'cp858' } as const;
const ALIGN = { left: 'text-left', center: 'text-center', right: 'text-right' } as const;

type ZDialogProps = { readonly hash: string | undefined; readonly utcOffsetHours: number; readonly onClose: () => void };

/** A Z as its paper. It can be read here and printed at the till; nobody can change it. */
export function ZDialog({ hash, utcOffsetHours, onClose }: ZDialogProps) {
  const { t } = useTranslation();
  const z = useZ(hash);
  return (
    <Dialog
      open={hash !== undefined}
      onClose={onClose}
      size="medium"
      closeLabel={t('app.close')}
      title={z.data ? `Z ${zNumberText(z.data.zNumber)}` : 'Z'}
      description={t('cash.zText')}
    >
      {z.data && <Paper z={z.data} utcOffsetHours={utcOffsetHours} />}
      {z.isError && <FailureNotice error={z.error} onRetry={() => void z.refetch()} />}
      {z.isPending && <Skeleton className="h-96" />}
    </Dialog>
  );
}

function Paper({ z, utcOffsetHours }: { readonly z: Z; readonly utcOffsetHours: number }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  // Whose it is stands on the page around it.
  const branch = { companyName: '', nit: '', branchName: '', utcOffsetHours };
  const document = zReportDocument(z, { branch, texts: shiftTextsOf(language) });
  const lines = layOut({ blocks: document.blocks.slice(3) }, PAPER).filter((item) => item.type === 'line');
  return (
    <div role="region" tabIndex={0} aria-label={t('cash.paper')} data-testid="z-paper" className="flex justify-center overflow-x-auto">
      <pre className="w-fit rounded-md border border-line bg-surface px-4 py-3 font-mono text-12 leading-5 sm:text-14">
        {lines.map(({ text, align, bold, scale }, index) => (
          <div key={index} className={`min-h-5 ${ALIGN[align]} ${bold ? 'font-bold' : ''} ${scale.width > 1 ? 'text-20 leading-7' : ''}`}>
            {text}
          </div>
        ))}
      </pre>
    </div>
  );
}
