import { Badge, type Tone } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { useToast } from '@fastops/ui/toast';
import { CircleCheck, CreditCard, Hourglass, Landmark, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useLanguage } from '../../lib/i18n.ts';
import { Notice } from '../../lib/notice.tsx';
import { Panel } from '../../lib/panel.tsx';
import { longDate } from './days.ts';
import { Refused } from './refused.tsx';
import type { Overview } from './subscription.queries.ts';
import { isChecking, usePay } from './subscription.queries.ts';

const TONE: Readonly<Record<Overview['subscription']['state'], Tone>> = {
  trialing: 'info',
  active: 'positive',
  'past-due': 'warning',
  suspended: 'danger',
  cancelled: 'neutral',
};

/** Where the company stands, said in a sentence, and the one thing to do about it. */
export function StandingPanel({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const { subscription, lastTry } = overview;
  const wasDeclined = lastTry?.status === 'DECLINED' || lastTry?.status === 'ERROR';
  return (
    <Panel
      title={t(`subscription.plan.${subscription.plan}`)}
      action={<Badge tone={TONE[subscription.state]}>{t(`subscription.state.${subscription.state}`)}</Badge>}
    >
      <div className="flex flex-col gap-4">
        <Told overview={overview} />
        {wasDeclined && (
          <Notice tone="danger" icon={TriangleAlert}>
            {t('subscription.declined')}
          </Notice>
        )}
        {isChecking(overview) ? <Notice icon={Hourglass}>{t('subscription.checking')}</Notice> : <Paying overview={overview} />}
      </div>
    </Panel>
  );
}

function Paying({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const { subscription, plans, invoices } = overview;
  const pay = usePay();
  const open = invoices.find(({ state }) => state === 'open');
  const amount: string = pesos(open?.amount ?? plans.find(({ id }) => id === subscription.nextPlan)?.monthly ?? 0);
  const isAhead = subscription.state === 'active';
  if (pay.data?.kind === 'instructions') return <ByHand text={pay.data.text} reference={pay.data.reference} />;
  return (
    <>
      {pay.error && <Refused error={pay.error} />}
      <div>
        <Button
          variant={isAhead ? 'secondary' : 'primary'}
          size="touch"
          icon={CreditCard}
          busy={pay.isPending || pay.data !== undefined}
          onClick={() => pay.mutate(undefined, { onSuccess: goAndPay })}
        >
          {isAhead && !open ? t('subscription.payAhead') : t('subscription.pay', { amount })}
        </Button>
      </div>
    </>
  );
}

function Told({ overview: { subscription, worksUntil } }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const { state, endsAtPeriodEnd, periodEnd } = subscription;
  const runs = state === 'trialing' || state === 'active';
  const facts = { end: longDate(periodEnd, locale), until: longDate(worksUntil ?? periodEnd, locale) };
  const words: string = t(`subscription.told.${runs && endsAtPeriodEnd ? 'ending' : state}`, facts);
  if (state === 'active' && !endsAtPeriodEnd)
    return (
      <Notice tone="positive" icon={CircleCheck}>
        {words}
      </Notice>
    );
  const tone = state === 'suspended' ? 'danger' : state === 'past-due' ? 'warning' : 'quiet';
  return (
    <Notice tone={tone} icon={runs ? Hourglass : TriangleAlert}>
      {words}
    </Notice>
  );
}

function ByHand({ text, reference }: { readonly text: string; readonly reference: string }) {
  const { t } = useTranslation();
  const toast = useToast();
  return (
    <Notice icon={Landmark} urgent>
      <p className="font-semibold">{t('subscription.instructions')}</p>
      <p className="whitespace-pre-line">{text === '' ? t('subscription.noInstructions') : text}</p>
      <p className="mt-2">{t('subscription.instructionsText')}</p>
      <p className="mt-1">
        {t('subscription.reference')}:{' '}
        <button
          type="button"
          className="font-mono text-12 break-all underline"
          onClick={() =>
            void navigator.clipboard.writeText(reference).then(() => toast({ tone: 'positive', title: t('subscription.copied') }))
          }
        >
          {reference}
        </button>
      </p>
    </Notice>
  );
}

function goAndPay(step: { kind: string; url?: string }): void {
  if (step.kind === 'redirect' && step.url !== undefined) window.location.assign(step.url);
}

function pesos(amount: number): string {
  return `$ ${new Intl.NumberFormat('es-CO').format(amount)}`;
}
