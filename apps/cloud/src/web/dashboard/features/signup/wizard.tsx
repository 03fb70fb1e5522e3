import { Button } from '@fastops/ui/button';
import { ArrowLeft, TriangleAlert } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { DoorLayout } from '../../lib/door-layout.tsx';
import { failureOf } from '../../lib/failure.ts';
import { Notice } from '../../lib/notice.tsx';
import { refusalOf } from '../../lib/refusal.ts';
import { waitText } from '../../lib/wait-text.ts';
import { FirstTill } from './first-till.tsx';
import type { Draft, SignUp } from './signup.queries.ts';
import { useFinish, useKeepDraft } from './signup.queries.ts';
import { BranchStep, CompanyStep, MenuStep, PersonStep, TaxStep } from './steps.tsx';
import { draftFrom, faultsOf, finishOf, readStep, secretsFrom, STEPS, type Secrets, type Step, type StepProps } from './wizard-form.ts';

type WizardProps = { readonly token: string; readonly signUp: SignUp };

/** Everything a first till needs, one question after the other; what was said is kept after each. */
export function Wizard({ token, signUp }: WizardProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>(signUp.draft);
  // A password is never kept, so a visit begins where it is asked for; what was said before is filled in already.
  const [at, setAt] = useState(0);
  const [secrets, setSecrets] = useState<Secrets>({ password: '', code: '', pin: '' });
  const [faults, setFaults] = useState<ReadonlySet<string>>(new Set());
  const keep = useKeepDraft(token);
  const finish = useFinish();
  const title = useRef<HTMLParagraphElement>(null);
  const refusal = refusalOf(finish.error);
  useEffect(() => title.current?.focus(), [at]);
  const step = STEPS[at] ?? 'person';

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const said = readStep(step, new FormData(event.currentTarget));
    const next = draftFrom(step, draft, said);
    const kept = secretsFrom(step, secrets, said);
    setDraft(next);
    setSecrets(kept);
    const missing = faultsOf(step, said, signUp.hasAccount);
    setFaults(missing);
    if (missing.size > 0) return;
    keep.mutate({ ...next, step: Math.min(at + 1, STEPS.length - 1) });
    if (at < STEPS.length - 1) setAt(at + 1);
    else finish.mutate(finishOf({ token, draft: next, secrets: kept }), { onError: (error) => setAt(whereToGoBack(refusalOf(error), at)) });
  }

  if (finish.data) return <FirstTill branchId={finish.data.branchId} company={draft.company?.name ?? ''} />;
  return (
    <DoorLayout title={t(`signUp.steps.${step}`)}>
      <Progress at={at} titleRef={title} />
      <form key={step} noValidate onSubmit={submit} className="flex flex-col gap-4">
        {finish.isError && <Refused refusal={refusal} error={finish.error} />}
        <StepFields {...{ step, draft, secrets, signUp, faults, refusal }} />
        <div className="flex gap-3">
          {at > 0 && (
            <Button size="touch" icon={ArrowLeft} onClick={() => setAt(at - 1)}>
              {t('signUp.back')}
            </Button>
          )}
          <Button type="submit" variant="primary" size="touch" stretch busy={finish.isPending}>
            {t(at === STEPS.length - 1 ? 'signUp.menu.finish' : 'signUp.next')}
          </Button>
        </div>
        <p className="text-12 text-ink-muted">{t('signUp.keeps')}</p>
      </form>
    </DoorLayout>
  );
}

function StepFields({ step, ...props }: StepProps & { readonly step: Step }) {
  switch (step) {
    case 'person':
      return <PersonStep {...props} />;
    case 'company':
      return <CompanyStep {...props} />;
    case 'tax':
      return <TaxStep {...props} />;
    case 'branch':
      return <BranchStep {...props} />;
    case 'menu':
      return <MenuStep {...props} />;
  }
}

/** The step whose answer was refused; the last one when it was nobody's answer. */
function whereToGoBack(refusal: string | undefined, at: number): number {
  if (refusal === 'sign-up.bad-nit') return STEPS.indexOf('company');
  return refusal !== undefined && /^(password|login)\./.test(refusal) ? STEPS.indexOf('person') : at;
}

function Progress({ at, titleRef }: { readonly at: number; readonly titleRef: React.RefObject<HTMLParagraphElement | null> }) {
  const { t } = useTranslation();
  // The till is the last step, and it comes when the company is there.
  const of = STEPS.length + 1;
  return (
    <div className="mb-6 flex flex-col gap-2">
      <p ref={titleRef} tabIndex={-1} className="text-14 text-ink-muted outline-none">
        {t('signUp.progress', { step: at + 1, of })}
      </p>
      <div className="grid auto-cols-fr grid-flow-col gap-1" aria-hidden>
        {Array.from({ length: of }, (_, index) => (
          <span key={index} className={index <= at ? 'h-1.5 rounded-full bg-accent' : 'h-1.5 rounded-full bg-surface-strong'} />
        ))}
      </div>
    </div>
  );
}

function Refused({ refusal, error }: { readonly refusal: string | undefined; readonly error: unknown }) {
  const { t } = useTranslation();
  const failure = failureOf(error);
  if (failure.kind === 'throttled') {
    return (
      <Notice urgent tone="warning" icon={TriangleAlert}>
        {t('login.waiting', { wait: waitText(t, failure.waitMs) })}
      </Notice>
    );
  }
  const besideField = ['sign-up.bad-nit', 'password.too-easy', 'password.wrong', 'staff.easy-pin', 'login.code-needed', 'login.code-wrong'];
  if (refusal !== undefined && besideField.includes(refusal)) return null;
  return (
    <Notice urgent tone="warning" icon={TriangleAlert}>
      {t(refusal === 'sign-up.not-found' ? 'signUp.gone.text' : 'signUp.failed')}
    </Notice>
  );
}
