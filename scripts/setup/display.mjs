// A virtual screen for machines without one, so that the real window can open and be photographed.
import { spawn } from 'node:child_process';
import { findOnPath, hasDisplay } from './system-packages.mjs';
import { SetupError } from './progress.mjs';

const START_MS = 10_000;
const SCREEN = '1920x1080x24';

/**
 * @typedef {{ env: Record<string, string>, virtual: boolean, stop: () => void }} Display
 * @returns {Promise<Display>} `env` goes to the processes that open windows; call `stop` at the end
 */
export async function ensureDisplay() {
  if (hasDisplay()) return { env: {}, virtual: false, stop: () => {} };
  if (!findOnPath(['Xvfb']))
    throw new SetupError(
      'There is no display and no Xvfb: run `sudo apt-get install -y xvfb xauth`, then the same command again; or use `npm start -- --headless`.',
    );
  // The server picks a free number itself and writes it to descriptor 3: no race for display numbers.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const stop = () => {
    process.off('exit', stop);
    server.kill('SIGTERM');
  };
  process.on('exit', stop);
  const number = await displayNumber(server).catch((error) => {
    stop();
    throw error;
  });
  server.unref();
  server.stdio[3].destroy();
  return { env: { DISPLAY: `:${number}` }, virtual: true, stop };
}

function displayNumber(server) {
  return new Promise((resolve, reject) => {
    const fail = (why) =>
      reject(
        new SetupError(
          `Xvfb did not start (${why}): reinstall it with \`sudo apt-get install -y --reinstall xvfb\`, then run the same command again.`,
        ),
      );
    const timer = setTimeout(() => fail('it said nothing for 10 s'), START_MS);
    const settle = (act) => {
      clearTimeout(timer);
      act();
    };
    server.once('error', (error) => settle(() => fail(error.message)));
    server.once('exit', (code) => settle(() => fail(`exit code ${code}`)));
    let text = '';
    server.stdio[3].setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) settle(() => resolve(text.trim()));
    });
  });
}
