// `npm run bench`: the figures, as tables. `-- matcher`, `-- ruleset`, `-- correlation`, `-- catalog`, `-- scan` (with `--large`, in a browser), `-- page` or `-- catalog-page` runs one part.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { root } from './root.mjs';
import { runScript, runTool } from './run.mjs';

ensureInstalled();
const wanted = process.argv.slice(2);
const wants = (name) => wanted.length === 0 || wanted.includes(name);
const file = (path) => pathToFileURL(join(root, path));
let good = true;

if (wants('matcher') || wants('ruleset') || wants('correlation')) {
  if (!runScript('build-lib.mjs')) process.exit(1);
  const matcher = await import(file('dist-lib/matcher.js'));
  if (wants('matcher')) {
    const { benchMatcher } = await import(file('test/bench/matcher.mjs'));
    good = (await benchMatcher(matcher)) && good;
  }
  if (wants('ruleset')) {
    const { benchRuleset } = await import(file('test/bench/ruleset.mjs'));
    good = (await benchRuleset(matcher)) && good;
  }
  if (wants('correlation')) {
    const { benchCorrelation } = await import(file('test/bench/correlation.mjs'));
    good = (await benchCorrelation(matcher)) && good;
  }
}
if (wants('grid')) {
  const { benchGrid } = await import(file('test/bench/grid.mjs'));
  good = (await benchGrid()) && good;
}
if (wants('catalog')) {
  const { benchCatalog } = await import(file('test/bench/catalog.mjs'));
  good = (await benchCatalog()) && good;
}
if (wants('scan')) {
  const { benchScan } = await import(file('test/bench/scan.mjs'));
  good = (await benchScan()) && good;
}
// Takes minutes, and is run only when it is asked for.
if (wanted.includes('scan') && wanted.includes('--large')) {
  if (!runTool('vite', ['build', '--logLevel', 'warn'])) process.exit(1);
  const { benchScanPage } = await import(file('test/bench/scan-page.mjs'));
  good = (await benchScanPage()) && good;
}
if (wants('page') || wants('catalog-page') || wants('grid-page')) {
  if (!runTool('vite', ['build', '--logLevel', 'warn'])) process.exit(1);
  if (wants('page')) {
    const { benchPage } = await import(file('test/bench/page.mjs'));
    good = (await benchPage()) && good;
  }
  if (wants('catalog-page')) {
    const { benchCatalogPage } = await import(file('test/bench/catalog-page.mjs'));
    good = (await benchCatalogPage()) && good;
  }
  if (wants('grid-page')) {
    const { benchGridPage } = await import(file('test/bench/grid-page.mjs'));
    good = (await benchGridPage()) && good;
  }
}
console.log(good ? '\nEvery limit holds.' : '\nSome limit does not hold.');
