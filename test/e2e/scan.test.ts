// A rule over log files: chosen or dropped, read bit by bit, their hits opened.
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { violationsOf } from './violations.ts';

const rule =
  'title: Trail stopped\nlogsource:\n    product: aws\n    service: cloudtrail\n' +
  'detection:\n    selection:\n        eventName: StopLogging\n    condition: selection\n';

const record = (name: string, n: number) =>
  `{"eventVersion":"1.08","eventTime":"2025-01-02T03:04:${String(n % 60).padStart(2, '0')}Z","eventSource":"cloudtrail.amazonaws.com","eventName":"${name}","sourceIPAddress":"192.0.2.${n % 250}","userIdentity":{"arn":"arn:aws:iam::111122223333:user/u${n}"},"n":9007199254740993}`;
const records = (count: number, every: number) =>
  Array.from({ length: count }, (_, n) => record(n % every === 0 ? 'StopLogging' : 'DescribeTrails', n));
const logName = (region: string, id: string, kind = '') =>
  `111122223333_CloudTrail${kind}_${region}_20250102T0305Z_${id}.json.gz`;

interface Named {
  readonly name: string;
  readonly content: Buffer;
}

async function chooses(page: Page, ...files: readonly Named[]): Promise<void> {
  await page
    .getByLabel('Log files', { exact: true })
    .setInputFiles(
      files.map(({ name, content }) => ({ name, mimeType: 'application/gzip', buffer: content })),
    );
}

async function drops(page: Page, where: string, { name, content }: Named): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([base64, name]) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], name));
      return transfer;
    },
    [content.toString('base64'), name] as const,
  );
  const place = page.getByRole('region', { name: where }).or(page.getByRole('group', { name: where }));
  await place.dispatchEvent('drop', { dataTransfer: transfer });
}

const result = (page: Page) => page.getByRole('status', { name: 'Result of the scan' });
const hits = (page: Page) => page.getByRole('table', { name: 'Hits' });

const one = gzipSync(`{"Records":[${records(2000, 100).join(',')}]}`);
const two = Buffer.concat([
  gzipSync(`{"Records":[${records(10, 5).join(',')}]}`),
  gzipSync(`{"Records":[${records(10, 5).join(',')}]}`),
]);
const cut = gzipSync(records(5000, 1000).join('\n'));
const files: readonly Named[] = [
  { name: logName('eu-west-1', 'A1'), content: one },
  { name: logName('us-east-1', 'B2'), content: two },
  { name: 'cut.ndjson.gz', content: cut.subarray(0, cut.length - 5000) },
  { name: logName('eu-west-1', 'D4', '-Digest'), content: gzipSync('{"digestS3Object":"x"}') },
  {
    name: 'trailing.json.gz',
    content: Buffer.concat([gzipSync(record('StopLogging', 1)), Buffer.from('junk')]),
  },
];

test('files are scanned, their hits opened, and problems named', async ({ playground, page }) => {
  await playground.open('?tab=scan');
  await playground.writesRule(rule);
  await chooses(page, ...files);
  await expect(page.getByText('regions eu-west-1, us-east-1')).toBeVisible();
  await page.getByRole('button', { name: 'Scan', exact: true }).click();
  await expect(result(page)).toHaveText(/^\d\d hits in [5-6],\d{3} records of 4 files, /);
  await expect(hits(page)).toHaveAttribute('aria-rowcount', /^\d\d$/);

  await page.getByText(/^\d problems with the files$/).click();
  for (const name of ['cut.ndjson.gz', 'trailing.json.gz', '-Digest_'])
    await expect(page.getByRole('listitem').filter({ hasText: name }).first()).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);

  // Only the rows in sight exist. The text of one is read again from its file.
  await hits(page).getByRole('button').first().focus();
  await page.keyboard.press('End');
  await page.locator('tr').filter({ hasText: 'us-east-1' }).last().getByRole('button').click();
  await expect(page.getByText('The event is now the last of the events.')).toBeVisible();
  await playground.sees('Fires');
  await playground.opensTheTab('Explain');
  await expect(
    page.getByText(/From .*_us-east-1_20250102T0305Z_B2\.json\.gz, event 16, bytes/),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();

  await playground.opensTheTab('Scan');
  await page.getByRole('button', { name: /^Open the \d\d hits as events$/ }).click();
  await expect(playground.verdict).toContainText(/\d\d events/);
  await playground.writesRule(rule.replace('StopLogging', 'DescribeTrails'));
  await expect(page.getByText('Of an earlier state of the rule.')).toBeVisible();
  await page.getByRole('button', { name: 'Scan again' }).click();
  await expect(result(page)).toHaveText(/^[5-6],\d{3} hits in /);
  await expect(hits(page)).toHaveAttribute('aria-rowcount', /^[5-6]\d{3}$/);
  expect(await hits(page).locator('tr').count()).toBeLessThan(100);
  await hits(page).getByRole('button').first().focus();
  await page.keyboard.press('End');
  await expect(hits(page).getByRole('button').last()).toBeFocused();
});

test('a scan stops at once, and what it has found stays', async ({ playground, page }) => {
  await playground.open('?tab=scan');
  await playground.writesRule(rule);
  const large = gzipSync(`{"Records":[${Array(400).fill(records(1000, 50).join(',')).join(',')}]}`);
  await chooses(page, { name: 'large.json.gz', content: large });
  await page.getByRole('button', { name: 'Scan', exact: true }).click();
  await expect(page.getByRole('progressbar', { name: 'Scan' })).toBeVisible();
  await expect(hits(page).getByRole('button').first()).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(result(page)).toHaveText(/^Stopped\. [\d,]+ hits? in [\d,]+ records? of 0 of 1 file/);
  const before = await result(page).textContent();
  await page.waitForTimeout(300);
  expect(await result(page).textContent()).toBe(before);
  await expect(page.getByRole('button', { name: 'Scan again' })).toBeFocused();
});

test('a rule that never ends costs the rest of a file, which is named', async ({ playground, page }) => {
  await playground.open('?tab=scan');
  // A look ahead is for an engine that backtracks.
  await playground.writesRule(rule.replace('eventName: StopLogging', "x|re: '(?=(a+)+$)a'"));
  const bad = `{"eventSource":"s","x":"${'a'.repeat(40)}b"}`;
  await chooses(
    page,
    { name: 'a.json', content: Buffer.from(`[${record('A', 1)},${bad}]`) },
    { name: 'b.json', content: Buffer.from(`[{"eventSource":"s","x":"a"}]`) },
  );
  await page.getByRole('button', { name: 'Scan', exact: true }).click();
  await expect(result(page)).toHaveText(/^1 hit in /, { timeout: 20_000 });
  await page.getByText('1 problem with the files').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'a.json' })).toContainText('never end');
});

test('a rule that is broken scans nothing', async ({ playground, page }) => {
  await playground.open('?tab=scan');
  await playground.writesRule('title: x');
  await drops(page, 'Scan of files', { name: 'a.json', content: Buffer.from('[]') });
  await expect(page.getByText('1 file, 2 bytes')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Scan', exact: true })).toBeDisabled();
});

test('files too large for the editor lead to a scan', async ({ playground, page }) => {
  await playground.open();
  await playground.waitsForMonaco();
  await playground.writesRule(rule);
  const content = gzipSync(`[${record('StopLogging', 1)}]`.padEnd(50_000_010));
  await drops(page, 'Events', { name: 'large.json.gz', content });
  await page.getByRole('button', { name: 'Scan', exact: true }).click();
  await expect(result(page)).toHaveText(/^1 hit in 1 record of 1 file/);
});
