/** Where the screens live; nothing else is ever loaded. */
export const APP_ORIGIN = 'app://pos';

/** Hosts that may be opened in the person's own browser, over https only. */
const OUTSIDE_HOSTS: readonly string[] = ['fastops.co', 'docs.fastops.co'];

/** Whether an address is one of our own screens: scheme and host compared after parsing, never by prefix. */
export function isOwnAddress(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === 'app:' && url.host === 'pos';
}

/** The address as it may be handed to the person's own browser; undefined for all but https at a host of the list. */
export function outsideAddress(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === 'https:' && OUTSIDE_HOSTS.includes(url.host) ? url.href : undefined;
}
