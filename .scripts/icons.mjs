// Draws the icons of the installed page from `public/icon.svg`: `node .scripts/icons.mjs`, when the drawing changed.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumArgs, ensureChromium } from './chromium.mjs';
import { root } from './root.mjs';

const svg = readFileSync(join(root, 'public/icon.svg'), 'utf8');
/** A mask may cut off a tenth at every side: no corner is empty, and the sign is smaller. */
const maskable = svg
  .replace('rx="6"', '')
  .replace('<path', '<path transform="translate(12 12) scale(.8) translate(-12 -12)"');
const icons = [
  { name: 'icon-192.png', size: 192, drawing: svg },
  { name: 'icon-512.png', size: 512, drawing: svg },
  { name: 'icon-maskable-512.png', size: 512, drawing: maskable },
];

const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumArgs });
try {
  for (const { name, size, drawing } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px}</style>${drawing}`);
    writeFileSync(join(root, 'public', name), await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
