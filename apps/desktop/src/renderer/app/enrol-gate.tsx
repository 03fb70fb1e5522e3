import { useTranslation } from 'react-i18next';

import { useEnrol } from '../features/enrol/enrol.queries.ts';
import { FarewellNotice } from '../features/enrol/farewell-notice.tsx';
import { EnrolScreen, Refused, type EnrolInput } from '../features/enrol/enrol.screen.tsx';
import { LanguageStep } from '../features/first-start/language-step.tsx';
import { stepsFor, useFirstStart } from '../lib/first-start.ts';
import { useLook } from '../lib/look.ts';
import { useRefusalText } from '../lib/refusal-text.ts';
import type { TerminalStatus } from '../lib/terminal.queries.ts';
import { TopBar } from './top-bar.tsx';

/** `farewell`: this till worked, and was put away. `keychain`: or it can't open its own key any more. */
export function EnrolGate({ farewell, keychain }: Pick<TerminalStatus, 'farewell' | 'keychain'>) {
  const enrol = useEnrol();
  const error = useEnrolError(enrol);
  const { step, go } = useFirstStart();
  const look = useLook();
  const worked = farewell !== null || keychain === 'lost';
  if (!worked && (step === undefined || step === 'language'))
    return (
      <div className="flex h-full flex-col">
        <TopBar />
        <LanguageStep steps={stepsFor(look?.role)} onNext={() => go('enrol')} />
      </div>
    );
  // Noted before the answer: once enrolled, this screen is gone and hears nothing.
  const connect = (input: EnrolInput) => {
    if (!worked) go('printers');
    enrol.mutate(input);
  };
  return (
    <div className="flex h-full flex-col">
      <TopBar />
      <EnrolScreen
        key={look === undefined ? 'asking' : 'known'}
        prepared={look ?? undefined}
        notice={worked && <WhyAgain farewell={farewell} />}
        busy={enrol.isPending}
        error={error}
        onEnrol={connect}
      />
    </div>
  );
}

/** Why a till that worked stands here: it was put away, or it can't open its own key any more. */
function WhyAgain({ farewell }: Pick<TerminalStatus, 'farewell'>) {
  const { t } = useTranslation();
  return farewell ? <FarewellNotice farewell={farewell} /> : <Refused sentence={t('enrol.locked-out')} />;
}

/** What the last try came to, in the user's words. */
function useEnrolError({ data, isError }: ReturnType<typeof useEnrol>): string | undefined {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  if (data && !data.ok) return refusalText(data.refusal);
  return isError ? t('enrol.bad-input') : undefined;
}
