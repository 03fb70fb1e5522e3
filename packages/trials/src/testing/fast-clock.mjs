// Loaded before a till (`node --import`): its timers and its clock run FASTOPS_TRIAL_SPEED times as fast, so that a day
// passes in minutes. Sockets and disks are as they are.
const speed = Number(process.env.FASTOPS_TRIAL_SPEED ?? 1);
const { setTimeout: later, setInterval: again, Date: RealDate, AbortSignal } = globalThis;
const startedAt = RealDate.now();
const quick = (ms) => Math.max(1, Number(ms ?? 0) / speed);

globalThis.setTimeout = Object.assign((run, ms, ...args) => later(run, quick(ms), ...args), later);
globalThis.setInterval = (run, ms, ...args) => again(run, quick(ms), ...args);
RealDate.now = () => startedAt + Math.round((performance.timeOrigin + performance.now() - startedAt) * speed);

const deadline = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (ms) => deadline(Math.ceil(quick(ms)));
