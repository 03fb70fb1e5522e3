import { useTranslation } from 'react-i18next';
import { encode } from 'uqr';

const QUIET = 2;

/** A QR code, black on white in every theme: that is what scanners read. */
export function QrCode({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const { data, size } = encode(text, { ecc: 'M', border: QUIET });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg
      role="img"
      aria-label={t('lan.pair.qr')}
      viewBox={`0 0 ${size} ${size}`}
      className="size-44 rounded-sm bg-white"
      shapeRendering="crispEdges"
      data-testid="pairing-qr"
    >
      <path d={path} fill="black" />
    </svg>
  );
}
