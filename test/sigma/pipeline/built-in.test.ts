import { expect, test } from 'vitest';
import { compileRule, match, refusesRule } from '../../../src/sigma/matcher.ts';
import type { EventValue, Verdict } from '../../../src/sigma/matcher.ts';
import { applyPipeline } from '../../../src/sigma/pipeline/apply-pipeline.ts';
import { builtInPipelines } from '../../../src/sigma/pipeline/built-in/built-in.ts';
import type { BuiltInPipeline } from '../../../src/sigma/pipeline/built-in/built-in.ts';
import { readPipeline } from '../../../src/sigma/matcher.ts';
import { firstRule } from '../../_helpers/rule.ts';

function ruleOf(logsource: string, selection: string): string {
  return `title: t\nlogsource: {${logsource}}\ndetection:\n  s: {${selection}}\n  condition: s\n`;
}

function verdict(id: BuiltInPipeline, text: string, event: EventValue): Verdict {
  const { rule } = applyPipeline(firstRule(text), readPipeline(builtInPipelines[id]));
  expect(rule.diagnostics.filter(refusesRule)).toEqual([]);
  return match(compileRule(rule), event);
}

test.each(Object.entries(builtInPipelines))('%s has nothing wrong with it', (_, text) => {
  const pipeline = readPipeline(text);
  expect(pipeline.diagnostics).toEqual([]);
  expect(pipeline.name).not.toBe('');
});

const sysmon = 'product: windows, category: process_creation';
const security = 'product: windows, service: security';
const cloudtrail = 'product: aws, service: cloudtrail';

const processRule = ruleOf(sysmon, "Image|endswith: '\\whoami.exe', IntegrityLevel: High, ProcessId: 7");

// prettier-ignore
const rows: readonly [BuiltInPipeline, string, EventValue, EventValue][] = [
  ['sysmon-security', processRule,
    { EventID: 4688, NewProcessName: 'C:\\whoami.exe', MandatoryLabel: 'S-1-16-12288', NewProcessId: 7, ProcessId: 1 },
    { EventID: 1, NewProcessName: 'C:\\whoami.exe', MandatoryLabel: 'S-1-16-12288', NewProcessId: 7 }],
  ['security-sysmon',
    ruleOf(security, "EventID: 4688, NewProcessName|endswith: '\\whoami.exe', MandatoryLabel: S-1-16-12288, ProcessId: 7"),
    { EventID: 1, Image: 'C:\\whoami.exe', IntegrityLevel: 'High', ParentProcessId: 7 },
    { EventID: 4688, Image: 'C:\\whoami.exe', IntegrityLevel: 'High', ParentProcessId: 7 }],
  ['sysmon-ecs', processRule,
    { process: { executable: 'C:\\whoami.exe', pid: 7 }, winlog: { event_data: { IntegrityLevel: 'High' } } },
    { process: { executable: 'C:\\whoami.exe', pid: 7 }, IntegrityLevel: 'High' }],
  ['sysmon-ecs', ruleOf('product: windows, category: image_load', "ImageLoaded|endswith: '\\a.dll'"),
    { file: { path: 'C:\\a.dll' } }, { process: { executable: 'C:\\a.dll' } }],
  ['sysmon-ecs', ruleOf(sysmon, 'Hashes|contains: MD5=ABC'),
    { process: { hash: { md5: 'abc' } } }, { process: { hash: { sha1: 'abc' } } }],
  ['sysmon-ecs', ruleOf(sysmon, 'Hashes|contains: IMPHASH=ABC'),
    { winlog: { event_data: { Hashes: 'SHA1=1,IMPHASH=ABC' } } }, { process: { hash: { md5: 'abc' } } }],
  ['sysmon-ocsf', ruleOf(sysmon, "Image|endswith: '\\a.exe', ParentImage|endswith: '\\b.exe'"),
    { process: { file: { path: 'C:\\a.exe' } }, actor: { process: { file: { path: 'C:\\b.exe' } } } },
    { process: { file: { path: 'C:\\a.exe' } } }],
  ['cloudtrail-ecs',
    ruleOf(cloudtrail, 'eventName: CreateUser, userIdentity.type: Root, requestParameters.userName: eve'),
    { event: { action: 'CreateUser' }, aws: { cloudtrail: { user_identity: { type: 'Root' }, flattened: { request_parameters: { userName: 'eve' } } } } },
    { eventName: 'CreateUser', userIdentity: { type: 'Root' }, requestParameters: { userName: 'eve' } }],
  ['cloudtrail-ocsf', ruleOf(cloudtrail, 'eventName: CreateUser, sourceIPAddress: cloudformation.amazonaws.com'),
    { api: { operation: 'CreateUser' }, src_endpoint: { domain: 'cloudformation.amazonaws.com' } },
    { api: { operation: 'CreateUser' }, src_endpoint: { ip: '10.0.0.1' } }],
  ['ecs-cloudtrail', ruleOf('product: aws', 'event.dataset: aws.cloudtrail, event.action: CreateUser, aws.cloudtrail.flattened.request_parameters.userName: eve'),
    { eventName: 'CreateUser', requestParameters: { userName: 'eve' } },
    { eventName: 'CreateUser', requestParameters: { userName: 'bob' } }],
];

test.each(rows)('%s finds what the rule means, and nothing else', (id, text, fires, misses) => {
  expect([verdict(id, text, fires), verdict(id, text, misses)]).toEqual(['match', 'miss']);
});

test('there and back again is the rule as it was', () => {
  const there = applyPipeline(
    firstRule(ruleOf(cloudtrail, 'eventName: a, userIdentity.arn: b, requestParameters.c: d, errorCode: e')),
    readPipeline(builtInPipelines['cloudtrail-ecs']),
  );
  const back = applyPipeline(there.rule, readPipeline(builtInPipelines['ecs-cloudtrail']));
  const fields = back.rule.detection.identifiers.flatMap(({ search }) =>
    search.type === 'all_of' ? search.children.map((item) => item.type === 'item' && item.field) : [],
  );
  expect(fields).toEqual(['eventName', 'userIdentity.arn', 'requestParameters.c', 'errorCode']);
});

test('rules of another log source stay as they are', () => {
  const rule = firstRule(ruleOf('product: linux, category: process_creation', 'Image: a, eventName: b'));
  for (const id of [
    'sysmon-security',
    'sysmon-ecs',
    'sysmon-ocsf',
    'cloudtrail-ecs',
    'cloudtrail-ocsf',
  ] as const)
    expect(applyPipeline(rule, readPipeline(builtInPipelines[id])).rule).toBe(rule);
});
