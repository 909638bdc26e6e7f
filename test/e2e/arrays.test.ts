// Questions about one element of an array: from keys that several elements meet to a block, and what each element says.
import { expect, test } from './fixtures.ts';

const keys = `title: SSH open to all
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventName: AuthorizeSecurityGroupIngress
    # one permission
    requestParameters.ipPermissions.items.toPort: 22
    requestParameters.ipPermissions.items.cidr: 0.0.0.0/0 # everybody
  condition: selection
`;
const eventOf = (...items: readonly object[]) =>
  JSON.stringify({
    eventName: 'AuthorizeSecurityGroupIngress',
    requestParameters: { ipPermissions: { items } },
  });
const apart = eventOf({ toPort: 22, cidr: '10.0.0.0/8' }, { toPort: 443, cidr: '0.0.0.0/0' });

test('keys that different elements meet become a block, which shows what each element says', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.waitsForEverything();
  await playground.writesRule(keys);
  await playground.writesEvents(apart);
  await playground.sees('Fires');
  await playground.opensTheTab(/Problems/);
  const problem = playground.problem('met in different elements');
  await expect(problem).toContainText('changes what the rule means');
  await expect(problem).toContainText('would then not fire');
  await problem.getByRole('button', { name: /Ask for one element/ }).click();
  await playground.sees('Does not fire');
  await expect(problem).toHaveCount(0);

  await playground.opensTheTab('Explain');
  const array = playground.row('requestParameters.ipPermissions.items[any]');
  await expect(array.first()).toHaveAttribute('data-verdict', 'miss');
  await expect(array.first()).toContainText('0 of 2 elements match, any one suffices');
  const element = (n: number) => playground.row(`requestParameters.ipPermissions.items[${n}]`).first();
  for (const n of [0, 1]) await expect(element(n)).toHaveAttribute('data-verdict', 'miss');
  // Which of its keys each of them fails, and why.
  const failed = playground.rowsWithReason('value_differs');
  await expect(failed.filter({ hasText: '10.0.0.0/8' })).toContainText('0.0.0.0/0');
  await expect(failed.filter({ hasText: '443' })).toContainText('22');

  await playground.writesEvents(
    eventOf({ toPort: 443, cidr: '10.0.0.0/8' }, { toPort: 22, cidr: '0.0.0.0/0' }),
  );
  await playground.sees('Fires');
  await expect(array.first()).toContainText('1 of 2 elements match');
  await expect(element(1)).toHaveAttribute('data-verdict', 'match');
  // The rule is what was written, and the fix: its lines moved, comments and all.
  await playground.copiesTheLink();
  await page.reload();
  await expect(playground.editor('Sigma rule')).toHaveValue(
    keys
      .replace('detection:', 'sigma-version: 3\ndetection:')
      .replace(
        '    requestParameters.ipPermissions.items.toPort',
        '    requestParameters.ipPermissions.items[any]:\n      toPort',
      )
      .replace('    requestParameters.ipPermissions.items.cidr', '      cidr'),
  );
});
