const KEY = 'fastops.kitchen.sound';

/** Whether this device may ring; kept on the device. */
export function isSoundOn(): boolean {
  return localStorage.getItem(KEY) !== 'off';
}

export function setSoundOn(on: boolean): void {
  localStorage.setItem(KEY, on ? 'on' : 'off');
}

const MELODIES = {
  /** A new ticket: a bell. */
  bell: [
    { at: 0, hertz: 1_318, seconds: 0.5 },
    { at: 0.12, hertz: 1_760, seconds: 0.7 },
  ],
  /** An order can be fetched. */
  ready: [
    { at: 0, hertz: 784, seconds: 0.3 },
    { at: 0.2, hertz: 988, seconds: 0.3 },
    { at: 0.4, hertz: 1_175, seconds: 0.6 },
  ],
  /** Something is wrong and somebody has to come. */
  alarm: [
    { at: 0, hertz: 620, seconds: 0.25 },
    { at: 0.3, hertz: 620, seconds: 0.25 },
    { at: 0.6, hertz: 620, seconds: 0.25 },
  ],
} as const;

/** Plays a short melody, made here: no file to load. A browser that wasn't touched yet stays silent. */
export function ring(melody: keyof typeof MELODIES): void {
  if (!isSoundOn()) return;
  const context = new AudioContext();
  for (const { at, hertz, seconds } of MELODIES[melody]) {
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0.25, context.currentTime + at);
    volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + at + seconds);
    tone.connect(volume).connect(context.destination);
    tone.start(context.currentTime + at);
    tone.stop(context.currentTime + at + seconds);
  }
  setTimeout(() => void context.close(), 2_000);
}
