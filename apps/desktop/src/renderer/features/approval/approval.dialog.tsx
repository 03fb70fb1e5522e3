import { Avatar } from '@fastops/ui/avatar';
import { Button } from '@fastops/ui/button';
import { classNames } from '@fastops/ui/class-names';
import { Dialog } from '@fastops/ui/dialog';
import { PinPad } from '@fastops/ui/pin-pad';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ApprovalQuestion } from '../../lib/approval.tsx';
import { useRefusalText } from '../../lib/refusal-text.ts';
import { useMe } from '../../lib/terminal.queries.ts';
import { useNow } from '../../lib/use-now.ts';
import { useApprove, useApprovers } from './approval.queries.ts';

type Approver = NonNullable<ReturnType<typeof useApprovers>['data']>[number];

/** A supervisor's yes, in place: what is asked and by whom, who can allow it, and their PIN. */
export function ApprovalDialog({ question }: { readonly question: ApprovalQuestion }) {
  const { t } = useTranslation();
  const me = useMe();
  const refusalText = useRefusalText();
  const approvers = useApprovers(question.requestId);
  const [chosenId, setChosenId] = useState<string>();
  const people = approvers.data ?? [];
  const chosen = people.find(({ id }) => id === chosenId) ?? (people.length === 1 ? people[0] : undefined);
  const decline = () => question.answer(false);
  return (
    <Dialog open onClose={decline} size="medium" title={t('approval.title')} closeLabel={t('common.close')}>
      <div data-testid="approval" className="grid grid-cols-[minmax(0,1fr)_288px] gap-6">
        <div className="flex min-w-0 flex-col gap-4">
          <div className="flex gap-3 rounded-md bg-info-soft p-4 text-info">
            <ShieldCheck aria-hidden className="mt-0.5 size-5 shrink-0" />
            <div className="min-w-0">
              <p data-testid="approval-what" className="text-16 font-semibold wrap-break-word text-ink">
                {question.what}
              </p>
              <p className="mt-1 text-14">{t('approval.asked-by', { name: me.data?.name ?? '' })}</p>
              <p className="text-14">{refusalText(question.refusal)}</p>
            </div>
          </div>
          <ApproverList people={people} chosen={chosen} onChoose={setChosenId} />
          {approvers.data?.length === 0 && <p className="text-16 text-ink-muted">{t('approval.nobody')}</p>}
          <span className="flex-1" />
          <Button size="touch" onClick={decline}>
            {t('approval.decline')}
          </Button>
        </div>
        <div className="flex flex-col items-center justify-center gap-3" aria-live="polite">
          {chosen ? (
            <ApproverPin key={chosen.id} approver={chosen} question={question} />
          ) : (
            <p className="text-16 text-ink-muted">{t('approval.pick-first')}</p>
          )}
        </div>
      </div>
    </Dialog>
  );
}

type ApproverListProps = {
  readonly people: readonly Approver[];
  readonly chosen: Approver | undefined;
  readonly onChoose: (id: string) => void;
};

function ApproverList({ people, chosen, onChoose }: ApproverListProps) {
  const { t } = useTranslation();
  return (
    <ul aria-label={t('approval.who')} className="flex max-h-64 flex-col gap-2 overflow-y-auto p-0.5">
      {people.map((person) => (
        <li key={person.id}>
          <button
            type="button"
            data-testid="approver"
            aria-pressed={person === chosen}
            onClick={() => onChoose(person.id)}
            className={classNames(
              'flex min-h-14 w-full items-center gap-3 rounded-md border px-3 text-left text-16 font-semibold',
              person === chosen ? 'border-accent bg-accent-soft ring-2 ring-accent' : 'border-line-strong hover:bg-surface-strong',
            )}
          >
            <Avatar name={person.name} size="small" />
            <span className="min-w-0 truncate">{person.name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function ApproverPin({ approver, question }: { readonly approver: Approver; readonly question: ApprovalQuestion }) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const { gate, busy, failed, tryPin } = useApprove(question.requestId, () => question.answer(true));
  const now = useNow(250, gate.waitUntil > 0);
  const secondsLeft = Math.max(0, Math.ceil((gate.waitUntil - now) / 1000));
  const news = failed ? t('login.failed') : secondsLeft > 0 ? t('login.wait', { count: secondsLeft }) : pinNews();
  function pinNews(): string | undefined {
    if (!gate.refusal || gate.refusal.code === 'login.wait') return undefined;
    return refusalText(gate.refusal);
  }
  return (
    <>
      <h3 className="text-16 font-semibold">{t('login.pin-for', { name: approver.name })}</h3>
      <PinPad
        onSubmit={(pin) => tryPin({ staffId: approver.id, pin })}
        busy={busy}
        locked={secondsLeft > 0}
        wrongTries={gate.wrongTries}
        labels={{
          pad: t('login.pin-pad'),
          erase: t('common.erase'),
          confirm: t('approval.confirm'),
          progress: (count) => t('login.digits', { count }),
        }}
      />
      <p role="alert" aria-live={secondsLeft > 0 ? 'off' : 'assertive'} className="min-h-5 text-center text-14 font-medium text-danger">
        {news}
      </p>
    </>
  );
}
