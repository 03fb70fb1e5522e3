import { SHOP_TIME_ZONE } from './clock.ts';

/** The hour on the shop's wall, 0…23. */
export function shopHour(at: number): number {
  return Number(new Intl.DateTimeFormat('en-GB', { timeZone: SHOP_TIME_ZONE, hour: '2-digit', hourCycle: 'h23' }).format(at));
}
