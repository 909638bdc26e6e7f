import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readInput, rereadInput } from '../../src/intake/read-input.ts';
import type { Input } from '../../src/intake/read-input.ts';
import { shapes } from '../../src/intake/shapes/shapes.ts';
import { locate } from '../../src/sigma/index.ts';

const record = {
  eventVersion: '1.10',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:session',
    arn: 'arn:aws:sts::111122223333:assumed-role/Admin/session',
    accountId: '111122223333',
    sessionContext: {
      sessionIssuer: { type: 'Role', userName: 'Admin' },
      attributes: { mfaAuthenticated: 'false' },
    },
  },
  eventTime: '2026-03-04T05:06:07Z',
  eventSource: 'ecs.amazonaws.com',
  eventName: 'RunTask',
  awsRegion: 'eu-central-1',
  sourceIPAddress: '192.0.2.7',
  userAgent: 'aws-cli/2.15',
  requestParameters: { cluster: 'a "quoted" name', count: 1, tags: [{ key: 'x', value: 'y' }] },
  responseElements: null,
  readOnly: false,
  eventType: 'AwsApiCall',
  recipientAccountId: '111122223333',
};
const other = { ...record, eventName: 'StopTask' };
const json = JSON.stringify;
const both = [record, other];

function read(text: string): Input {
  const input = readInput(text, shapes);
  for (const { range } of input.events) {
    expect(0 <= range.start && range.start < range.end && range.end <= text.length).toBe(true);
  }
  return input;
}

/** The text at the place of a value of an event. */
function at(input: Input, pointer: string, index = 0): string | undefined {
  const event = input.events[index];
  if (!event) return undefined;
  const range = (event.locate ?? locate)(input.text, event.range, [pointer]).get(pointer);
  return range && input.text.slice(range.start, range.end);
}

const eventBridge = (detail: object) => ({
  version: '0',
  'detail-type': 'AWS API Call via CloudTrail',
  detail,
});
const logEvent = (message: string) => ({
  logStreamName: 's',
  timestamp: 1772600767000,
  message,
  eventId: '3',
});
const splunk = (raw: object) => ({ preview: false, offset: 0, result: { _raw: json(raw), host: 'h' } });
const hit = (original: object) => ({
  _index: 'logs-aws.cloudtrail-default',
  _source: {
    event: { original: json(original), action: 'x' },
    aws: { cloudtrail: { event_version: '1.10' } },
  },
});

describe('shapes that hold records as they were', () => {
  test.each<[string, string, string]>([
    [
      'filter-log-events',
      json({ events: both.map((each) => logEvent(json(each))), searchedLogStreams: [] }),
      'CloudWatch Logs',
    ],
    [
      'a subscription of CloudWatch Logs',
      json({
        messageType: 'DATA_MESSAGE',
        owner: '111122223333',
        logEvents: both.map((each) => logEvent(json(each))),
      }),
      'CloudWatch Logs',
    ],
    [
      'events of CloudWatch Logs, one a line',
      both.map((each) => json(logEvent(json(each)))).join('\n'),
      'CloudWatch Logs',
    ],
    [
      'Logs Insights',
      json({
        results: both.map((each) => [
          { field: '@timestamp', value: 't' },
          { field: '@message', value: json(each) },
        ]),
      }),
      'CloudWatch Logs',
    ],
    [
      'Logs Insights, downloaded',
      json(both.map((each) => ({ '@timestamp': 't', '@message': each }))),
      'CloudWatch Logs',
    ],
    [
      'an export of CloudWatch Logs',
      both.map((each) => `2026-03-04T05:06:07.000Z ${json(each)}`).join('\r\n'),
      'log lines',
    ],
    [
      'a tail of CloudWatch Logs',
      `${both.map((each) => `2026-03-04T05:06:07.123000+00:00 a/b_c ${json(each)}`).join('\n')}\n`,
      'log lines',
    ],
    [
      'EventBridge in CloudWatch Logs',
      both.map((each) => json(logEvent(json(eventBridge(each))))).join('\n'),
      'CloudWatch Logs, EventBridge',
    ],
    ['Splunk, exported', both.map((each) => json(splunk(each))).join('\n'), 'Splunk'],
    [
      'Splunk, results',
      json({ preview: false, results: both.map((each) => ({ _raw: json(each) })) }),
      'Splunk',
    ],
    ['Splunk, raw alone', json(both.map((each) => ({ _raw: json(each), eventSource: 'x' }))), 'Splunk'],
    [
      'Splunk, sent',
      both.map((each) => json({ sourcetype: 'aws:cloudtrail', event: each })).join('\n'),
      'Splunk',
    ],
    [
      'Splunk, sent as text',
      both.map((each) => json({ sourcetype: 'x', event: json(each) })).join('\n'),
      'Splunk',
    ],
    [
      'Splunk, CSV',
      csv(
        ['_time', '_raw'],
        both.map((each) => ['t', json(each)]),
      ),
      'CSV, Splunk',
    ],
    ['Elastic, hits', json({ took: 1, hits: { total: 2, hits: both.map(hit) } }), 'Elastic'],
    ['Elastic, documents', both.map((each) => json(hit(each)._source)).join('\n'), 'Elastic'],
    ['Elastic, dots in names', json(both.map((each) => ({ 'event.original': json(each) }))), 'Elastic'],
    [
      'OCSF with raw_data',
      json(both.map((each) => ({ class_uid: 6003, metadata: { version: '1.1.0' }, raw_data: json(each) }))),
      'OCSF',
    ],
    ['a log file in a string', json({ message: json({ Records: both }) }), 'CloudWatch Logs, Records'],
  ])('%s', (_, text, shape) => {
    const input = read(text);
    expect(input.events.map(({ value }) => value)).toEqual(both);
    expect(input.diagnostics).toEqual([]);
    expect(input.unwrapped).toBe(`${shape}: 2 events`);
    expect(at(input, '/eventName', 1)).toContain('StopTask');
    expect(at(input, '/requestParameters/cluster')).toContain('quoted');
  });

  test('places inside of strings are exact', () => {
    const inString = read(json(splunk(record)));
    expect(at(inString, '/eventName')).toBe('\\"RunTask\\"');
    const inCsv = read(csv(['_time', '_raw'], [['t', json(record)]]));
    expect(at(inCsv, '/eventName')).toBe('RunTask');
    expect(at(inCsv, '/userIdentity/sessionContext/sessionIssuer/userName')).toBe('Admin');
    expect(at(inCsv, '/requestParameters/count')).toBe('1');
  });

  test('the number of an event stays exact', () => {
    const [event] = read(json({ _raw: '{"n":9007199254740993}' })).events;
    expect(event?.value['n']).toMatchObject({ text: '9007199254740993' });
  });
});

function csv(columns: readonly string[], rows: readonly (readonly string[])[], delimiter = ','): string {
  const line = (cells: readonly string[]) =>
    cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter);
  return [columns, ...rows].map(line).join('\r\n');
}

/** A record as a table has it. */
function rowOf(event: typeof record, toName: (name: string) => string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => [
      toName(name),
      value === null ? '' : typeof value === 'string' ? value : json(value),
    ]),
  );
}

describe('rows of tables', () => {
  const lower = both.map((each) => rowOf(each, (name) => name.toLowerCase()));
  const camel = both.map((each) => rowOf(each, (name) => name));
  const columns = Object.keys(lower[0] ?? {});

  test.each<[string, string, string]>([
    [
      'Athena, CSV',
      csv(
        columns,
        lower.map((row) => Object.values(row)),
      ),
      'CSV, Athena or Lake rows',
    ],
    [
      'Lake, CSV',
      csv(
        Object.keys(record),
        camel.map((row) => Object.values(row)),
      ),
      'CSV, Athena or Lake rows',
    ],
    [
      'tabs',
      csv(
        columns,
        lower.map((row) => Object.values(row)),
        '\t',
      ),
      'CSV, Athena or Lake rows',
    ],
    ['Athena, JSON rows', lower.map((row) => json(row)).join('\n'), 'Athena or Lake rows'],
    ['Lake, JSON rows', json(camel), 'Athena or Lake rows'],
    [
      'Lake, get-query-results',
      json({
        QueryStatus: 'FINISHED',
        QueryResultRows: camel.map((row) => Object.entries(row).map(([name, text]) => ({ [name]: text }))),
      }),
      'CloudTrail Lake',
    ],
    [
      'Athena, get-query-results',
      json({
        ResultSet: {
          Rows: [columns, ...lower.map((row) => Object.values(row))].map((cells) => ({
            Data: cells.map((VarCharValue) => ({ VarCharValue })),
          })),
        },
      }),
      'Athena',
    ],
  ])('%s', (_, text, shape) => {
    const input = read(text);
    expect(input.events.map(({ value }) => value)).toEqual(both);
    expect(input.diagnostics).toEqual([]);
    expect(input.unwrapped).toBe(`${shape}: 2 events`);
    expect(at(input, '/eventName', 1)?.replaceAll('"', '')).toBe('StopTask');
    expect(at(input, '/requestParameters/tags/0/key')?.replace(/[\\"]/g, '')).toBe('x');
    expect(new Set(input.events.map(({ range }) => range.start)).size).toBe(2);
  });

  test('names in lower case inside of what CloudTrail names are mended, and have their places', () => {
    const row = {
      eventsource: 's3.amazonaws.com',
      eventname: 'GetObject',
      useridentity: json({
        type: 'IAMUser',
        accountid: '111122223333',
        sessioncontext: { attributes: { mfaauthenticated: 'true' } },
      }),
      requestparameters: json({ bucketname: 'kept as it is' }),
      resources: [{ arn: 'arn:aws:s3:::example', accountid: '111122223333', type: 'AWS::S3::Object' }],
    };
    const input = read(json(row));
    expect(input.events[0]?.value).toEqual({
      eventSource: 's3.amazonaws.com',
      eventName: 'GetObject',
      userIdentity: {
        type: 'IAMUser',
        accountId: '111122223333',
        sessionContext: { attributes: { mfaAuthenticated: 'true' } },
      },
      requestParameters: { bucketname: 'kept as it is' },
      resources: [{ ARN: 'arn:aws:s3:::example', accountId: '111122223333', type: 'AWS::S3::Object' }],
    });
    expect(at(input, '/userIdentity/sessionContext/attributes/mfaAuthenticated')).toBe('\\"true\\"');
    expect(at(input, '/userIdentity/type')).toBe('\\"IAMUser\\"');
    expect(at(input, '/resources/0/ARN')).toBe('"arn:aws:s3:::example"');
  });

  test('a struct as text is read where it is sure, and stays text with a warning where it is not', () => {
    const rows = (identity: string) =>
      csv(['eventsource', 'eventname', 'useridentity'], [['a', 'B', identity]]);
    const sure = read(
      rows(
        '{type=IAMUser, principalid=AIDA, invokedby=null, sessioncontext={attributes={mfaauthenticated=false}}}',
      ),
    );
    expect(sure.events[0]?.value['userIdentity']).toEqual({
      type: 'IAMUser',
      principalId: 'AIDA',
      sessionContext: { attributes: { mfaAuthenticated: 'false' } },
    });
    expect(at(sure, '/userIdentity/type')).toContain('{type=IAMUser');
    const identity = '{type=IAMUser, username=a, b={c}';
    const unsure = read(rows(identity));
    expect(unsure.events[0]?.value['userIdentity']).toBe(identity);
    expect(
      unsure.diagnostics.map(({ code, range }) => [code, unsure.text.slice(range.start, range.end)]),
    ).toEqual([['event_field_text', identity]]);
  });

  test('JSON that is cut off stays text, said once for many rows', () => {
    const rows = [1, 2, 3].map((n) => ({
      eventsource: 'a',
      eventname: `N${n}`,
      requestparameters: '{"a":{"b":',
    }));
    const input = read(json(rows));
    expect(input.events.map(({ value }) => value['requestParameters'])).toEqual(Array(3).fill('{"a":{"b":'));
    expect(input.diagnostics.map(({ code }) => code)).toEqual(['event_field_text']);
  });

  test('line breaks in cells, empty cells, other tables and JSON after it', () => {
    const text = [
      'EventID,Channel,CommandLine,Empty',
      '4688,Security,"one\ntwo ""three""",',
      '4689,Security,,""',
      'eventname,eventsource',
      'A,b',
      '{"eventName":"C","eventSource":"c"}',
      '2026-03-04T05:06:07Z {"eventName":"D","eventSource":"d"}',
    ].join('\n');
    const input = read(text);
    expect(input.diagnostics).toEqual([]);
    expect(input.events.map(({ value }) => value)).toEqual([
      { EventID: '4688', Channel: 'Security', CommandLine: 'one\ntwo "three"' },
      { EventID: '4689', Channel: 'Security', Empty: '' },
      { eventName: 'A', eventSource: 'b' },
      { eventName: 'C', eventSource: 'c' },
      { eventName: 'D', eventSource: 'd' },
    ]);
    expect(at(input, '/CommandLine')).toBe('one\ntwo ""three""');
    expect(input.unwrapped).toBe('CSV: 2 events, CSV, Athena or Lake rows: 1 event, log lines: 1 event');
  });

  test('a table after JSON keeps its own places', () => {
    const text = `{"eventName":"C","eventSource":"c"}\n[1,]\n_raw\n"{""eventName"":""A""}"\n`;
    const input = read(text);
    expect(input.events.map(({ value }) => value['eventName'])).toEqual(['C', 'A']);
    expect(input.diagnostics.map(({ code, range }) => [code, text.slice(range.start, range.end)])).toEqual([
      ['event_not_object', '1'],
      ['json_syntax', ','],
    ]);
    expect(at(input, '/eventName', 1)).toBe('A');
  });
});

describe('Elastic without the original', () => {
  const document = {
    '@timestamp': '2026-03-04T05:06:07.000Z',
    aws: {
      cloudtrail: {
        event_version: '1.10',
        event_type: 'AwsApiCall',
        user_identity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/a' },
        request_parameters: '{cluster=default, count=1}',
        response_elements: '{"a":{"b":1}}',
        flattened: { additional_eventdata: { x: true } },
      },
    },
    event: { action: 'RunTask', provider: 'ecs.amazonaws.com', id: 'i' },
    'cloud.region': 'eu-central-1',
    source: { ip: '192.0.2.7' },
  };

  test('what is exact goes back to its names; text in place of an object is said', () => {
    const input = read(json(document));
    expect(input.events[0]?.value).toEqual({
      eventVersion: '1.10',
      userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/a' },
      eventSource: 'ecs.amazonaws.com',
      eventName: 'RunTask',
      awsRegion: 'eu-central-1',
      sourceIPAddress: '192.0.2.7',
      additionalEventData: { x: true },
      eventID: 'i',
      eventType: 'AwsApiCall',
      requestParameters: '{cluster=default, count=1}',
      responseElements: { a: { b: 1 } },
    });
    expect(
      input.diagnostics.map(({ code, range }) => [code, input.text.slice(range.start, range.end)]),
    ).toEqual([['event_field_text', '"{cluster=default, count=1}"']]);
    expect(at(input, '/userIdentity/arn')).toBe('"arn:aws:iam::111122223333:user/a"');
    expect(at(input, '/responseElements/a/b')).toBe('1');
    expect(at(input, '/awsRegion')).toBe('"eu-central-1"');
  });

  test('in a hit', () => {
    const input = read(json({ _source: document }));
    expect(input.events[0]?.label).toBe('RunTask');
    expect(at(input, '/eventName')).toBe('"RunTask"');
  });
});

describe('events of Windows', () => {
  const system = {
    Provider: { '#attributes': { Name: 'Microsoft-Windows-Sysmon' } },
    EventID: 1,
    Execution: { '#attributes': { ProcessID: 4, ThreadID: 8 } },
    Channel: 'Microsoft-Windows-Sysmon/Operational',
    Correlation: null,
  };
  const flat = {
    Provider_Name: 'Microsoft-Windows-Sysmon',
    EventID: 1,
    Execution_ProcessID: 4,
    Execution_ThreadID: 8,
    Channel: 'Microsoft-Windows-Sysmon/Operational',
    Correlation: null,
  };

  test.each<[string, object, object]>([
    [
      'EventData',
      { Event: { System: system, EventData: { Image: 'C:\\a.exe', 'Threat Name': 'x', Channel: 'second' } } },
      { ...flat, Image: 'C:\\a.exe', ThreatName: 'x' },
    ],
    [
      'UserData',
      { Event: { System: system, UserData: { Op: { '#attributes': { xmlns: 'y' }, Id: 5 } } } },
      { ...flat, Id: 5 },
    ],
    ['no Event around it', { System: system, EventData: { Image: 'a' } }, { ...flat, Image: 'a' }],
    ['no data', { Event: { System: system, EventData: null } }, flat],
    [
      'attributes with @, a list of Data',
      {
        Event: {
          System: { Provider: { '@Name': 'P' }, EventID: { '@Qualifiers': '0', '#text': '7045' } },
          EventData: { Data: [{ '@Name': 'ServiceName', '#text': 's' }, { '@Name': 'Empty' }] },
        },
      },
      { Provider_Name: 'P', EventID_Qualifiers: '0', EventID: '7045', ServiceName: 's', Empty: null },
    ],
  ])('%s', (_, event, expected) => {
    const input = read(json(event));
    expect(input.events.map(({ value }) => value)).toEqual([expected]);
    expect(input.unwrapped).toBe('Windows event: 1 event');
  });

  test('values have their places, in strings too', () => {
    const event = { Event: { System: system, EventData: { 'Threat Name': 'x' } } };
    for (const text of [json(event), json({ sourcetype: 'x', event })]) {
      const input = read(text);
      expect(at(input, '/Provider_Name')).toBe('"Microsoft-Windows-Sysmon"');
      expect(at(input, '/ThreatName')).toBe('"x"');
    }
    expect(at(read(json({ _raw: json(event) })), '/ThreatName')).toBe('\\"x\\"');
  });

  test('Winlogbeat', () => {
    const input = read(
      json({
        winlog: {
          channel: 'Security',
          event_id: '4688',
          provider_name: 'Microsoft-Windows-Security-Auditing',
          process: { pid: 4, thread: { id: 8 } },
          event_data: { NewProcessName: 'C:\\a.exe' },
        },
        event: { code: '4688' },
        process: { name: 'a.exe' },
      }),
    );
    expect(input.events[0]?.value).toEqual({
      Provider_Name: 'Microsoft-Windows-Security-Auditing',
      EventID: '4688',
      Execution_ProcessID: 4,
      Execution_ThreadID: 8,
      Channel: 'Security',
      NewProcessName: 'C:\\a.exe',
    });
    expect(at(input, '/NewProcessName')).toBe('"C:\\\\a.exe"');
  });
});

describe('what is no record', () => {
  test('a digest file holds no events, which is said', () => {
    const input = read(json({ awsAccountId: '111122223333', digestS3Object: 'AWSLogs/…', logFiles: [] }));
    expect(input.events).toEqual([]);
    expect(input.diagnostics.map(({ code }) => code)).toEqual(['event_shape']);
  });

  test('Insight events are kept as events, and named', () => {
    const insight = { eventType: 'AwsCloudTrailInsight', insightDetails: { eventName: 'RunInstances' } };
    const input = read(json({ Records: [insight, record] }));
    expect(input.events.map(({ value }) => value)).toEqual([insight, record]);
    expect(input.unwrapped).toBe('CloudTrail Insights: 1 event, Records: 1 event');
  });

  test('OCSF without raw_data is refused plainly, and stays an event', () => {
    const event = {
      class_uid: 6003,
      metadata: { product: { name: 'CloudTrail' } },
      api: { operation: 'RunTask' },
    };
    const input = read(`${json(event)}\n${json(event)}`);
    expect(input.events.map(({ value }) => value)).toEqual([event, event]);
    expect(input.diagnostics.map(({ code }) => code)).toEqual(['event_shape']);
  });

  test.each([
    { message: 'text', level: 'info' },
    { message: '{"a":1}', level: 'info' },
    { events: [{ message: 1 }] },
    { result: { a: 1 } },
    { results: [{ a: 1 }] },
    { event: { a: 1 } },
    { Event: { System: {} } },
    { hits: { hits: [] } },
    { _raw: 5 },
    { aws: {} },
    { a: { __proto__: null } },
  ])('what only looks like a shape stays an event: %j', (event) => {
    const input = read(json(event));
    expect(input.events.map(({ value }) => value)).toEqual([event]);
    expect(input.unwrapped).toBe('');
    expect(input.diagnostics).toEqual([]);
  });

  test('a message that is broken JSON is said at its place; what holds it is the event', () => {
    const text = '{"events":[{"message":"{\\"a\\": x}"},{"message":"plain"}]}';
    const input = read(text);
    expect(input.events.map(({ value }) => value)).toEqual([{ message: '{"a": x}' }, { message: 'plain' }]);
    expect(input.events.map(({ range }) => text.slice(range.start, range.end))).toEqual([
      '{"message":"{\\"a\\": x}"}',
      '{"message":"plain"}',
    ]);
    expect(input.diagnostics.map(({ code, range }) => [code, text.slice(range.start, range.end)])).toEqual([
      ['json_syntax', 'x'],
    ]);
  });
});

describe('hostile texts', () => {
  test('names of prototypes are names', () => {
    const text = csv(['eventname', 'eventsource', '__proto__'], [['A', 'b', 'polluted']]);
    const [event] = read(text).events;
    expect(Object.hasOwn(event?.value ?? {}, '__proto__')).toBe(true);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    const windows =
      '{"Event":{"System":{"EventID":1},"EventData":{"__proto__":{"polluted":1},"constructor":"x"}}}';
    expect(read(windows).events[0]?.value).toMatchObject({ EventID: 1, constructor: 'x' });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('deep nesting, of shapes too', () => {
    let deep: object = record;
    for (let i = 0; i < 60; i++) deep = { _source: deep };
    expect(read(json(deep)).events).toHaveLength(1);
    let text = json(record);
    for (let i = 0; i < 12; i++) text = json({ _raw: text });
    expect(read(text).events).toHaveLength(1);
    expect(read(`${'{"a":'.repeat(400)}1${'}'.repeat(400)}`).events).toHaveLength(1);
  });

  test('a million columns, and a quote that is never closed, end soon', () => {
    const wide = `eventname,eventsource${',a'.repeat(1_000_000)}`;
    expect(readInput(`${wide}\n${wide}`, shapes).events).toEqual([]);
    const rows = `eventname,eventsource\n${'A,b,'.repeat(500_000)}\n"open`;
    const input = readInput(rows, shapes);
    expect(input.events[0]?.value).toEqual({ eventName: 'A', eventSource: 'b' });
    expect(input.diagnostics.map(({ code }) => code)).toEqual(['event_shape']);
  }, 20_000);

  test('many broken messages take no more than linear time', () => {
    const text = `{"events":[${Array(50_000).fill('{"message":"{"}').join(',')}]}`;
    const input = readInput(text, shapes);
    expect(input.events).toHaveLength(50_000);
    expect(input.diagnostics.length).toBeLessThanOrEqual(100);
  }, 20_000);
});

describe('the shapes are a late part', () => {
  const text = json(splunk(record));

  test('plain events do not ask for it', () => {
    for (const plain of [json(both), json({ Records: both }), '{"EventID":1}', ''])
      expect(readInput(plain).needsShapes).toBe(false);
    expect(readInput(text).needsShapes).toBe(true);
    expect(readInput('a,b').needsShapes).toBe(true);
    expect(readInput(text, shapes).needsShapes).toBe(false);
  });

  test.each([
    ['with it after without it', readInput(text), text],
    ['after an edit', readInput(text, shapes), text.replace('RunTask', 'StopTask')],
    ['after an edit in front', readInput(`{"a":1}${text}`, shapes), `{"a":10}${text}`],
    ['after a table', readInput('_raw\n"{""eventName"":1}"', shapes), '_raw\n"{""eventName"":12}"'],
    ['from a table', readInput('_raw\n"{""eventName"":1}"', shapes), text],
  ])('read again %s: as read afresh', (_, before, next) => {
    const { memory: _memory, ...again } = rereadInput(before, next, shapes);
    const { memory: _fresh, ...afresh } = readInput(next, shapes);
    const plain = (input: object) => JSON.parse(json(input)) as unknown;
    expect(plain(again)).toEqual(plain(afresh));
    const places = (input: Omit<Input, 'memory'>) =>
      input.events.map(({ locate: find, range }) => (find ?? locate)(input.text, range, ['/eventName']));
    expect(places(again)).toEqual(places(afresh));
  });
});

const shared = new URL('../../../shared/conformance/public/', import.meta.url);

// Lie outside of the repository; where they are missing, the events above stand for them.
describe.skipIf(!existsSync(shared))('events of Windows of the shared conformance data', () => {
  const linesOf = (name: string) =>
    existsSync(shared) ? readFileSync(new URL(name, shared), 'utf8').trimEnd().split('\n') : [];
  test('nested, they become the flat ones', () => {
    const raw = linesOf('windows-raw.ndjson');
    const flat = linesOf('windows.ndjson').slice(0, raw.length);
    const { events, diagnostics } = readInput(raw.join('\n'), shapes);
    expect(raw.length).toBeGreaterThan(100);
    expect(diagnostics).toEqual([]);
    expect(events.map(({ value }) => value)).toEqual(
      readInput(flat.join('\n'), shapes).events.map(({ value }) => value),
    );
  });
});
