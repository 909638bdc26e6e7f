// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { Library } from '../../../src/state/library.svelte.ts';
import type { Progress } from '../../../src/worker/reference/protocol.ts';
import { FakeReference, answerOf, entry, importReport, runReport, source } from '../../_helpers/catalog.ts';

const rules = ['Alpha', 'Beta', 'Gamma'].map((title) => entry(title));

async function setUp(reference = new FakeReference(rules)) {
  const texts = { eventsText: '{"a": 1}' };
  const library = new Library(reference, texts);
  await settle();
  return { reference, texts, library };
}

/** Lets everything that answers at once do so. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}

function later<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}

const titles = ({ search }: Library) => search.entries.map(({ title }) => title);

describe('the catalogue', () => {
  test('shows all rules at first, and says how many there are', async () => {
    const { library } = await setUp();
    expect(titles(library)).toEqual(['Alpha', 'Beta', 'Gamma']);
    expect([library.size, library.loading, library.problem]).toEqual([3, false, '']);
  });

  test('rules that come in are found without asking again', async () => {
    const { library, reference } = await setUp();
    library.search.setActive(1);
    reference.entries = [entry('Aardvark'), ...rules];
    reference.change({ loading: true });
    await settle();
    expect(titles(library)).toEqual(['Aardvark', 'Alpha', 'Beta', 'Gamma']);
    expect([library.size, library.loading]).toEqual([4, true]);
    // The rule that was gone to stays the active one.
    expect(library.search.active).toBe(2);
  });

  test('where nobody went to a rule, the first stays the active one', async () => {
    const { library, reference } = await setUp();
    reference.entries = [entry('Aardvark'), ...rules];
    reference.change();
    await settle();
    expect(library.search.active).toBe(0);
  });

  test('a reference that cannot be had is a problem', async () => {
    const reference = new FakeReference();
    reference.watch = () => Promise.reject(new Error('no worker'));
    const { library } = await setUp(reference);
    expect([library.loading, library.problem]).toEqual([false, 'no worker']);
  });

  test('a rule that is gone opens as null, as does one that cannot be read', async () => {
    const { library, reference } = await setUp();
    expect((await library.open('Beta'))?.text).toBe('title: Beta');
    expect(await library.open('Delta')).toBeNull();
    reference.open = () => Promise.reject(new Error('worker broke'));
    expect(await library.open('Beta')).toBeNull();
  });
});

describe('search', () => {
  test('while one search is under way only the newest question waits', async () => {
    const { library, reference } = await setUp();
    const first = later<ReturnType<typeof answerOf>>();
    const { search } = reference;
    reference.search = (query) => {
      reference.search = search;
      reference.calls.push(`search ${query.text}`);
      return first.promise;
    };
    reference.calls.length = 0;
    for (const text of ['a', 'al', 'alp', 'Alp']) library.search.setText(text);
    first.resolve(answerOf(rules));
    await settle();
    expect(reference.calls).toEqual(['search a', 'search Alp']);
    expect(titles(library)).toEqual(['Alpha']);
  });

  test('filters are chosen and given up, several of a kind', async () => {
    const { library } = await setUp();
    const { search } = library;
    search.setText('x');
    search.toggle('levels', 'high');
    search.toggle('levels', 'low');
    search.toggle('products', 'aws');
    expect(search.query).toMatchObject({ levels: ['high', 'low'], products: ['aws'], text: 'x' });
    expect(search.filterCount).toBe(3);
    search.toggle('levels', 'high');
    expect(search.query.levels).toEqual(['low']);
    search.clearFilters();
    expect([search.filterCount, search.query.text]).toEqual([0, 'x']);
  });

  test('a new question begins at the top; the active rule is never outside of the list', async () => {
    const { library } = await setUp();
    const { search } = library;
    search.setActive(99);
    expect(search.active).toBe(2);
    const { turn } = search;
    search.setText('Gamma');
    await settle();
    expect([search.active, search.turn]).toEqual([0, turn + 1]);
    search.setActive(-1);
    expect(search.active).toBe(0);
  });

  test('a failure is told and passes with the next answer', async () => {
    const { library, reference } = await setUp();
    const { search } = reference;
    reference.search = () => Promise.reject(new Error('broke'));
    library.search.setText('a');
    await settle();
    expect(library.search.failure).toBe('broke');
    reference.search = search;
    library.search.setText('');
    await settle();
    expect([library.search.failure, titles(library).length]).toEqual(['', 3]);
  });

  test('a technique of the matrix and a source are looked for alone', async () => {
    const { library } = await setUp();
    library.search.toggle('levels', 'high');
    library.tab = 'attack';
    library.showTechnique('T1078.004');
    expect(library.search.query).toMatchObject({ text: 'tag:attack.t1078.004', levels: [] });
    expect(library.tab).toBe('rules');
    library.showSource('mine');
    expect(library.search.query).toMatchObject({ text: '', sources: ['mine'] });
  });
});

describe('run', () => {
  const hit = { entry: rules[1]!, events: Uint32Array.of(0, 2) };

  test('runs over the events of the page and shows what fired', async () => {
    const { library, reference } = await setUp();
    const asked: unknown[] = [];
    reference.run = async (...args) => {
      asked.push(args.slice(0, 2));
      return runReport({ hits: [hit] });
    };
    await library.run.start();
    expect(asked).toEqual([['{"a": 1}', { honourLogsource: true }]]);
    expect([library.run.report?.hits.length, library.run.staleness]).toEqual([1, null]);
    library.showHits();
    await settle();
    expect([titles(library), library.search.filterCount, library.tab]).toEqual([['Beta'], 1, 'rules']);
    library.search.removeLimit();
    await settle();
    expect(titles(library)).toHaveLength(3);
  });

  test.each([
    ['events', ({ texts }) => void (texts.eventsText = '{}')],
    ['rules', ({ reference }) => reference.change()],
    ['option', ({ library }) => void (library.run.honourLogsource = false)],
  ] as readonly [string, (given: Awaited<ReturnType<typeof setUp>>) => void][])(
    'a report is stale when the %s changed',
    async (why, change) => {
      const given = await setUp();
      await given.library.run.start();
      expect(given.library.run.staleness).toBeNull();
      change(given);
      expect(given.library.run.staleness).toBe(why);
      await given.library.run.start();
      expect(given.library.run.staleness).toBeNull();
    },
  );

  test('progress is shown until it ends, and can be canceled', async () => {
    const { library, reference } = await setUp();
    const end = later<ReturnType<typeof runReport>>();
    let say: (progress: Progress) => void = () => {};
    reference.run = (_, __, onProgress) => {
      say = onProgress;
      return end.promise;
    };
    library.run.cancel();
    expect(reference.calls).not.toContain('cancel');
    const run = library.run.start();
    say({ stage: 'running', done: 3, total: 10 });
    expect(library.run.progress).toMatchObject({ done: 3, total: 10 });
    library.run.cancel();
    expect(reference.calls).toContain('cancel');
    end.resolve(runReport({ canceled: true }));
    await run;
    say({ stage: 'running', done: 4, total: 10 });
    expect([library.run.progress, library.run.report?.canceled]).toEqual([null, true]);
  });

  test('the answer of a run that was overtaken is dropped', async () => {
    const { library, reference } = await setUp();
    const first = later<ReturnType<typeof runReport>>();
    reference.run = () => first.promise;
    const overtaken = library.run.start();
    reference.run = async () => runReport({ ruleCount: 2 });
    await library.run.start();
    first.resolve(runReport({ ruleCount: 1 }));
    await overtaken;
    expect(library.run.report?.ruleCount).toBe(2);
  });

  test('a failure keeps the last report', async () => {
    const { library, reference } = await setUp();
    await library.run.start();
    reference.run = () => Promise.reject(new Error('The worker broke'));
    await library.run.start();
    expect([library.run.failure, library.run.progress]).toEqual(['The worker broke', null]);
    expect(library.run.report).not.toBeNull();
  });

  test('without events there is nothing to run over', async () => {
    const { library, texts } = await setUp();
    expect(library.run.hasEvents).toBe(true);
    texts.eventsText = ' \n';
    expect(library.run.hasEvents).toBe(false);
  });
});

describe('matrix', () => {
  test('is made once, and again for other rules, another scope and another run', async () => {
    const { library, reference } = await setUp();
    const made = () => reference.calls.filter((call) => call.startsWith('matrix'));
    const ensure = async () => {
      library.matrix.ensure();
      library.matrix.ensure();
      await settle();
    };
    await ensure();
    reference.change();
    await ensure();
    reference.run = async () => runReport({ hits: [{ entry: rules[0]!, events: Uint32Array.of(0) }] });
    await library.run.start();
    await ensure();
    library.matrix.setScope('run');
    await ensure();
    await library.run.start();
    await ensure();
    expect(made()).toEqual(['matrix all', 'matrix all', 'matrix Alpha', 'matrix Alpha']);
    expect(await library.matrix.layer()).toBe('layer of Alpha');
    library.matrix.setScope('catalog');
    expect(await library.matrix.layer()).toBe('layer of all');
  });

  test('is asked for again after a failure', async () => {
    const { library, reference } = await setUp();
    const { matrix } = reference;
    reference.matrix = () => Promise.reject(new Error('broke'));
    library.matrix.ensure();
    await settle();
    expect(library.matrix.failure).toBe('broke');
    reference.matrix = matrix;
    library.matrix.ensure();
    await settle();
    expect([library.matrix.failure, library.matrix.matrix]).toEqual(['', { columns: [], untagged: 0 }]);
  });
});

describe('sources', () => {
  const picked = { files: [{ file: new File(['x'], 'a.yml'), path: 'a.yml' }], name: 'mine' };

  test('are listed, and listed again when the rules are other ones', async () => {
    const { library, reference } = await setUp();
    expect(library.sources.list).toEqual([]);
    reference.sources = async () => [source('one')];
    reference.change();
    await settle();
    expect(library.sources.list.map(({ id }) => id)).toEqual(['one']);
  });

  test('files are imported with progress, one import at a time', async () => {
    const { library, reference } = await setUp();
    const { sources } = library;
    const end = later<ReturnType<typeof importReport>>();
    const names: string[] = [];
    reference.importFiles = (_, name, onProgress) => {
      names.push(name);
      onProgress({ stage: 'parsing', done: 1, total: 2 });
      return end.promise;
    };
    const taking = sources.take(async () => picked);
    await settle();
    expect(sources.importing).toEqual({ progress: { stage: 'parsing', done: 1, total: 2 }, found: 1 });
    await sources.take(async () => picked);
    end.resolve(importReport({ source: source('new') }));
    await taking;
    expect([names, sources.importing, sources.report?.source?.id]).toEqual([['mine'], null, 'new']);
  });

  test('an import is canceled while folders are looked through and while it is read', async () => {
    const { library, reference } = await setUp();
    const { sources } = library;
    const looked = later<typeof picked>();
    const first = sources.take((_, onFound) => {
      onFound(12);
      return looked.promise;
    });
    expect(sources.importing).toEqual({ progress: null, found: 12 });
    sources.cancelImport();
    looked.resolve(picked);
    await first;
    expect([sources.report?.source, sources.report?.problem]).toEqual([null, 'The import was canceled.']);
    expect(reference.calls).not.toContain('cancel');
    const read = later<ReturnType<typeof importReport>>();
    reference.importFiles = () => read.promise;
    const second = sources.take(async () => picked);
    await settle();
    sources.cancelImport();
    expect(reference.calls).toContain('cancel');
    read.resolve(importReport({ problem: 'It was.' }));
    await second;
    expect(sources.report?.problem).toBe('It was.');
  });

  test('broken files are asked for when somebody wants to see them', async () => {
    const { library, reference } = await setUp();
    reference.broken = async () => [{ path: 'b.yml', message: 'bad' }];
    expect(library.sources.brokenOf('one')).toBeUndefined();
    await library.sources.loadBroken('one');
    expect(library.sources.brokenOf('one')).toEqual([{ path: 'b.yml', message: 'bad' }]);
  });

  test('a removed source takes its report along; a failure is told', async () => {
    const { library, reference } = await setUp();
    const { sources } = library;
    reference.importFiles = async () => importReport({ source: source('new') });
    await sources.take(async () => picked);
    await sources.remove('new');
    expect([sources.report, reference.calls.at(-1)]).toEqual([null, 'remove new']);
    reference.removeSource = () => Promise.reject(new Error('broke'));
    reference.sources = () => Promise.reject(new Error('broke'));
    await sources.remove('other');
    expect(sources.failure).toBe('broke');
  });
});
