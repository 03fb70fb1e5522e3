import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Names the tab after the screen. */
export function useScreenTitle(screen: string): void {
  const { t } = useTranslation();
  const title = t('app.page', { screen });
  useEffect(() => {
    document.title = title;
  }, [title]);
}
