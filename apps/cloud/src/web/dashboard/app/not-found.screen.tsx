import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { MapPinOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { goTo } from '../lib/location.ts';
import { PATHS } from '../lib/paths.ts';
import { useScreenTitle } from '../lib/screen-title.ts';

export function NotFoundScreen() {
  const { t } = useTranslation();
  useScreenTitle(t('notFound.screen'));
  return (
    <EmptyState
      icon={MapPinOff}
      title={t('notFound.title')}
      text={t('notFound.text')}
      action={
        <Button variant="primary" onClick={() => goTo(PATHS.today)}>
          {t('notFound.action')}
        </Button>
      }
    />
  );
}
