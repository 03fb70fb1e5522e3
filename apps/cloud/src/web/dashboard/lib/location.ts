import { useSyncExternalStore } from 'react';

/** Where the person is. The address bar is the only place that remembers it. */
export type Place = { readonly path: string; readonly search: URLSearchParams };

const MOVED = 'fastops:moved';

export function usePlace(): Place {
  const address = useSyncExternalStore(listen, currentAddress);
  const url = new URL(address, window.location.origin);
  return { path: url.pathname, search: url.searchParams };
}

export function goTo(address: string): void {
  if (address === currentAddress()) return;
  window.history.pushState(null, '', address);
  window.dispatchEvent(new Event(MOVED));
}

/** Changes one filter in place: going back leaves the page rather than walking through every filter. */
export function setFilter(name: string, value: string | undefined): void {
  const url = new URL(currentAddress(), window.location.origin);
  if (value === undefined) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  window.history.replaceState(null, '', `${url.pathname}${url.search}`);
  window.dispatchEvent(new Event(MOVED));
}

function currentAddress(): string {
  return `${window.location.pathname}${window.location.search}`;
}

function listen(changed: () => void): () => void {
  window.addEventListener('popstate', changed);
  window.addEventListener(MOVED, changed);
  return () => {
    window.removeEventListener('popstate', changed);
    window.removeEventListener(MOVED, changed);
  };
}
