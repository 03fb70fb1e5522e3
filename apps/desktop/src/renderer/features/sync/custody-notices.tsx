import { Banner } from '@fastops/ui/banner';
import { Button } from '@fastops/ui/button';
import { ClockAlert, CloudOff, CopyCheck, Download, FileQuestion } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTimeFormat } from '../../lib/time-format.ts';
import { clockFault, unreadLog } from './custody.ts';
import { NewLogDialog } from './new-log-dialog.tsx';
import type { CustodyView } from './sync.queries.ts';
import { useCustody } from './sync.queries.ts';

/** The strips about where the sales are: each says what is so and what to do, and none holds up the sale. */
export function CustodyNotices({ onView }: { readonly onView: () => void }) {
  const { t } = useTranslation();
  const { data: view } = useCustody();
  if (!view) return null;
  return (
    <>
      <NewLogNotice view={view} />
      {view.link.updateNeeded && (
        <Banner tone="warning" icon={Download}>
          {t('sync.update-banner')}
        </Banner>
      )}
      <ClockNotice view={view} />
      <ParkedNotice view={view} onView={onView} />
      {!view.link.online && <Banner icon={CloudOff}>{t('sync.strip')}</Banner>}
    </>
  );
}

/** Stays until a person says that they read it: two tills with one log is not something to find out from the books. */
function NewLogNotice({ view }: { readonly view: CustodyView }) {
  const { t } = useTranslation();
  const [reading, setReading] = useState(false);
  const log = unreadLog(view);
  if (!log?.reason) return null;
  return (
    <div data-testid="new-log-notice">
      <Banner
        tone="warning"
        icon={CopyCheck}
        action={
          <Button size="touch" className="my-1" onClick={() => setReading(true)}>
            {t('sync.new-log.read')}
          </Button>
        }
      >
        {t('sync.new-log.banner', { reason: t(`sync.reason-short.${log.reason}`) })}
      </Banner>
      {reading && <NewLogDialog log={log} onClose={() => setReading(false)} />}
    </div>
  );
}

function ClockNotice({ view }: { readonly view: CustodyView }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const fault = clockFault(view.link);
  if (!fault) return null;
  return (
    <div data-testid="clock-notice">
      <Banner tone="warning" icon={ClockAlert}>
        {t(`sync.clock-banner-${fault.direction}`, { offset: time.span(fault.offMs) })}
      </Banner>
    </div>
  );
}

function ParkedNotice({ view, onView }: { readonly view: CustodyView; readonly onView: () => void }) {
  const { t } = useTranslation();
  const count = view.log?.parkedCount ?? 0;
  if (count === 0) return null;
  return (
    <Banner
      icon={FileQuestion}
      action={
        <Button size="touch" className="my-1" onClick={onView}>
          {t('sync.view')}
        </Button>
      }
    >
      {t('sync.parked-banner', { count })}
    </Banner>
  );
}
