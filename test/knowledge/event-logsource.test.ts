import { expect, test } from 'vitest';
import { readEvents } from '../../src/sigma/index.ts';
import type { Logsource } from '../../src/sigma/index.ts';
import { isOfLogsource, logsourceOf } from '../../src/knowledge/logsource/event-logsource.ts';

const cloudtrail = '{"eventSource":"iam.amazonaws.com","eventName":"CreateUser"}';
const sysmon1 = '{"EventID":1,"Channel":"Microsoft-Windows-Sysmon/Operational"}';
const security4688 = '{"EventID":"4688","Channel":"security"}';
const nested = '{"Event":{"System":{"EventID":13,"Channel":"Microsoft-Windows-Sysmon/Operational"}}}';
const linux = '{"EventID":1,"Channel":"Linux-Sysmon/Operational"}';
const other = '{"eventSource":7,"__proto__":{"Channel":"Security"}}';

test.each<readonly [event: string, logsource: Logsource, isOf: boolean]>([
  [cloudtrail, { product: 'aws', service: 'cloudtrail' }, true],
  [cloudtrail, { product: 'AWS' }, true],
  [cloudtrail, {}, true],
  [cloudtrail, { product: 'aws', service: 's3access' }, false],
  [cloudtrail, { product: 'windows' }, false],
  [cloudtrail, { category: 'webserver' }, false],
  [cloudtrail, { product: 'aws', category: 'of_somebody' }, true],
  [sysmon1, { product: 'windows', category: 'process_creation' }, true],
  [sysmon1, { product: 'windows', category: 'registry_set' }, false],
  [sysmon1, { product: 'windows', category: 'of_somebody' }, true],
  [sysmon1, { category: 'process_creation' }, true],
  [sysmon1, { category: 'webserver' }, false],
  [sysmon1, {}, true],
  [security4688, { category: 'antivirus' }, true],
  [sysmon1, { product: 'windows', service: 'security' }, false],
  [sysmon1, { product: 'windows', service: 'sysmon' }, true],
  [sysmon1, { product: 'linux', category: 'process_creation' }, false],
  [security4688, { product: 'windows', category: 'process_creation' }, true],
  ['{"EventID":4624,"Channel":"Security"}', { product: 'windows', category: 'process_creation' }, false],
  ['{"EventID":4657,"Channel":"Security"}', { product: 'windows', category: 'registry_set' }, true],
  [nested, { product: 'windows', category: 'registry_set' }, true],
  [nested, { product: 'windows', category: 'registry_delete' }, false],
  [linux, { product: 'linux', category: 'process_creation' }, true],
  [other, { product: 'okta' }, true],
])('%s and %j: %s', (text, logsource, isOf) => {
  const event = readEvents(text).events[0];
  if (!event) throw new Error('no event');
  expect(isOfLogsource(logsource, logsourceOf(event.value))).toBe(isOf);
});
