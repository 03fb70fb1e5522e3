import { describe, expect, it } from 'vitest';

import { calendarDay, clockHour, clockTime, clockTimeOrDay, longDay, rateText, shortAmount, waitParts, wholeNumber } from './format.ts';

/** 24 November 2026, 03:05 in Greenwich: still the evening before in Bogotá. */
const AT = Date.UTC(2026, 10, 24, 3, 5);
const BOGOTA = { at: AT, utcOffsetHours: -5 };

describe('times are the shop’s', () => {
  it('whatever clock the owner sits under', () => {
    expect(clockTime(BOGOTA)).toBe('22:05');
    expect(clockHour(BOGOTA)).toBe(22);
    expect(calendarDay(BOGOTA)).toBe('2026-11-23');
    expect(longDay(BOGOTA, 'es-CO')).toBe('lunes, 23 de noviembre');
    expect(longDay(BOGOTA, 'en-US')).toBe('Monday, November 23');
  });
  it('with the day, once it is another one', () => {
    expect(clockTimeOrDay(BOGOTA, AT + 3_600_000, 'es-CO')).toBe('22:05');
    expect(clockTimeOrDay(BOGOTA, AT + 86_400_000, 'es-CO')).toBe('23 de nov, 22:05');
  });
  it('with midnight as 00, not 24', () => {
    expect(clockTime({ at: Date.UTC(2026, 10, 24, 5, 0), utcOffsetHours: -5 })).toBe('00:00');
  });
});

describe('figures', () => {
  it('are grouped like the pesos beside them', () => {
    expect(wholeNumber(1234567)).toBe('1.234.567');
  });
  it('are short on an axis', () => {
    expect(shortAmount(950, 'es')).toEqual({ value: '950' });
    expect(shortAmount(380_000, 'es')).toEqual({ value: '380', unit: 'thousand' });
    expect(shortAmount(1_250_000, 'es')).toEqual({ value: '1,3', unit: 'million' });
    expect(shortAmount(1_250_000, 'en')).toEqual({ value: '1.3', unit: 'million' });
  });
  it('tell a rate as people say it', () => {
    expect(rateText(800)).toBe('8');
    expect(rateText(1950)).toBe('19,5');
  });
  it('never tell a wait of nothing while there is one', () => {
    expect(waitParts(80_001)).toEqual({ minutes: 1, seconds: 21 });
    expect(waitParts(1)).toEqual({ minutes: 0, seconds: 1 });
    expect(waitParts(-5)).toEqual({ minutes: 0, seconds: 0 });
  });
});
