/** What the dashboard's QR says: `fastops://enrol?cloud=https://nube.example&code=ABCD-EFGH`. Undefined for anything else that was typed. */
export function enrolLink(text: string): { serverUrl: string; code: string } | undefined {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (url?.protocol !== 'fastops:' || url.host !== 'enrol') return undefined;
  const serverUrl = url.searchParams.get('cloud') ?? '';
  const code = url.searchParams.get('code')?.toUpperCase() ?? '';
  return /^https?:\/\//.test(serverUrl) && /^[A-Z2-9]{4}-[A-Z2-9]{4}$/.test(code) ? { serverUrl, code } : undefined;
}
