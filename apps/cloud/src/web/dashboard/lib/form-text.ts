/** What a form field says. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** The secret that a letter's link carries behind the `#`, where no server and no log sees it. */
export function tokenInAddress(): string {
  return window.location.hash.slice(1);
}

/** The shortest password that the cloud takes. */
export const SHORTEST_PASSWORD = 10;
