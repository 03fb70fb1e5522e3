import { useTranslation } from 'react-i18next';

import { useEnrol } from '../features/enrol/enrol.queries.ts';
import { EnrolScreen } from '../features/enrol/enrol.screen.tsx';
import { useRefusalText } from '../lib/refusal-text.ts';
import { TopBar } from './top-bar.tsx';

export function EnrolGate() {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const enrol = useEnrol();
  const refusal = enrol.data && !enrol.data.ok ? refusalText(enrol.data.refusal) : undefined;
  return (
    <div className="flex h-full flex-col">
      <TopBar />
      <EnrolScreen busy={enrol.isPending} error={refusal ?? (enrol.isError ? t('enrol.bad-input') : undefined)} onEnrol={enrol.mutate} />
    </div>
  );
}
