/**
 * Whether a PIN is among the first that anybody at the counter would try: one digit over and over, a run up or down, or two digits
 * taking turns ("1212").
 */
export function isEasyPin(pin: string): boolean {
  const digits = Array.from(pin, Number);
  const steps = new Set(digits.slice(1).map((digit, index) => digit - (digits[index] ?? 0)));
  const [step = 9] = steps;
  if (steps.size === 1 && Math.abs(step) <= 1) return true;
  return digits.every((digit, index) => digit === digits[index % 2]);
}
