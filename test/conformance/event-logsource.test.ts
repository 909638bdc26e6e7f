// What honouring log sources leaves out of the matches from outside, which were made without looking at log sources:
// only events that are surely of another one. Where the folder is missing, the test says that it was left out.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRules } from '../../src/sigma/index.ts';
import type { EventObject, Logsource } from '../../src/sigma/index.ts';
import { isOfLogsource, logsourceOf } from '../../src/knowledge/logsource/event-logsource.ts';
import { conformanceFolder, readJson } from '../_helpers/conformance.ts';

const folder = join(conformanceFolder, '../../../shared/conformance/public');
const present = existsSync(folder);

/** By the documentation of Sysmon and of Windows, not by the table that is tested. */
const sysmonIds: Readonly<Record<string, readonly string[]>> = {
  process_creation: ['1'],
  network_connection: ['3'],
  create_remote_thread: ['8'],
  file_event: ['11'],
  dns_query: ['22'],
  file_delete: ['23', '26'],
};
const channels: Readonly<Record<string, string>> = {
  application: 'Application',
  sysmon: 'Microsoft-Windows-Sysmon/Operational',
  'driver-framework': 'Microsoft-Windows-DriverFrameworks-UserMode/Operational',
};

function isSurelyOther({ category, service }: Logsource, event: EventObject): boolean {
  const [channel, id] = [String(event['Channel']), String(event['EventID'])];
  if (service !== undefined) return channels[service] !== undefined && channels[service] !== channel;
  const ids = sysmonIds[category ?? ''];
  return ids !== undefined && channel === channels['sysmon'] && !ids.includes(id);
}

function lines<T>(name: string): T[] {
  const text = readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean);
  return text.map((line) => JSON.parse(line) as T);
}

if (!present) {
  test.skip(`log sources of events from outside: left out, there is no ${folder}`, () => {});
}

describe.runIf(present)('log sources of events from outside', () => {
  const yaml = new Map(
    (present ? lines<{ id: string; yaml: string }>('rules.ndjson') : []).map((each) => [each.id, each.yaml]),
  );
  const logsourceById = (id: string): Logsource => {
    const rule = readRules(yaml.get(id) ?? '').rules.find(({ type }) => type === 'detection');
    if (rule?.type !== 'detection') throw new Error(id);
    return rule.logsource;
  };
  /** Matches by name of the expectations and of the events: kept, and left out. */
  const gate = (expected: string, name: string) => {
    const { matches } = readJson<{ matches: Record<string, number[]> }>(join(folder, expected));
    const events = lines<EventObject>(name);
    const pairs = Object.entries(matches).flatMap(([id, places]) => {
      const logsource = logsourceById(id);
      return places.flatMap((place) => {
        const event = events[place];
        return event ? [{ id, logsource, event, place }] : [];
      });
    });
    const isKept = ({ logsource, event }: (typeof pairs)[number]) =>
      isOfLogsource(logsource, logsourceOf(event));
    return { kept: pairs.filter(isKept), lost: pairs.filter((pair) => !isKept(pair)) };
  };

  test('no match of a rule for CloudTrail is lost', () => {
    const { kept, lost } = gate('expected-cloudtrail.json', 'cloudtrail.ndjson');
    expect(kept.length).toBeGreaterThanOrEqual(40);
    expect(lost).toEqual([]);
  });

  test('no match of a rule for another product is kept on CloudTrail', () => {
    const { kept, lost } = gate('expected-cloudtrail-other.json', 'cloudtrail.ndjson');
    expect(kept).toEqual([]);
    expect(lost.length).toBeGreaterThan(1000);
  });

  test('matches of rules for Windows are lost on events of another kind only', () => {
    const { kept, lost } = gate('expected-windows.json', 'windows.ndjson');
    expect(kept.length).toBeGreaterThan(200);
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.filter(({ logsource, event }) => !isSurelyOther(logsource, event))).toEqual([]);
  });

  test('nested events are of the same log source as flat ones', () => {
    const flat = lines<EventObject>('windows.ndjson');
    const nested = lines<EventObject>('windows-raw.ndjson');
    expect(nested.map(logsourceOf)).toEqual(flat.slice(0, nested.length).map(logsourceOf));
  });

  test("no positive test of the rules' own is lost", () => {
    const tests = readJson<{ rule: string; events: number[]; min: number }[]>(
      join(folder, 'regression.json'),
    );
    const events = lines<EventObject>('windows.ndjson').map(logsourceOf);
    const short = tests.filter(({ rule, events: places, min }) => {
      const logsource = logsourceById(rule);
      return (
        places.filter((place) => isOfLogsource(logsource, events[place] ?? { product: 'unknown' })).length <
        min
      );
    });
    expect(tests.length).toBeGreaterThan(50);
    expect(short).toEqual([]);
  });
});
