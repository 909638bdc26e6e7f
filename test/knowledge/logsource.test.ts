import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { actionFields, logsourceFacts, windowsEventName } from '../../src/knowledge/logsource/logsource.ts';
import { sysmonChannel, windowsCategories } from '../../src/knowledge/logsource/windows.ts';
import { firstRule } from '../_helpers/rule.ts';

const idsOf = (category: string) =>
  logsourceFacts({ product: 'windows', category }).implied.map(({ values: [id] }) => id);

test('a category of Windows implies its event ids', () => {
  expect(idsOf('process_creation')).toEqual(['1', '4688']);
  expect(idsOf('registry_event')).toEqual(['12', '13', '14']);
  expect(idsOf('pipe_created')).toEqual(['17', '18']);
  expect(idsOf('file_delete')).toEqual(['23', '26']);
  expect(idsOf('file_delete_detected')).toEqual(['26']);
});

test('PowerShell 7 has a channel of its own', () => {
  const { implied } = logsourceFacts({ product: 'windows', category: 'ps_script' });
  expect(implied.map(({ values }) => values)).toEqual([
    ['4104', 'Microsoft-Windows-PowerShell/Operational'],
    ['4104', 'PowerShellCore/Operational'],
  ]);
});

test('what only a trace session delivers has a provider and no channel', () => {
  expect(logsourceFacts({ product: 'windows', category: 'file_rename' })).toEqual({
    fields: ['Provider_Name', 'EventID'],
    implied: [{ values: ['Microsoft-Windows-Kernel-File'], name: 'Event tracing' }],
  });
});

test('every implied event has an id, a channel and a name', () => {
  for (const events of windowsCategories.values())
    for (const event of events) expect(Object.values(event).every((text) => text !== '')).toBe(true);
});

test('a service of Windows implies its channels', () => {
  const facts = logsourceFacts({ product: 'windows', service: 'AppLocker' });
  expect(facts.fields[0]).toBe('Channel');
  expect(facts.implied).toHaveLength(4);
  expect(logsourceFacts({ product: 'windows', service: 'none' }).implied).toEqual([]);
});

test('other products have fields, of the service before those of the product', () => {
  expect(logsourceFacts({ product: 'okta', service: 'okta' }).fields).toContain('eventType');
  expect(logsourceFacts({ product: 'azure', service: 'pim' }).fields).toEqual(['riskEventType']);
  expect(logsourceFacts({ product: 'gcp', service: 'gcp.audit' }).fields).toContain('gcp.audit.method_name');
  expect(logsourceFacts({ product: 'linux', category: 'process_creation' }).implied[0]?.values[0]).toBe('1');
});

test.each([
  {},
  { product: '__proto__' },
  { category: 'constructor' },
  { product: 'windows', category: '__proto__' },
])('of an unknown log source nothing is implied: %j', (names) => {
  expect(logsourceFacts(names).implied).toEqual([]);
});

test('events of Windows have names', () => {
  expect(windowsEventName(sysmonChannel.toUpperCase(), '1')).toBe('Process creation');
  expect(windowsEventName('Security', '1')).toBe('');
});

test.each([
  [{ product: 'AWS', service: 'CloudTrail' }, ['eventName'], 'eventSource'],
  [{ product: 'kubernetes', category: 'application', service: 'audit' }, ['verb'], 'objectRef.resource'],
  [{ product: 'okta', service: 'okta' }, ['eventType', 'eventtype'], null],
  [{ product: 'windows', service: 'security' }, ['EventID'], null],
  [{ product: 'nobody' }, [], null],
  [{}, [], null],
])('what names the action is among what tells events apart: %j', (names, action, scope) => {
  expect(actionFields(names)).toEqual({ action, scope });
  const { fields } = logsourceFacts(names);
  expect(fields).toEqual(expect.arrayContaining(scope === null ? action : [...action, scope]));
});

const rulesFile = join(import.meta.dirname, '../../../shared/conformance/public/rules.ndjson');

test.skipIf(!existsSync(rulesFile))('every log source of Windows that public rules name is known', () => {
  const seen = new Set<string>();
  const unknown = new Set<string>();
  for (const line of readFileSync(rulesFile, 'utf8').trim().split('\n')) {
    const { yaml } = JSON.parse(line) as { yaml: string };
    const { product, category, service } = firstRule(yaml).logsource;
    if (product !== 'windows') continue;
    const names = { product, ...(category ? { category } : {}), ...(service ? { service } : {}) };
    seen.add(JSON.stringify(names));
    if (logsourceFacts(names).implied.length === 0) unknown.add(JSON.stringify(names));
  }
  expect([...unknown]).toEqual([]);
  expect(seen.size).toBeGreaterThan(40);
});
