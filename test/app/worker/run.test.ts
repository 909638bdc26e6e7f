import { afterEach, describe, expect, test } from 'vitest';
import { LocalWorker } from '../../_helpers/local-worker.ts';
import { readRules } from '../../../src/sigma/index.ts';
import type { RunPlan } from '../../../src/worker/reference/protocol.ts';
import { divideEvents, shardLength } from '../../../src/worker/reference/divide-events.ts';
import { createRunPool } from '../../../src/worker/run/pool.ts';
import type { RunPool, RunPoolOptions } from '../../../src/worker/run/pool.ts';
import type { Runner, ShardRequest } from '../../../src/worker/run/protocol.ts';
import { createRunner } from '../../../src/worker/run/runner.ts';

const rule = (field: string, value: string, logsource = 'category: test') =>
  JSON.stringify(
    readRules(
      `title: t\nlogsource: { ${logsource} }\ndetection:\n  s:\n    ${field}: '${value}'\n  condition: s\n`,
    ).rules[0],
  );

function planOf(rules: readonly string[], text: string, more: Partial<RunPlan> = {}): RunPlan {
  return { rulesId: 1, rules, honourLogsource: false, shards: divideEvents(text), ...more };
}

/** Events one a line, in several shards: `n` counts them up, every tenth is `hot`. */
const many = Array.from({ length: 60_000 }, (_, n) =>
  JSON.stringify({ n, heat: n % 10 === 0 ? 'hot' : 'cold', pad: 'x'.repeat(30) }),
).join('\n');

let pool: RunPool | undefined;
afterEach(() => pool?.dispose());

type Serve = (notify: (notice: unknown) => void, number: number) => Runner;

function setUp(serve: Serve = (notify) => createRunner(notify), more: Partial<RunPoolOptions> = {}) {
  const workers: LocalWorker[] = [];
  pool = createRunPool({
    startRunWorker: () => {
      const worker = new LocalWorker((notify) => serve(notify, workers.length));
      workers.push(worker);
      return worker;
    },
    startLocalRunner: () => Promise.reject(new Error('no local runner here')),
    threads: 4,
    stallMs: 5000,
    ...more,
  });
  const progress: [number, number][] = [];
  const cancel = new AbortController();
  const run = (plan: RunPlan, text: string) =>
    (pool as RunPool).run(plan, text, ({ done, total }) => progress.push([done, total]), cancel.signal);
  return { run, workers, progress, cancel };
}

test('hits of all shards, numbered through the whole text', async () => {
  const { run, workers, progress } = setUp();
  const plan = planOf([rule('heat', 'hot'), rule('n', '59999'), rule('n', 'none')], many);
  expect(plan.shards.length).toBeGreaterThan(3);
  const found = await run(plan, many);
  expect(found).toMatchObject({ eventCount: 60_000, canceled: false, refused: [], stopped: [] });
  const expected = Array.from({ length: 6000 }, (_, i) => [i * 10, 0]).flat();
  expect([...found.pairs]).toEqual([...expected, 59_999, 1]);
  expect(workers).toHaveLength(3);
  expect(progress.at(-1)).toEqual([many.length, many.length]);
});

test('workers are kept, and get rules again only when they are other ones', async () => {
  let loads = 0;
  const { run, workers } = setUp((notify) => {
    const runner = createRunner(notify);
    return {
      load: (...all) => {
        loads++;
        return runner.load(...all);
      },
      run: (request) => runner.run(request),
    };
  });
  const text = '{"heat":"hot"}';
  expect([...(await run(planOf([rule('heat', 'hot')], text), text)).pairs]).toEqual([0, 0]);
  expect([...(await run(planOf([rule('heat', 'hot')], text), text)).pairs]).toEqual([0, 0]);
  expect([workers.length, loads]).toEqual([1, 1]);
  const others = planOf([rule('heat', 'cold')], text, { rulesId: 2 });
  expect([...(await run(others, text)).pairs]).toEqual([]);
  expect([workers.length, loads]).toEqual([1, 2]);
});

test('refused rules are named and have no verdict', async () => {
  const text = '{"heat":"hot"}';
  const { run } = setUp();
  const found = await run(planOf([rule('heat|re', '(oops'), rule('heat', 'hot')], text), text);
  expect(found).toMatchObject({ refused: [0], stopped: [] });
  expect([...found.pairs]).toEqual([0, 1]);
});

test('rules of another log source are left out where that counts', async () => {
  const text = '{"eventSource":"iam.amazonaws.com","eventName":"CreateUser"}\n{"eventName":"CreateUser"}';
  const rules = ['product: aws, service: cloudtrail', 'product: windows', 'category: test'].map((logsource) =>
    rule('eventName', 'CreateUser', logsource),
  );
  const { run } = setUp();
  const all = await run(planOf(rules, text), text);
  expect([...all.pairs]).toEqual([0, 0, 0, 1, 0, 2, 1, 0, 1, 1, 1, 2]);
  const honoured = await run(planOf(rules, text, { honourLogsource: true }), text);
  expect([...honoured.pairs]).toEqual([0, 0, 1, 0, 1, 1, 1, 2]);
  expect(honoured.logsources).toHaveLength(2);
});

describe('a rule that never ends', () => {
  /** As a worker that is stuck in rule 1 wherever it has it; only when careful it says so. */
  const stuck: Serve = (notify) => {
    const runner = createRunner(notify);
    let isLeftOut = false;
    return {
      load: (rules, leftOut) => {
        isLeftOut = leftOut.includes(1);
        return runner.load(rules, leftOut);
      },
      run: (request: ShardRequest) => {
        if (isLeftOut) return runner.run(request);
        if (request.careful) notify({ suspect: 1 });
        return new Promise(() => {});
      },
    };
  };

  test('is found, named and left out, and the rest goes on', async () => {
    const { run, workers } = setUp(stuck, { stallMs: 50 });
    const found = await run(planOf([rule('heat', 'hot'), rule('heat', 'cold')], many), many);
    expect(found).toMatchObject({ stopped: [1], eventCount: 60_000, canceled: false });
    expect(found.pairs.length).toBe(12_000);
    expect(workers.filter(({ terminated }) => !terminated).length).toBeLessThanOrEqual(3);
  });

  test('a shard that is only slow is waited for', async () => {
    let runs = 0;
    const { run } = setUp(
      (notify) => {
        const runner = createRunner(notify);
        return {
          load: (...all) => runner.load(...all),
          run: async (request) => {
            runs++;
            await new Promise((resolve) => setTimeout(resolve, 120));
            return runner.run(request);
          },
        };
      },
      { stallMs: 40 },
    );
    const found = await run(planOf([rule('heat', 'hot')], '{"heat":"hot"}'), '{"heat":"hot"}');
    expect(found).toMatchObject({ stopped: [], canceled: false });
    expect([...found.pairs]).toEqual([0, 0]);
    expect(runs).toBe(3);
  });
});

test('canceled, it answers what it has and ends its workers', async () => {
  const { run, workers, cancel } = setUp((notify, number) => {
    const runner = createRunner(notify);
    return {
      load: (...all) => runner.load(...all),
      run: async (request) => {
        if (number === 0) return runner.run(request);
        setTimeout(() => cancel.abort(), 100);
        return new Promise(() => {});
      },
    };
  });
  const found = await run(planOf([rule('heat', 'hot')], many), many);
  expect(found.canceled).toBe(true);
  expect(found.eventCount).toBeGreaterThan(0);
  expect(found.eventCount).toBeLessThan(60_000);
  expect(workers.slice(1).every(({ terminated }) => terminated)).toBe(true);
});

test('a worker that breaks is replaced; one that keeps breaking ends the run', async () => {
  const text = '{"heat":"hot"}';
  const breaking = (times: number) => {
    const made: LocalWorker[] = [];
    pool = createRunPool({
      startRunWorker: () => {
        const worker: LocalWorker = new LocalWorker((notify) => {
          const runner = createRunner(notify);
          return {
            load: (rules: readonly string[], leftOut: readonly number[]) => runner.load(rules, leftOut),
            run: (request: ShardRequest) => {
              if (made.length > times) return runner.run(request);
              setTimeout(() => worker.break('out of memory'));
              return new Promise(() => {});
            },
          };
        });
        made.push(worker);
        return worker;
      },
      startLocalRunner: () => Promise.reject(new Error('no local runner here')),
      threads: 2,
    });
    return pool.run(planOf([rule('heat', 'hot')], text), text, () => {}, new AbortController().signal);
  };
  expect([...(await breaking(1)).pairs]).toEqual([0, 0]);
  await expect(breaking(Infinity)).rejects.toThrow('out of memory');
});

test('without workers the page evaluates, and says which rules it does not dare to run', async () => {
  const text = `{"heat":"hot"}\n{"heat":"${'a'.repeat(40)}!"}`;
  pool = createRunPool({
    startRunWorker: () => {
      throw new Error('refused');
    },
    startLocalRunner: async () => createRunner(() => {}, { onPage: true }),
    threads: 8,
  });
  const rules = [rule('heat', 'hot'), rule('heat|re', '^(?:(a|aa)+)(?=b)$')];
  const found = await pool.run(planOf(rules, text), text, () => {}, new AbortController().signal);
  expect([...found.pairs]).toEqual([0, 0]);
  expect(found.stopped).toEqual([1]);
});

test('the division has every event once, in every form', async () => {
  const events = many.split('\n');
  const forms = {
    lines: many,
    array: `[${events.join(',\n')}]`,
    records: `{"Records": [${events.join(', ')}]}`,
    row: events.map((event) => event.replace('{', '{\n')).join('\n'),
    embedded: `[${events.map((event) => JSON.stringify({ CloudTrailEvent: event })).join(',')}]`,
    mixed: `${events.slice(0, 30_000).join('\n')}\n[${events.slice(30_000).join(',\n')}]`,
  };
  const { run } = setUp();
  const expected = [59_990, 0, 59_999, 1];
  for (const [form, text] of Object.entries(forms)) {
    const plan = planOf([rule('n', '59990'), rule('n', '59999')], text);
    for (const { start, end } of plan.shards)
      expect([form, end - start < shardLength * 1.1]).toEqual([form, true]);
    const found = await run(plan, text);
    expect([form, found.eventCount, ...found.pairs]).toEqual([form, 60_000, ...expected]);
  }
  expect(divideEvents('  \n')).toEqual([]);
});
