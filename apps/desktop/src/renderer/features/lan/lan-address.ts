/** Where doors are unless somebody chose another port. */
const USUAL_PORT = 47_800;

/** Reads `192.168.1.20` or `192.168.1.20:47800`; undefined while it is neither. */
export function placeOf(text: string): { readonly address: string; readonly port: number } | undefined {
  const [, address, port] = /^(\d{1,3}(?:\.\d{1,3}){3})(?::(\d{1,5}))?$/.exec(text.trim()) ?? [];
  if (address === undefined || address.split('.').some((part) => Number(part) > 255)) return undefined;
  const place = { address, port: port === undefined ? USUAL_PORT : Number(port) };
  return place.port > 0 && place.port <= 65_535 ? place : undefined;
}
