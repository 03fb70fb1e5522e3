/** Where doors are unless somebody chose another port. */
const USUAL_PORT = 47_800;

/** Reads `192.168.1.20` or `192.168.1.20:47800`; undefined while it is neither. */
export function placeOf(text: string): { readonly address: string; readonly port: number } | undefined {
  const [, address, port] = /^(\d{1,3}(?:\.\d{1,3}){3})(?::(\d{1,5}))?$/.exec(text.trim()) ?? [];
  if (address === undefined || address.split('.').some((part) => Number(part) > 255)) return undefined;
  const place = { address, port: port === undefined ? USUAL_PORT : Number(port) };
  return place.port > 0 && place.port <= 65_535 ? place : undefined;
}

/** What the code's QR says: scanners type it, so it is one line of plain signs. */
export function pairingText(at: { readonly address: string; readonly port: number; readonly code: string }): string {
  return `FASTOPS ${at.address}:${at.port} ${at.code}`;
}

/** Reads {@link pairingText} out of what a scanner typed; undefined when it is something else. */
export function pairingOf(text: string): { readonly address: string; readonly code: string } | undefined {
  const [, address, code] = /^FASTOPS (\S+) ([A-Z0-9]{4}-[A-Z0-9]{4})$/.exec(text.trim().toUpperCase()) ?? [];
  return address !== undefined && code !== undefined && placeOf(address) ? { address, code } : undefined;
}

/** Where a browser finds the kitchen. */
export function kitchenUrl(at: { readonly address: string; readonly port: number }): string {
  return `https://${at.address}:${at.port}`;
}
