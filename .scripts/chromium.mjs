// Finds a Chromium for the end-to-end tests and the page benchmarks, or installs one.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runTool } from './run.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const isRoot = process.getuid?.() === 0;

/** Switches that keep a test browser quiet. The sandbox is given up only where Chromium refuses to run with it. */
export const chromiumArgs = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const endings = process.platform === 'win32' ? ['.exe'] : [''];
  const places = names.flatMap((name) =>
    folders.flatMap((folder) => endings.map((end) => join(folder, name + end))),
  );
  if (process.platform === 'darwin') {
    places.push(
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    );
  }
  return places.find(isExecutable);
}

async function ofPlaywright() {
  const { chromium } = await import('@playwright/test');
  const file = chromium.executablePath();
  return file && existsSync(file) ? file : undefined;
}

/** The path of a Chromium or Chrome on this machine; undefined when there is none. */
export async function findChromium() {
  const given = process.env.CHROME_PATH;
  if (given) {
    if (isExecutable(given)) return given;
    throw new Error(`CHROME_PATH names no program that can be run: ${given}`);
  }
  return onPath() ?? (await ofPlaywright());
}

function installFromDebian() {
  if (!isRoot || !existsSync('/etc/debian_version')) return;
  console.log('No Chromium found: installing the Debian package …');
  const options = {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  spawnSync('apt-get', ['update'], options);
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options);
}

function installFromPlaywright() {
  console.log('No Chromium found: fetching the one of Playwright …');
  runTool('playwright', ['install', 'chromium']);
}

/** The same as `findChromium`, but installs one when there is none. Throws with a message for people. */
export async function ensureChromium() {
  for (const install of [undefined, installFromDebian, installFromPlaywright]) {
    install?.();
    const found = await findChromium();
    if (found) return found;
  }
  throw new Error(
    'The end-to-end tests need Chromium or Chrome, none was found and none could be installed. ' +
      'Install one with the system (on Debian: apt-get install chromium), or set CHROME_PATH to its program.',
  );
}
