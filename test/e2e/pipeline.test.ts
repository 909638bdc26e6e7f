// A rule for one kind of log on events of another.
import { expect, test } from './fixtures.ts';
import { violationsOf } from './violations.ts';

const rule = `title: Discovery
logsource:
  product: windows
  category: process_creation
detection:
  selection:
    Image|endswith: whoami.exe
  condition: selection
`;
const ecs = '{"process": {"executable": "C:/Windows/whoami.exe", "name": "whoami.exe"}}';
const own = `transformations:
  - id: names
    type: field_name_mappin
    mapping: {Image: [process.name, nowhere]}
`;

test('a pipeline is chosen, written and mended, and goes along in the link', async ({ playground, page }) => {
  await playground.open();
  await playground.sees('Fires');
  await playground.writesRule(rule);
  await playground.writesEvents(ecs);
  await playground.sees('Does not fire');

  await playground.opensTheTab(/^Pipeline/);
  const choice = page.getByRole('combobox', { name: 'Pipeline' });
  await choice.selectOption({ label: 'Sysmon → ECS (Winlogbeat)' });
  await playground.sees('Fires');
  await expect(page.getByRole('table', { name: 'What the pipeline changed' })).toContainText(
    'process.executable',
  );
  await playground.opensTheTab('Explain');
  await expect(playground.row('Image → process.executable')).toHaveAttribute('data-verdict', 'match');

  await playground.opensTheTab(/^Pipeline/);
  await choice.selectOption({ label: 'Own pipeline' });
  const text = page.getByRole('textbox', { name: 'Text of the pipeline' });
  await text.fill(own);
  await expect(page.getByText('The pipeline has errors: while they stand')).toBeVisible();
  await playground.sees('Rule error');
  await page.getByRole('button', { name: '3:11', exact: true }).click();
  await expect(text).toBeFocused();
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Write `field_name_mapping`' }).click();
  await playground.sees('Fires');

  await expect.poll(() => new URL(page.url()).hash.length).toBeGreaterThan(100);
  await page.waitForTimeout(1500);
  const link = new URL(page.url()).hash;
  await page.evaluate(() => localStorage.clear());
  await page.goto('about:blank');
  await playground.open(link);
  await playground.sees('Fires');
  await expect(playground.row('Image → process.name')).toHaveAttribute('data-verdict', 'match');
  await playground.opensTheTab(/^Pipeline/);
  await expect(text).toHaveValue(own.replace('mappin\n', 'mapping\n'));
  await choice.selectOption({ label: 'None' });
  await playground.sees('Does not fire');
});
