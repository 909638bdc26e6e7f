// What a rule is made of beside its detection, and the log sources.
import { fires, inRules, inTags, inTaxonomy, misses, refused } from './article.ts';
import type { ArticleText } from './article.ts';

const logsource = inRules('logsource', 'log source');
const stop = '{"eventSource": "cloudtrail.amazonaws.com", "eventName": "StopLogging"}';
const describe = '{"eventSource": "cloudtrail.amazonaws.com", "eventName": "DescribeTrails"}';

/** How log sources are read is ours: no engine looks at them in the same way. */
const gate = {
  who: 'Engines and converters',
  what: 'route rules by log source, each by a mapping of its own; some run every rule on every event.',
  here: 'The rule in the editor is run on every event; a run of the catalogue honours log sources if you wish.',
  pins: 'Rules: no log source',
} as const;

export const ruleParts: readonly ArticleText[] = [
  {
    id: 'rule',
    title: 'A rule',
    group: 'rule',
    text: '`title`, `logsource` and `detection` must be there; the rest may. A file may hold several documents, divided by `---`: each rule has a verdict of its own, a correlation counts what rules find over time, a filter takes events away from rules.',
    examples: [
      {
        about: 'The shortest that is one',
        rule: `
title: Trail stopped
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: cloudtrail.amazonaws.com
    eventName: StopLogging
  condition: selection`,
        events: [fires(stop, 'as it says'), misses(describe, 'another operation')],
      },
      {
        about: 'Without a detection',
        rule: `
title: Trail stopped
logsource:
  product: aws
  service: cloudtrail`,
        refused: 'missing_detection',
        events: [refused(stop, 'nothing to look for')],
      },
    ],
    differs: [
      {
        who: 'Some engines',
        what: 'know no `action: global`: such a document is an error, or a rule of its own.',
        here: 'It is merged into the rules that follow, up to `action: reset`.',
        pins: 'Rules: a global document is merged into the rule',
      },
    ],
    links: [inRules('file-structure', 'file structure')],
    see: ['detection', 'log-source', 'metadata', 'yaml'],
    words: 'document structure title',
  },
  {
    id: 'detection',
    title: 'detection',
    group: 'rule',
    text: 'The names are yours: `selection`, `filter_main`, `keywords`. A name that begins with an underscore stays out of `them`. What no condition names has no part in the verdict; Problems says so.',
    examples: [
      {
        about: 'Two searches and a condition',
        rule: `
selection:
  eventName: CreateUser
unused:
  eventName: DeleteUser
condition: selection`,
        events: [
          fires('{"eventName": "CreateUser"}', 'named by the condition'),
          misses('{"eventName": "DeleteUser"}', 'the condition does not name it'),
        ],
      },
    ],
    differs: [
      {
        who: 'pySigma',
        what: 'takes an old `timeframe` for a search identifier of its own.',
        here: 'It is ignored, and Problems says so.',
        pins: 'CND18',
      },
    ],
    links: [inRules('detection', 'detection'), inRules('search-identifier', 'search identifiers')],
    see: ['condition', 'maps', 'lists', 'keywords', 'filters'],
    words: 'search identifier selection',
  },
  {
    id: 'metadata',
    title: 'id, status, level, tags, …',
    group: 'rule',
    text: '`id` is a random UUID, `status` one of stable, test, experimental, deprecated and unsupported, `level` from informational to critical. `tags` name ATT&CK tactics and techniques as `attack.t1562.008`. `date` and `modified` are written as `2026-11-12`. The Coverage tab shows what a rule says of itself; `related` leads to other rules by id.',
    examples: [
      {
        about: 'Nothing of this changes a verdict',
        rule: `
title: Trail stopped
id: 8a7f3ba4-6f5c-4d5c-9a59-0a4f0d3f2b11
status: experimental
description: Someone stopped a trail.
author: you
date: 2026-11-12
tags:
  - attack.t1562.008
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventName: StopLogging
  condition: selection
falsepositives:
  - Moving to another trail
level: high`,
        events: [fires(stop, 'the detection decides'), misses(describe, 'the detection decides')],
      },
    ],
    links: [inRules('components', 'components'), inTags],
    see: ['rule', 'detection', 'log-source'],
    words:
      'id title status level tags attack author date references falsepositives related fields scope license name',
  },
  {
    id: 'log-source',
    title: 'logsource',
    group: 'rule',
    text: 'It has `category`, `product` and `service`, in lower case, alone or together; whoever runs the rule knows which table or index that is, and what its fields are called. Known here besides `aws` with `cloudtrail`: the categories and services of `windows` and the categories of Sysmon on `linux`, and of `okta`, `github`, `gcp`, `google_workspace`, `bitbucket`, `m365`, `onelogin`, `kubernetes`, `opencanary`, `fortigate`, `cisco` (`duo`) and `zeek` (`dce_rpc`) the fields that tell their events apart.',
    examples: [
      {
        about: 'The event decides, not the log source',
        rule: `
title: Root signs in
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventName: ConsoleLogin
    userIdentity.type: Root
  condition: selection`,
        events: [
          fires('{"eventName": "ConsoleLogin", "userIdentity": {"type": "Root"}}', 'as it says'),
          misses('{"eventName": "ConsoleLogin", "userIdentity": {"type": "IAMUser"}}', 'someone else'),
        ],
      },
    ],
    differs: [gate],
    links: [logsource, inTaxonomy],
    see: ['category', 'product', 'service', 'definition'],
    words: 'index table source cloudtrail windows linux okta github gcp azure m365 kubernetes',
  },
  {
    id: 'category',
    title: 'logsource: category',
    group: 'rule',
    text: 'It names fields as well as a log: whoever runs a rule for `process_creation` brings `Image` and `CommandLine`, from Sysmon or from elsewhere. Of Windows, those of Sysmon and PowerShell are known here, as `network_connection`, `file_event`, `registry_set`, `dns_query` and `ps_script`.',
    examples: [
      {
        about: 'Any log of processes',
        rule: `
title: Whoami
logsource:
  category: process_creation
  product: windows
detection:
  selection:
    Image|endswith: '\\whoami.exe'
  condition: selection`,
        events: [
          fires(
            '{"EventID": 1, "Image": "C:\\\\Windows\\\\System32\\\\whoami.exe"}',
            "Sysmon's name for the field",
          ),
          misses(
            '{"EventID": 4688, "NewProcessName": "C:\\\\Windows\\\\System32\\\\whoami.exe"}',
            'another name: it must be mapped',
          ),
        ],
      },
    ],
    differs: [
      {
        who: 'Pipelines of pySigma, and mappings of other engines',
        what: 'rename fields by log source before they look: `Image` becomes `NewProcessName` for event 4688.',
        here: 'Fields are taken by the names that the event has; Coverage tells of those that other collectors rename.',
        pins: 'CAS10',
      },
    ],
    links: [logsource, inTaxonomy],
    see: ['log-source', 'product', 'service'],
    words: 'process_creation network_connection proxy webserver sysmon',
  },
  {
    id: 'product',
    title: 'logsource: product',
    group: 'rule',
    text: 'An operating system, a cloud, or one program. Alone it means all logs of the product, which is rarely meant: a `service` or a `category` says which.',
    examples: [
      {
        about: 'Of one product',
        rule: `
title: Policy read from Okta
logsource:
  product: okta
  service: okta
detection:
  selection:
    eventType: policy.rule.update
  condition: selection`,
        events: [
          fires('{"eventType": "policy.rule.update"}', 'the field that tells events of Okta apart'),
          misses('{"eventType": "user.session.start"}', 'another event'),
        ],
      },
    ],
    differs: [gate],
    links: [logsource, inTaxonomy],
    see: ['log-source', 'service', 'category'],
    words: 'aws windows linux okta azure gcp',
  },
  {
    id: 'service',
    title: 'logsource: service',
    group: 'rule',
    text: 'Of Windows it is an event log: `security` is the channel Security, `sysmon` the channel of Sysmon. Of AWS, `cloudtrail` is the only one that is known here: its operations and their parameters are what Coverage and Problems hold a rule against.',
    examples: [
      {
        about: 'The Security log of Windows',
        rule: `
title: Log cleared
logsource:
  product: windows
  service: security
detection:
  selection:
    EventID: 1102
  condition: selection`,
        events: [
          fires('{"Channel": "Security", "EventID": 1102}', 'the number is enough'),
          misses('{"Channel": "Security", "EventID": 4624}', 'another event'),
        ],
      },
    ],
    differs: [gate],
    links: [logsource, inTaxonomy],
    see: ['log-source', 'product', 'category'],
    words: 'cloudtrail security sysmon channel event log',
  },
  {
    id: 'definition',
    title: 'logsource: definition',
    group: 'rule',
    text: 'No tool reads it. For CloudTrail the usual sentence is that a trail must record data events: without, no call on objects of S3 is recorded, and a rule on them stays silent for ever. Other keys are allowed beside it.',
    examples: [
      {
        about: 'For those who set up the trail',
        rule: `
title: Object deleted
logsource:
  product: aws
  service: cloudtrail
  definition: 'Requirements: data events of S3'
detection:
  selection:
    eventSource: s3.amazonaws.com
    eventName: DeleteObject
  condition: selection`,
        events: [
          fires(
            '{"eventSource": "s3.amazonaws.com", "eventName": "DeleteObject", "eventCategory": "Data"}',
            'where it is recorded',
          ),
          misses('{"eventSource": "s3.amazonaws.com", "eventName": "DeleteBucket"}', 'another operation'),
        ],
      },
    ],
    links: [logsource],
    see: ['log-source', 'service', 'metadata'],
    words: 'requirements configuration data events audit policy',
  },
];
