import { Banner } from '@fastops/ui/banner';
import type { StationRole } from '@fastops/shared/releases/look';
import { PackageCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** What whoever made the installation meant this computer to be, beside the choice that makes it so. */
export function PreparedFor({ role }: { readonly role: StationRole | undefined }) {
  const { t } = useTranslation();
  if (role !== 'hub' && role !== 'kitchen') return null;
  return (
    <div className="overflow-hidden rounded-md border border-line" data-testid={`prepared-${role}`}>
      <Banner tone="quiet" icon={PackageCheck}>
        {t(`first.prepared.${role}`)}
      </Banner>
    </div>
  );
}
