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
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const enrol = useEnrol();
  const { step, go } = useFirstStart();
  const look = useLook();
  const refusal = enrol.data && !enrol.data.ok ? refusalText(enrol.data.refusal) : undefined;
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
        notice={farewell ? <FarewellNotice farewell={farewell} /> : keychain === 'lost' && <Refused sentence={t('enrol.locked-out')} />}
        busy={enrol.isPending}
        error={refusal ?? (enrol.isError ? t('enrol.bad-input') : undefined)}
        onEnrol={connect}
      />
    </div>
  );
}
