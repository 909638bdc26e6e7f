import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { coverEvents } from '../../src/coverage/cover-events.ts';
import { toSkeleton } from '../../src/coverage/skeleton.ts';
import { match } from '../../src/sigma/matcher.ts';
import type { EventObject } from '../../src/sigma/matcher.ts';
import { compiled } from '../_helpers/rule.ts';

async function skeletons(text: string) {
  const rule = compiled(text);
  const { rows, fields } = await coverEvents(rule);
  return Promise.all(
    rows
      .filter(({ skeleton }) => skeleton)
      .slice(0, 3)
      .map(async ({ values, state }) => {
        const event = JSON.parse(await toSkeleton(rule, fields, values)) as EventObject;
        return { values, state, event, verdict: match(rule, event) };
      }),
  );
}

const rule = (logsource: string, search: string) =>
  `title: t\nlogsource: {${logsource}}\ndetection:\n  s:\n${search.replace(/^/gm, '    ')}\n  condition: s\n`;

test('a record of CloudTrail has what the rule asks for where the call has it', async () => {
  const [register, run] = await skeletons(
    rule(
      'product: aws, service: cloudtrail',
      "eventSource: ecs.amazonaws.com\neventName: [RegisterTaskDefinition, RunTask]\nrequestParameters.containerDefinitions.command|contains: '$AWS'",
    ),
  );
  expect(register?.verdict).toBe('match');
  expect(register?.event).toMatchObject({ eventName: 'RegisterTaskDefinition', readOnly: false });
  expect(run?.event).toMatchObject({ eventName: 'RunTask' });
});

test('an event of Windows is flat, with texts that meet every part', async () => {
  const [sysmon] = await skeletons(
    rule(
      'product: windows, category: process_creation',
      "Image|endswith: '\\cmd.exe'\nCommandLine|contains|all: [' /c ', 'whoami']\nIntegrityLevel: [High, System]\nTerminalSessionId|gt: 3",
    ),
  );
  expect(sysmon).toMatchObject({
    verdict: 'match',
    event: { EventID: 1, IntegrityLevel: 'High', TerminalSessionId: 4 },
  });
});

test.each([
  ["f: 'a*b?c'", 'match'],
  ['f|cidr: 10.0.0.0/8', 'match'],
  ["f|re: '^abc$'", 'match'],
  ["f|re: '^(?:x|y)[0-9a-f]{8}\\.(\\w)-\\1\\s*(a|b)+$'", 'match'],
  ["f|re|all: ['a\\d', '[^a]b$']", 'match'],
  ["f|re|i: '(?=never).{9999}'", 'miss'],
  ['f|exists: true', 'match'],
  ['f|neq: null', 'match'],
  ['f|startswith: a\nf|endswith: b', 'match'],
] as const)('%s can be met', async (item, verdict) => {
  const [only] = await skeletons(rule('product: okta, service: okta', `eventType: x\n${item}`));
  expect(only?.verdict).toBe(verdict);
});

const file = join(import.meta.dirname, '../../../shared/conformance/public/rules.ndjson');

test.skipIf(!existsSync(file))('most events made for public rules fire', { timeout: 120_000 }, async () => {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const share = { aws: [0, 0], windows: [0, 0], others: [0, 0] };
  for (const line of lines) {
    const { product, yaml } = JSON.parse(line) as { product: string | null; yaml: string };
    const count = share[product === 'aws' ? 'aws' : product === 'windows' ? 'windows' : 'others'];
    for (const { state, verdict } of await skeletons(yaml)) {
      if (state === 'cannot') {
        expect(verdict).not.toBe('match');
        continue;
      }
      count[1] = (count[1] ?? 0) + 1;
      if (verdict === 'match') count[0] = (count[0] ?? 0) + 1;
    }
  }
  const ratios = Object.entries(share).map(([name, [fired = 0, all = 0]]) => [name, fired / all] as const);
  for (const [name, ratio] of ratios) expect(ratio, name).toBeGreaterThan(0.9);
});
