import { describe, expect, test } from 'vitest';
import {
  correlate,
  correlateEvents,
  EventError,
  RuleError,
  sayExclusion,
} from '../../../src/sigma/matcher.ts';
import {
  compiledOf,
  correlationOf,
  documents,
  eventsOf,
  firedAt,
  named,
  ran,
  start,
  traced,
} from '../../_helpers/correlation.ts';
import type { Row } from '../../_helpers/correlation.ts';

const rules = ['a', 'b', 'c', 'd'].map(named);
const of = (lines: string): string => documents(correlationOf(lines, 'main'), ...rules);
const u = { u: 'x' };
const a = (...seconds: number[]): Row[] => seconds.map((second) => [second, 'a', u]);

/** `0:a 1:b+c`: seconds and the rules that the event matches. */
const steps = (text: string): Row[] =>
  text.split(' ').map((step): Row => {
    const [second, names = ''] = step.split(':');
    return [Number(second), names.replaceAll('+', ' '), u];
  });

describe('event_count', () => {
  const many = (condition: string, timespan = '10s'): string =>
    of(`type: event_count\nrules: [a]\ngroup-by: [u]\ntimespan: ${timespan}\ncondition: {${condition}}`);

  test('an event at exactly the timespan counts; one millisecond later it does not', () => {
    expect(firedAt(many('gte: 3'), a(0, 5, 10))).toEqual([2]);
    expect(firedAt(many('gte: 3'), a(0, 5, 10.001))).toEqual([]);
    expect(firedAt(many('gte: 3'), a(0.0004, 5, 10.0004))).toEqual([2]);
  });

  test('it holds at every event while enough are in the window', () => {
    const trace = traced(many('gte: 3'), a(0, 1, 2, 3, 13, 14, 15, 40));
    expect([...trace.firedAt]).toEqual([2, 3, 6]);
    expect(trace.groups[0]?.windows).toMatchObject([
      {
        from: start,
        to: start + 3000,
        value: '3',
        lastValue: '4',
        hits: 2,
        fired: { event: 2, decided: 'at_event' },
      },
      { from: start + 13_000, value: '3', hits: 1, closes: start + 23_000, memberCount: 3 },
    ]);
  });

  test('an event that matches two rules is one event', () => {
    const both = of('type: event_count\nrules: [a, b]\ngroup-by: [u]\ntimespan: 10s\ncondition: {gte: 2}');
    expect(firedAt(both, steps('0:a+b'))).toEqual([]);
    expect(firedAt(both, steps('0:a+b 1:b'))).toEqual([1]);
  });

  test('late events take their place by time, and are named', () => {
    const run = ran(many('gte: 3'), a(0, 30, 5, 10));
    expect([...(run.correlations[0]?.firedAt ?? [])]).toEqual([3]);
    expect(run.times.late).toEqual({ count: 2, events: [2, 3] });
  });

  test('upper bounds are decided when the window is full', () => {
    expect(firedAt(many('lt: 3'), a(0, 1, 2, 30, 31))).toEqual([4]);
    expect(firedAt(many('lte: 2'), a(0, 1, 2, 30, 31))).toEqual([4]);
    expect(firedAt(many('eq: 3'), a(0, 1, 2, 3, 30, 31, 32))).toEqual([6]);
    expect(firedAt(many('neq: 3'), a(0, 1, 2, 30))).toEqual([3]);
    expect(firedAt(many('gt: 1, lte: 3'), a(0, 1, 2, 3, 30, 31, 60))).toEqual([5]);
    expect(traced(many('eq: 2'), a(0, 1)).groups[0]?.windows[0]?.fired.decided).toBe('at_close');
  });

  test('groups are apart, and by case', () => {
    const rows: Row[] = [
      [0, 'a', { u: 'x' }],
      [1, 'a', { u: 'X' }],
      [2, 'a', { u: 'x' }],
    ];
    const trace = traced(many('gte: 2'), rows);
    expect(trace).toMatchObject({ groupCount: 2, firedGroupCount: 1, hitCount: 1 });
    expect(trace.groups.map(({ key }) => key)).toEqual([
      [{ field: 'u', value: 'x' }],
      [{ field: 'u', value: 'X' }],
    ]);
  });

  test('an event without a group value is left out, and that is said', () => {
    const rows: Row[] = [
      [0, 'a', u],
      [1, 'a'],
      [2, 'a', { u: null }],
      [3, 'a', { u: { v: 1 } }],
      [4, 'a', u],
    ];
    const trace = traced(many('gte: 3'), rows);
    expect(trace.verdict).toBe('miss');
    expect(trace.sources).toMatchObject([{ name: 'a', matched: 5, used: 2 }]);
    expect(trace.excluded).toEqual([
      { source: 0, reason: 'group_value_absent', field: 'u', count: 2, events: [1, 2] },
      { source: 0, reason: 'group_value_object', field: 'u', count: 1, events: [3] },
    ]);
    expect(trace.excluded.map(sayExclusion)[0]).toBe(
      '2 events are left out: `u`, by which events are grouped, is absent.',
    );
  });

  test('an event belongs to the group of each value of an array, and to no more than it can', () => {
    const rows: Row[] = [
      [0, 'a', { u: ['x', 'y', 'x'] }],
      [1, 'a', { u: 'y' }],
      [2, 'a', { u: Array.from({ length: 40 }, (_, i) => `v${i}`) }],
    ];
    const trace = traced(many('gte: 2'), rows);
    expect([...trace.firedAt]).toEqual([1]);
    expect(trace.groupCount).toBe(2);
    expect(trace.excluded).toMatchObject([{ reason: 'too_many_values', events: [2] }]);
  });

  test('several fields make a group together', () => {
    const text = of('type: event_count\nrules: [a]\ngroup-by: [u, v.w]\ntimespan: 10s\ncondition: {gte: 2}');
    const rows: Row[] = [
      [0, 'a', { u: 'x', v: { w: 1 } }],
      [1, 'a', { u: 'x', v: { w: 2 } }],
      [2, 'a', { u: 'x', v: { w: 1 } }],
    ];
    expect(firedAt(text, rows)).toEqual([2]);
  });
});

describe('value_count', () => {
  const distinct = (field: string, gte: number): string =>
    of(
      `type: value_count\nrules: [a]\ngroup-by: [u]\ntimespan: 10s\ncondition: {field: ${field}, gte: ${gte}}`,
    );
  const with1 = (second: number, more: object): Row => [second, 'a', { ...u, ...more }];

  test('counts distinct values, which leave with their last event', () => {
    const rows = ['p', 'p', 'q', 'p', 'r'].map((f, i) => with1(i * 5, { f }));
    expect(firedAt(distinct('f', 2), rows)).toEqual([2, 3, 4]);
    expect(firedAt(distinct('f', 3), rows)).toEqual([4]);
  });

  test('several fields are counted as tuples; an absent one counts nothing', () => {
    const rows = [
      with1(0, { f: 1, g: 1 }),
      with1(1, { f: 1, g: 2 }),
      with1(2, { f: 1 }),
      with1(3, { f: 1, g: 1 }),
      with1(4, { f: '1', g: '2' }),
    ];
    const trace = traced(distinct('[f, g]', 3), rows);
    expect(trace.hitCount).toBe(0);
    expect(trace.groups[0]?.nearest?.value).toBe('2');
    expect(trace.excluded).toMatchObject([{ reason: 'value_absent', field: 'g', events: [2] }]);
  });
});

describe('temporal', () => {
  const all = of('type: temporal\nrules: [a, b, c]\ngroup-by: [u]\ntimespan: 10s');

  test('wants every rule unless it says otherwise, in any order', () => {
    expect(firedAt(all, steps('0:c 1:a 10:b'))).toEqual([2]);
    expect(firedAt(all, steps('0:c 1:a 10.5:b'))).toEqual([]);
    expect(firedAt(all, steps('0:a 1:a 2:b'))).toEqual([]);
  });

  test('one event may be several rules if it matches them', () => {
    expect(firedAt(all, steps('0:a+b 1:c'))).toEqual([1]);
    expect(firedAt(all, steps('0:a+b+c'))).toEqual([0]);
  });

  test('a condition counts different rules', () => {
    const two = `${all}`.replace('timespan: 10s', 'timespan: 10s\n  condition: {gte: 2}');
    expect(firedAt(two, steps('0:a 1:a 2:b'))).toEqual([2]);
  });

  test('rules without an id feed it by name, as those with one do by either', () => {
    const id = '0e95725d-7320-415d-80f7-004da920fc11';
    const both = (reference: string): string =>
      documents(
        correlationOf(`type: temporal\nrules: [${reference}, b]\ngroup-by: [u]\ntimespan: 10s`),
        named('a').replace('name: a', `name: a\nid: ${id}`),
        named('b'),
      );
    for (const reference of ['a', id]) expect(firedAt(both(reference), steps('0:a 1:b'))).toEqual([1]);
  });

  test('an expression with `not` waits for the window to be full', () => {
    const text = of('type: temporal\nrules: [a, b]\ngroup-by: [u]\ntimespan: 10s\ncondition: a and not b');
    expect(firedAt(text, steps('0:a 10:b'))).toEqual([]);
    expect(firedAt(text, steps('0:a 10.5:b'))).toEqual([0]);
    expect(firedAt(text, steps('0:a'))).toEqual([0]);
  });

  test('an expression with alternatives', () => {
    const text = of(
      'type: temporal\nrules: [a, b, c]\ngroup-by: [u]\ntimespan: 10s\ncondition: a and (b or c)',
    );
    expect(firedAt(text, steps('0:c 1:b 2:a'))).toEqual([2]);
    expect(firedAt(text, steps('0:c 1:b'))).toEqual([]);
    const two = of('type: temporal\nrules: [a, b, c]\ngroup-by: [u]\ntimespan: 10s\ncondition: 2 of them');
    expect(firedAt(two, steps('0:c 1:c 2:a'))).toEqual([2]);
  });
});

describe('temporal_ordered', () => {
  const ordered = (more = ''): string =>
    of(`type: temporal_ordered\nrules: [a, b, c]\ngroup-by: [u]\ntimespan: 10s${more}`);

  test('wants the rules one after the other as listed', () => {
    expect(firedAt(ordered(), steps('0:a 1:b 2:c'))).toEqual([2]);
    expect(firedAt(ordered(), steps('0:b 1:a 2:c'))).toEqual([]);
    expect(firedAt(ordered(), steps('0:c 1:a 2:c 3:b 4:c'))).toEqual([4]);
  });

  test('events at one time follow each other either way', () => {
    expect(firedAt(ordered(), steps('0:c 0:b 0:a'))).toEqual([2]);
    expect(firedAt(ordered(), steps('0:a 1:c 1:b'))).toEqual([2]);
  });

  test('the first and the last are at most the timespan apart', () => {
    expect(firedAt(ordered(), steps('0:a 1:b 10:c 10.001:c'))).toEqual([2]);
    expect(firedAt(ordered(), steps('0:a 5:a 6:b 12:c'))).toEqual([3]);
  });

  test('one event is two steps only if it matches two rules', () => {
    expect(firedAt(ordered(), steps('0:a+b 1:c'))).toEqual([1]);
    expect(firedAt(ordered(), steps('0:a 1:c'))).toEqual([]);
  });

  test('all of them in another order are said to be', () => {
    const { nearest } = traced(ordered(), steps('0:c 1:b 2:a')).groups[0] ?? {};
    expect(nearest).toMatchObject({ missing: [], outOfOrder: true, value: '1' });
  });

  test('in an expression, what is wanted is in order and what is ruled out does not occur', () => {
    const text = ordered('\ncondition: a and b and not c').replace(
      'timespan: 10s\ncondition',
      'timespan: 10s\n  condition',
    );
    expect(firedAt(text, steps('0:a 1:b'))).toEqual([1]);
    expect(firedAt(text, steps('0:b 1:a'))).toEqual([]);
    expect(firedAt(text, steps('0:a 1:b 9:c'))).toEqual([]);
  });
});

describe('values', () => {
  const value = (type: string, condition: string): string =>
    of(`type: ${type}\nrules: [a]\ngroup-by: [u]\ntimespan: 10s\ncondition: {field: n, ${condition}}`);
  const rows = (...numbers: unknown[]): Row[] => numbers.map((n, i) => [i, 'a', { ...u, n }]);

  test('sums are exact', () => {
    expect(firedAt(value('value_sum', 'eq: 0.3'), rows(0.1, 0.2))).toEqual([1]);
    const large = '{"time":"2026-01-01T00:00:00Z","r":"a","u":"x","n":9007199254740993}';
    const { correlations } = correlate(value('value_sum', 'gt: 9007199254740992'), large);
    expect(correlations[0]?.groups[0]?.windows[0]?.value).toBe('9007199254740993');
  });

  test('values leave the sum with their event', () => {
    const text = value('value_sum', 'gte: 10');
    expect(
      firedAt(text, [
        [0, 'a', { ...u, n: 6 }],
        [5, 'a', { ...u, n: 3 }],
        [11, 'a', { ...u, n: 6 }],
      ]),
    ).toEqual([]);
  });

  test('an average is compared without rounding', () => {
    expect(firedAt(value('value_avg', 'gt: 0.3333333333'), rows(0, 0, 1))).toEqual([2]);
    expect(firedAt(value('value_avg', 'gt: 0.3333333334'), rows(0, 0, 1))).toEqual([]);
  });

  test('medians and percentiles lie between their neighbours in proportion', () => {
    const medianOf = (...numbers: number[]): string | undefined =>
      traced(value('value_median', 'gt: 1000'), rows(...numbers)).groups[0]?.nearest?.value;
    expect(medianOf(5)).toBe('5');
    expect(firedAt(value('value_median', 'eq: 2.5'), rows(4, 1, 3, 2))).toEqual([3]);
    expect(
      firedAt(value('value_percentile', 'percentile: 90, eq: 9.1'), rows(...[10, 9, 8, 7, 6, 5, 4, 3, 2, 1])),
    ).toEqual([9]);
    expect(firedAt(value('value_percentile', 'percentile: 0, eq: 1'), rows(3, 1, 2))).toEqual([2]);
    expect(firedAt(value('value_percentile', 'percentile: 100, gte: 3'), rows(1, 2, 3, 1))).toEqual([2, 3]);
  });

  test('numbers in text are numbers; what is none is left out, and that is said', () => {
    const trace = traced(
      value('value_sum', 'gte: 3'),
      rows('1.5', 'many', true, 1.5, undefined, ['0.5', 'x']),
    );
    expect([...trace.firedAt]).toEqual([3, 5]);
    expect(trace.excluded).toMatchObject([
      { reason: 'value_not_number', field: 'n', events: [1, 2] },
      { reason: 'value_absent', field: 'n', events: [4] },
    ]);
  });

  test('a value counts once where its event matches two rules', () => {
    const text = value('value_sum', 'gte: 4').replace('[a]', '[a, b]');
    expect(firedAt(text, [[0, 'a b', { ...u, n: 2 }]])).toEqual([]);
  });
});

describe('aliases', () => {
  test('the internal and the remote address change places between two kinds of events', () => {
    const text = of(`
type: temporal
rules: [a, b]
group-by: [inside, outside]
timespan: 10s
aliases:
  inside: {a: destination.ip, b: source.ip}
  outside: {a: source.ip, b: destination.ip}`);
    const pair = (from: string, to: string): object => ({ source: { ip: from }, destination: { ip: to } });
    expect(
      firedAt(text, [
        [0, 'a', pair('1.1.1.1', '10.0.0.1')],
        [1, 'b', pair('10.0.0.1', '1.1.1.1')],
      ]),
    ).toEqual([1]);
    expect(
      firedAt(text, [
        [0, 'a', pair('1.1.1.1', '10.0.0.1')],
        [1, 'b', pair('1.1.1.1', '10.0.0.1')],
      ]),
    ).toEqual([]);
  });

  test('one event may stand in two groups for two rules', () => {
    const text = of(
      'type: event_count\nrules: [a, b]\ngroup-by: [who]\ntimespan: 10s\ncondition: {gte: 1}\naliases:\n  who: {a: p, b: q}',
    );
    const trace = traced(text, [[0, 'a b', { p: 'x', q: 'y' }]]);
    expect(trace.groups.map(({ key, items }) => [key[0]?.value, items[0]?.sources])).toEqual([
      ['x', [0]],
      ['y', [1]],
    ]);
  });
});

describe('chains', () => {
  const many = correlationOf(
    'type: event_count\nrules: [a]\ngroup-by: [u, host]\ntimespan: 10s\ncondition: {gte: 3}',
    'many',
  );
  const then = correlationOf(
    'type: temporal_ordered\nrules: [many, b]\ngroup-by: [u]\ntimespan: 10s',
    'then',
  );
  const chain = documents(then, many, ...rules);
  const at = (second: number, name: string, host = 'h'): Row => [second, name, { u: 'x', host }];

  test('failures followed by a success, by the group of the outer one alone', () => {
    const run = ran(chain, [at(0, 'a'), at(1, 'a'), at(2, 'a'), at(9, 'b', 'other')]);
    expect(run.correlations.map(({ firedAt: fired }) => [...fired])).toEqual([[3], [2]]);
    expect(run.correlations[0]?.sources).toMatchObject([
      { name: 'many', type: 'correlation', matched: 1, used: 1 },
      { name: 'b', type: 'detection', matched: 1, used: 1 },
    ]);
  });

  test('a burst that goes on counts until its last event', () => {
    const long = [...Array(20).keys()].map((second) => at(second, 'a'));
    expect(firedAt(chain, [...long, at(28, 'b')])).toEqual([20]);
    expect(firedAt(chain, [...long, at(30, 'b')])).toEqual([]);
  });

  test('a hit has the values of its group, and else those of the event at which it fired', () => {
    const outer = correlationOf(
      'type: event_count\nrules: [many]\ngroup-by: [host, ip]\ntimespan: 10s\ncondition: {gte: 1}',
      'outer',
    );
    const rows = [0, 1, 2].map((second): Row => [second, 'a', { u: 'x', host: 'h', ip: `i${second}` }]);
    expect(traced(documents(outer, many, ...rules), rows).groups[0]?.key).toEqual([
      { field: 'host', value: 'h' },
      { field: 'ip', value: 'i2' },
    ]);
  });

  test('of any depth', () => {
    const depth = 60;
    const text = documents(
      ...Array.from({ length: depth }, (_, i) =>
        correlationOf(
          `type: event_count\nrules: [${i === depth - 1 ? 'a' : `c${i + 1}`}]\ngroup-by: [u]\ntimespan: 1h\ncondition: {gte: 2}`,
          `c${i}`,
        ),
      ),
      ...rules,
    );
    const seconds = [...Array(depth + 1).keys()];
    expect(firedAt(text, a(...seconds))).toEqual([depth]);
    expect(firedAt(text, a(...seconds.slice(1)))).toEqual([]);
  });
});

describe('how far it was', () => {
  const five = of('type: event_count\nrules: [a]\ngroup-by: [u]\ntimespan: 10m\ncondition: {gte: 5}');

  test('the window with the most, and how much too late the next came', () => {
    const { nearest } = traced(five, a(0, 120, 240, 360, 612, 3000)).groups[0] ?? {};
    expect(nearest).toMatchObject({
      value: '4',
      memberCount: 4,
      from: start,
      to: start + 360_000,
      closes: start + 600_000,
      next: { event: 4, time: start + 612_000, lateMs: 12_000 },
    });
  });

  test('of equal windows, the one after which the next came soonest', () => {
    const { nearest } =
      traced(five, a(0, 1, 2, 3, 5000, 5001, 5002, 5003, 5605, 9000, 9001, 9002, 9003)).groups[0] ?? {};
    expect(nearest).toMatchObject({ from: start + 5_000_000, next: { lateMs: 5000 } });
  });

  test('the rules that did not occur, and one that came too late', () => {
    const text = of('type: temporal\nrules: [a, b, c]\ngroup-by: [u]\ntimespan: 10s');
    const { nearest } = traced(text, steps('0:a 1:b 1:b 12:c')).groups[0] ?? {};
    expect(nearest).toMatchObject({ value: '2', missing: [2], next: { event: 3, lateMs: 2000 } });
  });

  test('nothing came at all', () => {
    expect(traced(five, a(0)).groups[0]?.nearest).toMatchObject({ value: '1', next: null });
    expect(traced(five, steps('0:b'))).toMatchObject({ groups: [], groupCount: 0, verdict: 'miss' });
  });

  test('groups that fired stand first, by time; then the nearest', () => {
    const by = (group: string, ...seconds: number[]): Row[] =>
      seconds.map((second) => [second, 'a', { u: group }]);
    const rows = [
      ...by('far', 0),
      ...by('near', 0, 1, 2, 3),
      ...by('second', 50, 51, 52, 53, 54),
      ...by('first', 0, 1, 2, 3, 4),
    ];
    expect(traced(five, rows).groups.map(({ key }) => key[0]?.value)).toEqual([
      'first',
      'second',
      'near',
      'far',
    ]);
  });
});

describe('what cannot be decided', () => {
  const text = of('type: event_count\nrules: [a]\ngroup-by: [u]\ntimespan: 10s\ncondition: {gte: 1}');

  test('events without a time are named, and the rest runs', () => {
    const { correlations, times } = correlate(text, [{ r: 'a', u: 'x' }, ...eventsOf(a(1))]);
    expect(times.missing).toEqual({ count: 1, events: [0] });
    expect(correlations[0]?.excluded).toMatchObject([{ reason: 'no_time', events: [0] }]);
    expect([...(correlations[0]?.firedAt ?? [])]).toEqual([1]);
  });

  test('no time at all', () => {
    const { correlations } = correlate(text, [{ r: 'a', u: 'x' }]);
    expect(correlations[0]).toMatchObject({ verdict: 'unknown', undecided: 'no_time' });
    expect(correlate(text, []).correlations[0]).toMatchObject({ verdict: 'miss', undecided: null });
  });

  test('a correlation that is refused is unknown, and its neighbours run', () => {
    const good = correlationOf('type: event_count\nrules: [a]\ntimespan: 10s\ncondition: {gte: 1}', 'good');
    const bad = correlationOf('type: event_count\nrules: [a]\ntimespan: 10\ncondition: {gte: 1}', 'bad');
    const run = ran(documents(bad, good, ...rules), a(0));
    expect(run.correlations.map(({ verdict, undecided }) => [verdict, undecided])).toEqual([
      ['unknown', 'refused'],
      ['match', null],
    ]);
    expect(run.diagnostics.map(({ code }) => code)).toContain('invalid_timespan');
  });

  test('a rule that is refused only when it is compiled', () => {
    const broken = named('a').replace('{r: a}', "{'r|re': '('}");
    const run = correlate(documents(text.split('---\n')[0] ?? '', broken), eventsOf(a(0)));
    expect(run.correlations[0]).toMatchObject({ verdict: 'unknown', undecided: 'rule_refused' });
    expect(run.diagnostics.map(({ code }) => code)).toContain('regex_syntax');
  });

  test('verdicts that are unknown leave a miss open, and a hit as it is', () => {
    const compiled = compiledOf(text);
    const run = (matches: number[]): unknown =>
      correlateEvents(compiled, { events: eventsOf(a(0)) as never, matches: [null, { matches, unknown: 1 }] })
        .correlations[0];
    expect(run([])).toMatchObject({ verdict: 'unknown', undecided: 'rule_undecided' });
    expect(run([0])).toMatchObject({ verdict: 'match', undecided: null });
  });

  test('the library throws where there is nothing to run', () => {
    expect(() => correlate(named('a'), [])).toThrow(RuleError);
    expect(() => correlate(text, '{"a":')).toThrow(EventError);
  });
});

test('what comes out is plain data, bounded, with exact counts', () => {
  const total = 30_000;
  const text = of('type: event_count\nrules: [a]\ngroup-by: [u]\ntimespan: 1s\ncondition: {gte: 2}');
  const rows = Array.from({ length: total }, (_, i): Row => [
    Math.floor(i / 2) * 2,
    'a',
    { u: `g${i % 2 === 0 ? i / 2 : (i - 1) / 2}` },
  ]);
  const trace = traced(text, rows);
  expect(structuredClone(trace)).toEqual(trace);
  expect(trace).toMatchObject({ hitCount: total / 2, groupCount: total / 2, firedGroupCount: total / 2 });
  expect(trace.firedAt).toHaveLength(total / 2);
  expect(trace.groups).toHaveLength(200);
  const one = of('type: event_count\nrules: [a]\ntimespan: 1s\ncondition: {gte: 2}');
  const single = traced(one, rows).groups[0];
  expect(single).toMatchObject({ itemCount: total, windowCount: total / 2 });
  expect(single?.items).toHaveLength(2000);
  expect(single?.windows).toHaveLength(200);
});
