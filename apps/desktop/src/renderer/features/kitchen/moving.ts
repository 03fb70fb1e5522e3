import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';

const moveSchema = z.object({ key: z.string(), places: z.array(z.object({ name: z.string(), url: z.url() })) });
const luggageSchema = z.object({ key: z.string(), kept: z.record(z.string().startsWith('fastops.'), z.string()) });

/** What lets this screen go on at another till, and the tills that there are. */
export type Move = z.infer<typeof moveSchema>;

const PREFIX = '#move=';
const ASK_EVERY_MS = 30_000;

/** Asked while the line stands: when it is gone, it is too late to ask. */
export function useMove(isPaired: boolean): Move | undefined {
  const asked = useQuery({
    queryKey: ['move'],
    queryFn: async () => moveSchema.parse(await (await fetch('/move')).json()),
    enabled: isPaired,
    refetchInterval: ASK_EVERY_MS,
    retry: false,
  });
  return asked.data;
}

/** Goes on at another till as what it is here: the same screen, the same view. Nothing of the fragment reaches a server by itself. */
export function moveTo(url: string, key: string): void {
  const kept = Object.fromEntries(Object.entries(localStorage).filter(([name]) => name.startsWith('fastops.kitchen') || isLook(name)));
  location.replace(`${url}/${PREFIX}${encodeURIComponent(JSON.stringify({ key, kept }))}`);
}

/** Unpacks what the screen brought from another till. What isn't known here changes nothing. */
export async function arrive(): Promise<void> {
  if (!location.hash.startsWith(PREFIX)) return;
  const luggage = unpacked(location.hash.slice(PREFIX.length));
  // Out of sight and out of the history before anything is drawn.
  history.replaceState(null, '', '/');
  if (!luggage) return;
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch('/move', { method: 'POST', headers, body: JSON.stringify({ key: luggage.key }) }).catch(() => undefined);
  if (!answer?.ok) return;
  for (const [name, value] of Object.entries(luggage.kept)) localStorage.setItem(name, value);
}

function isLook(name: string): boolean {
  return name === 'fastops.theme' || name === 'fastops.language';
}

function unpacked(text: string): z.infer<typeof luggageSchema> | undefined {
  try {
    const parsed = luggageSchema.safeParse(JSON.parse(decodeURIComponent(text)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
