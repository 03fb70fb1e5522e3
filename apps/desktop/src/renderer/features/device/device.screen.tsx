import { Sheet } from '@fastops/ui/sheet';
import { useTranslation } from 'react-i18next';

import { CounterSection } from './counter-section.tsx';
import { FitnessSection } from './fitness-section.tsx';
import { SupportSection } from './support-section.tsx';
import { UpdatesSection } from './updates-section.tsx';

type DeviceScreenProps = {
  readonly mayInstall: boolean;
  readonly mayRun: boolean;
  readonly mayWire: boolean;
  readonly onClose: () => void;
};

/** This computer as a machine: its version, whether it is fit for work, and what support needs. */
export function DeviceScreen({ mayInstall, mayRun, mayWire, onClose }: DeviceScreenProps) {
  const { t } = useTranslation();
  return (
    <Sheet open width="wide" onClose={onClose} title={t('device.title')} description={t('device.explain')} closeLabel={t('common.close')}>
      <div className="flex flex-col gap-6">
        <UpdatesSection mayInstall={mayInstall} />
        <FitnessSection mayRun={mayRun} />
        {mayWire && <CounterSection />}
        {mayInstall && <SupportSection />}
      </div>
    </Sheet>
  );
}
