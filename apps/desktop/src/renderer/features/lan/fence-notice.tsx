import { Banner } from '@fastops/ui/banner';
import { Button } from '@fastops/ui/button';
import { Router } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useFenceRead, useLan } from './lan.queries.ts';

/** Stays until somebody read it: this till was the hub, and another one took over while it was away. */
export function FenceNotice() {
  const { t } = useTranslation();
  const { data: lan } = useLan();
  const read = useFenceRead();
  if (!lan || lan.fencedAt === null) return null;
  return (
    <div data-testid="lan-fenced">
      <Banner
        tone="warning"
        icon={Router}
        action={
          <Button size="touch" className="my-1" busy={read.isPending} onClick={() => read.mutate()}>
            {t('lan.fenced.read')}
          </Button>
        }
      >
        {t('lan.fenced', { hub: lan.hubName ?? '' })}
      </Banner>
    </div>
  );
}
