// The page of the rule: what is known of it beside its verdict.
import { expect, test } from './fixtures.ts';
import { violationsOf } from './violations.ts';

test('coverage, as the catalogue page of the first rule had it, and alive', async ({ playground, page }) => {
  await playground.open();
  await playground.sees('Fires');
  await playground.opensTheTab('Coverage');
  const panel = page.getByRole('tabpanel', { name: 'Coverage' });
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(
    'AWS ECS Task Definition That Queries The Credential Endpoint',
  );
  await expect(panel.getByText('Darin Smith')).toBeVisible();
  await expect(panel.getByRole('link', { name: /API_RegisterTaskDefinition/ })).toHaveAttribute(
    'rel',
    'noreferrer noopener',
  );

  const attack = panel.getByRole('table', { name: 'MITRE ATT&CK coverage' });
  await expect(attack.getByRole('row')).toHaveText([
    /Tactic\s*Techniques/,
    /Persistence\s*T1525 Implant Internal Image/,
  ]);

  const events = panel.getByRole('table', { name: 'Event coverage' });
  await expect(events.getByRole('row', { name: /RegisterTaskDefinition/ })).toHaveAttribute(
    'data-state',
    'may_fire',
  );
  const runTask = events.getByRole('row', { name: /RunTask/ });
  await expect(runTask).toHaveAttribute('data-state', 'cannot');
  await expect(runTask).toContainText('overrides.containerOverrides.command');
  await expect(events.getByRole('row', { name: /DescribeTaskDefinition/ })).toHaveAttribute(
    'data-state',
    'cannot',
  );

  await events.getByRole('button', { name: /Try .*RegisterTaskDefinition/ }).click();
  await playground.sees('Fires');
  await expect(playground.editor('Events')).toHaveValue(/"eventName": "RegisterTaskDefinition"/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(playground.editor('Events')).toHaveValue(/curl http/);
});

test('indicators, with the rules that look for the same', async ({ playground, page }) => {
  await playground.open();
  await playground.sees('Fires');
  await playground.opensTheTab('Indicators');
  const table = page.getByRole('table', { name: 'Indicators' });
  await expect(table.getByRole('rowheader')).toHaveText([
    'eventName',
    'eventSource',
    'requestParameters.containerDefinitions.command',
  ]);
  await playground.writesRule(
    'title: t\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  selection:\n' +
      '    eventSource: iam.amazonaws.com\n  condition: selection\n',
  );
  await expect(table.getByRole('rowheader')).toHaveText(['eventSource']);
  const count = table.getByRole('button', { name: /other rules look for it/ });
  expect(Number(await count.textContent())).toBeGreaterThan(3);
  await count.click();
  const first = table.getByRole('listitem').getByRole('listitem').first().getByRole('button');
  const title = (await first.textContent()) ?? '';
  await first.click();
  await expect(playground.editor('Sigma rule')).toHaveValue(new RegExp(`title: .?${title}`));
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(playground.editor('Sigma rule')).toHaveValue(/^title: t\n/);
});

test('an outdated tag is shown under its successor, and mended by a click', async ({ playground, page }) => {
  await playground.open();
  await playground.writesRule(
    'title: t\nlogsource:\n  product: aws\n  service: cloudtrail\ntags:\n  - attack.defense_evasion\n' +
      '  - attack.t1562.008\ndetection:\n  selection:\n    eventName: StopLogging\n  condition: selection\n',
  );
  await playground.opensTheTab('Coverage');
  await expect(page.getByRole('table', { name: 'MITRE ATT&CK coverage' })).toContainText(
    'Defense Impairment',
  );
  await playground.opensTheTab(/Problems/);
  const retired = playground.problem('t1562.008');
  await retired
    .getByRole('button', { name: /Change|Replace|Rewrite|Write/ })
    .first()
    .click();
  await expect(playground.editor('Sigma rule')).not.toHaveValue(/t1562/);
});

test('related rules, and the stages as a table', async ({ playground, page }) => {
  await playground.open();
  await playground.writesRule(
    'title: t\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  selection:\n' +
      '    eventSource: cloudtrail.amazonaws.com\n    eventName: StopLogging\n  condition: selection\n',
  );
  await playground.opensTheTab('Related');
  const related = page.getByRole('tabpanel', { name: 'Related' });
  await expect(related.getByRole('listitem').first()).toContainText('same action');
  await playground.opensTheTab('Explain');
  await page.getByText('As a table').click();
  await expect(page.getByRole('table', { name: 'Stages and predicates' })).toContainText(
    'Stage 1: selection',
  );
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1280, 360])
    test(`axe finds nothing on the rule's page: ${colorScheme}, ${width} px`, async ({
      playground,
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await playground.open();
      await playground.sees('Fires');
      for (const tab of ['Coverage', 'Indicators', 'Related']) {
        await playground.opensTheTab(tab);
        await expect(
          page.getByRole('tabpanel', { name: tab }).getByRole('heading', { level: 3 }).first(),
        ).toBeVisible();
        expect(await violationsOf(page)).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow).toBe(0);
      }
    });
