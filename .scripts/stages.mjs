// The stages of `npm test` and `npm run check`. A stage returns what it counted: `{ passed, failed }`.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { root } from './root.mjs';
import { runScript, runTool, runTsc } from './run.mjs';

const asCount = (succeeded) => ({ passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 });

/** So that nothing later tests what an earlier build left. */
function discard(folder) {
  rmSync(join(root, folder), { recursive: true, force: true });
}

/** Runs a test runner that writes a JSON report, and counts by the report. */
async function counted(run, read) {
  const folder = mkdtempSync(join(tmpdir(), 'sigma-playground-'));
  try {
    const report = join(folder, 'report.json');
    const succeeded = await run(report);
    const { passed, failed } = existsSync(report)
      ? read(JSON.parse(readFileSync(report, 'utf8')))
      : { passed: 0, failed: 0 };
    // A runner that fails without a failing test (a file that cannot be loaded, a crash) still counts.
    return { passed, failed: Math.max(failed, succeeded && passed > 0 ? 0 : 1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Failed test files without a failed test count as one failure each. */
export function countVitest(report) {
  const unloadable = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloadable.length };
}

export function countPlaywright({ stats, errors = [] }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

function vitest(files = []) {
  return counted(
    (report) =>
      runTool('vitest', [
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...files,
      ]),
    countVitest,
  );
}

async function endToEnd() {
  if (!existsSync(join(root, 'dist/index.html'))) throw new Error('There is no production build to test.');
  const browser = await ensureChromium();
  console.log(`Browser: ${browser}`);
  return counted(
    (report) =>
      runTool(
        '@playwright/test',
        ['test', '--config=test/e2e/playwright.config.ts', '--reporter=list,json'],
        {
          env: { CHROME_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report, FORCE_COLOR: '0' },
        },
      ),
    countPlaywright,
  );
}

export const checkStages = [
  { name: 'format', run: () => asCount(runTool('prettier', ['--check', '.'])) },
  {
    name: 'types: app',
    run: () => asCount(runTool('svelte-check', ['--tsconfig', './tsconfig.json', '--output', 'human'])),
  },
  { name: 'types: worker', run: () => asCount(runTsc(['-p', 'src/worker'])) },
  { name: 'types: library', run: () => asCount(runTsc(['-p', 'src/sigma'])) },
  { name: 'types: tests', run: () => asCount(runTsc(['-p', 'test'])) },
];

export const architectureStage = { name: 'architecture', run: () => vitest(['test/architecture.test.ts']) };

export const testStages = [
  ...checkStages,
  { name: 'unit, conformance and property tests', run: () => vitest() },
  {
    name: 'production build',
    run: () => {
      discard('dist');
      return asCount(runTool('vite', ['build', '--logLevel', 'warn']));
    },
  },
  {
    name: 'library build',
    run: () => {
      discard('dist-lib');
      return asCount(runScript('build-lib.mjs'));
    },
  },
  { name: 'library as README.md says', run: () => asCount(runScript('check-lib.mjs')) },
  { name: 'size', run: () => asCount(runScript('size.mjs')) },
  { name: 'end-to-end tests', run: endToEnd },
];

/** Runs every stage, whatever the others say; prints a summary and the closing line. */
export async function runStages(stages) {
  const rows = [];
  for (const { name, run } of stages) {
    console.log(`\n── ${name}`);
    const started = performance.now();
    const count = await Promise.resolve()
      .then(run)
      .catch((error) => {
        console.error(error.message);
        return { passed: 0, failed: 1 };
      });
    rows.push({ name, ...count, seconds: (performance.now() - started) / 1000 });
  }
  const passed = rows.reduce((sum, row) => sum + row.passed, 0);
  const failed = rows.reduce((sum, row) => sum + row.failed, 0);
  console.log('');
  for (const row of rows) {
    const state = row.failed > 0 ? 'FAILED' : 'ok';
    const counts = `${row.passed} passed, ${row.failed} failed`;
    console.log(`${state.padEnd(7)} ${row.name.padEnd(40)} ${counts.padEnd(24)} ${row.seconds.toFixed(1)} s`);
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}
