import { afterEach, describe, expect, test } from 'vitest';
import { answerTo, FakeWorker, gate, never } from '../../_helpers/fake-worker.ts';
import { createEngineClient, maxDeaths, maxStops } from '../../../src/worker/client.ts';
import type { EngineClient, EngineClientOptions } from '../../../src/worker/client.ts';

const input = { ruleText: 'rule', eventsText: 'events', selected: 0 };
const predicate = { range: { start: 3, end: 9 }, text: '(a|aa)+$' };

let client: EngineClient | undefined;
afterEach(() => client?.dispose());

/** A client over fake workers; `prepare` sets each of them up, with its number from 0. */
function setUp(
  prepare: (worker: FakeWorker, number: number) => void = () => {},
  more: Partial<EngineClientOptions> = {},
) {
  const workers: FakeWorker[] = [];
  client = createEngineClient({
    startWorker: () => {
      const worker = new FakeWorker();
      prepare(worker, workers.length);
      workers.push(worker);
      return worker;
    },
    startLocal: () => Promise.reject(new Error('no local engine here')),
    deadlineMs: 60,
    backoffMs: 1,
    ...more,
  });
  return { client, workers };
}

describe('texts that travel', () => {
  test('only those that changed since the last answer', async () => {
    const { client, workers } = setUp();
    await client.run(input);
    await client.run({ ...input, selected: 1 });
    await client.run({ ...input, ruleText: 'rule 2' });
    await client.run({ ...input, ruleText: 'rule 2', eventsText: 'events 2' });
    expect(workers[0]?.runs.map(({ ruleText, eventsText }) => [ruleText, eventsText])).toEqual([
      ['rule', 'events'],
      [undefined, undefined],
      ['rule 2', undefined],
      [undefined, 'events 2'],
    ]);
  });

  test('values of placeholders with each run, to a worker that is started anew as well', async () => {
    const { client, workers } = setUp((worker, number) => {
      if (number === 0) worker.onRun = never;
    });
    const placeholders = { Admins: ['alice'] };
    await client.run({ ...input, placeholders });
    await client.run({ ...input, selected: 1, placeholders });
    await client.run(input);
    expect(workers).toHaveLength(2);
    expect(workers.flatMap(({ runs }) => runs.map((run) => run.placeholders))).toEqual([
      placeholders,
      placeholders,
      undefined,
    ]);
  });

  test('back too: unchanged events are those of the last answer', async () => {
    const list = [{ label: 'X', range: { start: 0, end: 2 } }];
    const { client } = setUp((worker) => {
      worker.onRun = async ({ id, eventsText }) => {
        const answer = answerTo(id);
        return { ...answer, events: eventsText === undefined ? null : { ...answer.events, list } };
      };
    });
    await client.run(input);
    const again = await client.run({ ...input, ruleText: 'rule 2' });
    expect(again.type === 'result' && again.result.events.list).toEqual(list);
  });

  test('both again after the engine threw, for nobody knows what it kept', async () => {
    const { client, workers } = setUp((worker) => {
      worker.onRun = async ({ id }) => {
        if (id === 2) throw new Error('a bug');
        return answerTo(id);
      };
    });
    await client.run(input);
    expect(await client.run({ ...input, selected: 1 })).toEqual({ type: 'failed', message: 'a bug' });
    await client.run({ ...input, selected: 2 });
    expect(workers).toHaveLength(1);
    expect(workers[0]?.runs.at(-1)).toMatchObject({ ruleText: 'rule', eventsText: 'events', selected: 2 });
  });

  test('both again after a restart', async () => {
    const { client, workers } = setUp((worker, number) => {
      if (number === 0) worker.onRun = ({ id }) => (id === 2 ? never() : Promise.resolve(answerTo(id)));
    });
    await client.run(input);
    await client.run({ ...input, selected: 1 });
    await client.run({ ...input, selected: 2 });
    expect(workers[1]?.runs[0]).toMatchObject({ ruleText: 'rule', eventsText: 'events', selected: 2 });
  });
});

describe('latest wins', () => {
  test('a newer run takes the place of the one that waits, and the stale answer is dropped', async () => {
    const { opened, open } = gate();
    const { client, workers } = setUp((worker) => {
      worker.onRun = async ({ id }) => {
        await opened;
        return answerTo(id);
      };
    });
    const answers = [1, 2, 3].map((selected) => client.run({ ...input, selected }));
    open();
    expect((await Promise.all(answers)).map(({ type }) => type)).toEqual([
      'superseded',
      'superseded',
      'result',
    ]);
    expect(workers[0]?.runs.map(({ selected }) => selected)).toEqual([1, 3]);
  });

  test('no two runs are under way at once', async () => {
    let under = 0;
    let most = 0;
    const { client } = setUp((worker) => {
      worker.onRun = async ({ id }) => {
        most = Math.max(most, ++under);
        await new Promise((resolve) => setTimeout(resolve, 2));
        under--;
        return answerTo(id);
      };
    });
    await Promise.all([1, 2, 3, 4].map((selected) => client.run({ ...input, selected })));
    expect(most).toBe(1);
  });
});

describe('the deadline', () => {
  test('ends the worker, and the next run has a new one', async () => {
    const { client, workers } = setUp((worker, number) => {
      if (number === 0) worker.onRun = never;
    });
    expect(await client.run(input)).toEqual({ type: 'stopped', running: null });
    expect(workers[0]?.terminated).toBe(true);
    expect(await client.run(input)).toMatchObject({ type: 'result' });
    expect(workers).toHaveLength(2);
  });

  test('names the predicate that was running, and runs again without it', async () => {
    const { client, workers } = setUp((worker) => {
      worker.onRun = (request) => {
        if (request.skipped.length > 0) return Promise.resolve(answerTo(request.id));
        worker.running(predicate);
        return never();
      };
    });
    const outcome = await client.run(input);
    expect(outcome).toMatchObject({ type: 'stopped', running: predicate, result: { verdicts: ['match'] } });
    expect(workers[1]?.runs[0]?.skipped).toEqual([predicate.range]);

    await client.run({ ...input, eventsText: 'other events' });
    expect(workers[1]?.runs.at(-1)?.skipped).toEqual([predicate.range]);
  });

  test('gives a predicate another chance when the rule changes', async () => {
    const { client, workers } = setUp((worker) => {
      worker.onRun = ({ id, skipped, ruleText }) => {
        if (skipped.length > 0 || ruleText === 'mended') return Promise.resolve(answerTo(id));
        worker.running(predicate);
        return never();
      };
    });
    await client.run(input);
    expect(await client.run({ ...input, ruleText: 'mended' })).toMatchObject({ type: 'result' });
    expect(workers[1]?.runs.at(-1)?.skipped).toEqual([]);
  });

  test('gives up when too many predicates had to be left out', async () => {
    const { client, workers } = setUp((worker) => {
      worker.onRun = ({ skipped }) => {
        worker.running({ range: { start: skipped.length, end: 10 }, text: `number ${skipped.length}` });
        return never();
      };
    });
    expect(await client.run(input)).toEqual({
      type: 'stopped',
      running: { range: { start: maxStops - 1, end: 10 }, text: `number ${maxStops - 1}` },
    });
    expect(workers.flatMap(({ runs }) => runs)).toHaveLength(maxStops);
  });

  test('does not count the time that the worker takes to load', async () => {
    const worker = new FakeWorker({ ready: false });
    const { client } = setUp(undefined, { startWorker: () => worker });
    const answer = client.run(input);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(worker.terminated).toBe(false);
    worker.load();
    expect(await answer).toMatchObject({ type: 'result' });
  });

  test('grows with the texts: reading them takes its time', async () => {
    const { client } = setUp(
      (worker) => {
        worker.onRun = async ({ id }) => {
          await new Promise((resolve) => setTimeout(resolve, 60));
          return answerTo(id);
        };
      },
      { deadlineMs: 20, extraMsPerMillion: 1000 },
    );
    expect(await client.run({ ...input, eventsText: 'x'.repeat(500_000) })).toMatchObject({ type: 'result' });
  });
});

describe('a worker that breaks', () => {
  test('is reported as data and replaced', async () => {
    const { client, workers } = setUp((worker, number) => {
      if (number === 0) worker.onRun = async () => (worker.break('out of memory'), never());
    });
    expect(await client.run(input)).toEqual({ type: 'failed', message: 'The matcher broke: out of memory' });
    expect(workers[0]?.terminated).toBe(true);
    expect(await client.run(input)).toMatchObject({ type: 'result' });
  });

  test('while nobody was calling is replaced without a word', async () => {
    const { client, workers } = setUp();
    await client.run(input);
    workers[0]?.break('gone');
    expect(await client.run(input)).toMatchObject({ type: 'result' });
    expect(workers).toHaveLength(2);
  });

  test('again and again is given up', async () => {
    const { client, workers } = setUp((worker) => {
      worker.onRun = async () => (worker.break('again'), never());
    });
    for (let i = 0; i < maxDeaths; i++) expect(await client.run(input)).toMatchObject({ type: 'failed' });
    expect(await client.run(input)).toMatchObject({
      type: 'failed',
      message: expect.stringContaining('Reload'),
    });
    expect(workers).toHaveLength(maxDeaths);
  });
});

describe('a browser that refuses the worker', () => {
  const localRun = async ({ id }: { id: number }) => ({ ...answerTo(id), elapsedMs: 7 });
  const startLocal = async () => ({ run: localRun, ask: never });

  test('by throwing: the engine runs on the page', async () => {
    const { client } = setUp(undefined, {
      startLocal,
      startWorker: () => {
        throw new DOMException('refused', 'SecurityError');
      },
    });
    expect(await client.run(input)).toMatchObject({ type: 'result', result: { elapsedMs: 7 } });
    expect(client.place).toBe('local');
  });

  test('by an error event, before or after the first call: the same', async () => {
    for (const early of [true, false]) {
      const worker = new FakeWorker({ ready: false });
      const { client } = setUp(undefined, { startLocal, startWorker: () => worker });
      if (early) worker.break('refused');
      const answer = client.run(input);
      if (!early) setTimeout(() => worker.break('refused'), 5);
      expect(await answer).toMatchObject({ type: 'result', result: { elapsedMs: 7 } });
      expect(client.place).toBe('local');
    }
  });

  test('at whatever moment between starting and being called: the same', async () => {
    const after = async (steps: number) => {
      for (let step = 0; step < steps; step++) await Promise.resolve();
    };
    for (let breaks = 0; breaks < 6; breaks++) {
      for (let runs = 0; runs < 6; runs++) {
        const worker = new FakeWorker({ ready: false });
        const { client } = setUp(undefined, {
          startLocal,
          startWorker: () => {
            void after(breaks).then(() => worker.break('refused'));
            return worker;
          },
        });
        await after(runs);
        expect(await client.run(input)).toMatchObject({ type: 'result', result: { elapsedMs: 7 } });
        client.dispose();
      }
    }
  });

  test('and has no engine of its own either: said as data', async () => {
    const { client } = setUp(undefined, {
      startWorker: () => {
        throw new Error('refused');
      },
    });
    expect(await client.run(input)).toEqual({
      type: 'failed',
      message: 'The matcher could not be loaded: no local engine here',
    });
  });
});

describe('questions', () => {
  const effect = { verdictsBefore: ['miss'], verdictsAfter: ['match'], readable: true } as const;
  const fix = { title: 'mend', edits: [] };

  test('are about what was last run', async () => {
    const { client, workers } = setUp((worker) => {
      worker.onAsk = async () => [effect];
    });
    await client.run(input);
    expect(await client.ask('preview', [fix])).toEqual([effect]);
    expect(workers[0]?.questions).toEqual([['preview', [[fix]]]]);
  });

  test('have no answer before the first run, and when the texts became others', async () => {
    const { opened, open } = gate();
    const { client } = setUp((worker) => {
      worker.onAsk = async () => {
        await opened;
        return [effect];
      };
    });
    expect(await client.ask('preview', [fix])).toBeNull();
    await client.run(input);
    const under = client.ask('preview', [fix]);
    const run = client.run({ ...input, ruleText: 'another' });
    open();
    expect(await under).toBeNull();
    expect(await run).toMatchObject({ type: 'result' });
  });

  test('stand when only another event is looked at', async () => {
    const { opened, open } = gate();
    const { client } = setUp((worker) => {
      worker.onAsk = async () => {
        await opened;
        return [effect];
      };
    });
    await client.run(input);
    const under = client.ask('preview', [fix]);
    const run = client.run({ ...input, selected: 1 });
    open();
    expect(await under).toEqual([effect]);
    expect(await run).toMatchObject({ type: 'result' });
  });

  test('leave out what may never end', async () => {
    const { client, workers } = setUp((worker, number) => {
      worker.onAsk = async () => {
        if (number > 0) return [effect];
        worker.running(predicate);
        return never();
      };
    });
    await client.run(input);
    expect(await client.ask('preview', [fix])).toEqual([effect]);
    expect(workers[0]?.terminated).toBe(true);
    expect(workers[1]?.runs).toMatchObject([{ ...input, skipped: [predicate.range] }]);
  });

  test('are given up when the engine does not say what it is at', async () => {
    const { client } = setUp((worker) => {
      worker.onAsk = never;
    });
    await client.run(input);
    expect(await client.ask('preview', [fix])).toBeNull();
    expect(await client.run(input)).toMatchObject({ type: 'result' });
  });
});

test('nothing is left waiting when the client is thrown away', async () => {
  const { client } = setUp((worker) => {
    worker.onRun = never;
  });
  const answers = [client.run(input), client.run(input), client.ask('preview', [])];
  client.dispose();
  expect(await Promise.all(answers)).toEqual([{ type: 'superseded' }, { type: 'superseded' }, null]);
  expect(await client.run(input)).toEqual({ type: 'superseded' });
});
