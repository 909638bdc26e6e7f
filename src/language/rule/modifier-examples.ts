// One example for each value modifier: an item, and a value of the field that it matches. A test holds them against the
// matcher.
import type { ModifierKey } from '../../sigma/index.ts';

export interface ModifierExample {
  /** A detection item, as YAML. */
  readonly item: string;
  readonly matches: string | number | boolean;
}

const row = (item: string, matches: ModifierExample['matches']): ModifierExample => ({ item, matches });

export const modifierExamples: Readonly<Record<ModifierKey, ModifierExample | null>> = {
  contains: row('userAgent|contains: aws-cli', 'my aws-cli/2.1'),
  startswith: row('userAgent|startswith: aws-cli', 'aws-cli/2.1'),
  endswith: row('Image|endswith: \\cmd.exe', 'C:\\Windows\\cmd.exe'),
  windash: row("CommandLine|windash|contains: ' -exec'", 'find . /exec'),
  utf16le: row('Payload|utf16le|base64offset|contains: ping', 'cABpAG4AZwA='),
  wide: row('Payload|wide|base64offset|contains: ping', 'cABpAG4AZwA='),
  utf16be: row('Payload|utf16be|base64offset|contains: ping', 'AHAAaQBuAGc='),
  utf16: row('Payload|utf16|base64offset|contains: ping', '//5wAGkAbgBnAA=='),
  base64: row('Payload|base64: ping', 'cGluZw=='),
  base64offset: row('Payload|base64offset|contains: ping', 'eHBpbmd4'),
  re: row("userName|re: '^svc-\\d+$'", 'svc-12'),
  i: row("userName|re|i: '^svc-\\d+$'", 'SVC-12'),
  m: row("Message|re|m: '^error'", 'ok\nerror 5'),
  s: row("Message|re|s: 'begin.end'", 'begin\nend'),
  cidr: row('sourceIPAddress|cidr: 10.0.0.0/8', '10.1.2.3'),
  lt: row('count|lt: 5', 4),
  lte: row('count|lte: 5', 5),
  gt: row('count|gt: 5', 6),
  gte: row('count|gte: 5', 5),
  minute: row('eventTime|minute: 30', '2026-01-31T23:30:00Z'),
  hour: row('eventTime|hour|gte: 22', '2026-01-31T23:30:00Z'),
  day: row('eventTime|day: 31', '2026-01-31T23:30:00Z'),
  week: row('eventTime|week: 5', '2026-01-31T23:30:00Z'),
  month: row('eventTime|month: 1', '2026-01-31T23:30:00Z'),
  year: row('eventTime|year: 2026', '2026-01-31T23:30:00Z'),
  fieldref: null,
  exists: row('errorCode|exists: true', 'AccessDenied'),
  expand: null,
  cased: row('userName|cased: Admin', 'Admin'),
  all: row('userAgent|contains|all: [aws, cli]', 'aws-cli/2.1'),
  neq: row('userName|neq: admin', 'guest'),
};
