import { EmptyState } from '@fastops/ui/empty-state';
import { UserRoundX } from 'lucide-react';
import { useTranslation } from 'react-i18next';

export function NotForSelling({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  return <EmptyState icon={UserRoundX} title={t('till.no-selling', { name })} text={t('till.no-selling-hint')} />;
}
