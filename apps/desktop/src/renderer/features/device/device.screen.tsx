import { Sheet } from '@fastops/ui/sheet';
import { useTranslation } from 'react-i18next';

import { CounterSection } from './counter-section.tsx';
import { FitnessSection } from './fitness-section.tsx';
import { SetUpSection } from './set-up-section.tsx';
import { SupportSection } from './support-section.tsx';
import { UpdatesSection } from './updates-section.tsx';

type DeviceScreenProps = {
  readonly mayInstall: boolean;
  readonly mayRun: boolean;
  readonly mayWire: boolean;
  readonly onSetUp: () => void;
  readonly onClose: () => void;
};

/** This computer as a machine: its version, whether it is fit for work, and what support needs. */
export function DeviceScreen({ mayInstall, mayRun, mayWire, onSetUp, onClose }: DeviceScreenProps) {
  const { t } = useTranslation();
  return (
    <Sheet open width="wide" onClose={onClose} title={t('device.title')} description={t('device.explain')} closeLabel={t('common.close')}>
      <div className="flex flex-col gap-6">
        <UpdatesSection mayInstall={mayInstall} />
        {mayRun && <SetUpSection onSetUp={onSetUp} />}
        <FitnessSection mayRun={mayRun} />
        {mayWire && <CounterSection />}
        {mayInstall && <SupportSection />}
      </div>
    </Sheet>
  );
}
