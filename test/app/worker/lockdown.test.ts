import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lockDown, removedNames } from '../../../src/worker/lockdown.ts';

/** Something like a worker's global scope: some functions its own, others up the prototype chain. */
function fakeScope() {
  class EventTargetLike {}
  class WorkerScope extends EventTargetLike {
    get navigator() {
      return navigatorLike;
    }
    fetch() {
      return 'sent';
    }
  }
  class DedicatedWorkerScope extends WorkerScope {
    override fetch() {
      return 'sent too';
    }
  }
  const navigatorLike = Object.create({ sendBeacon: () => 'sent' }) as object;
  const scope = new DedicatedWorkerScope();
  Object.assign(scope, Object.fromEntries(removedNames.map((name) => [name, () => 'sent'])));
  return { scope, WorkerScope, DedicatedWorkerScope, navigatorLike };
}

test('nothing that sends is left, on the scope or along its prototypes', () => {
  const { scope, WorkerScope, DedicatedWorkerScope, navigatorLike } = fakeScope();
  lockDown(scope);
  for (const name of removedNames) expect(Reflect.get(scope, name), name).toBeUndefined();
  expect(DedicatedWorkerScope.prototype.fetch).toBeUndefined();
  expect(WorkerScope.prototype.fetch).toBeUndefined();
  expect(Reflect.get(navigatorLike, 'sendBeacon')).toBeUndefined();
});

test('it cannot be undone', () => {
  const { scope } = fakeScope();
  lockDown(scope);
  expect(Reflect.deleteProperty(scope, 'fetch')).toBe(false);
  expect(Reflect.set(scope, 'fetch', () => 'sent')).toBe(false);
  expect(Reflect.defineProperty(scope, 'fetch', { value: () => 'sent' })).toBe(false);
});

test('a function that cannot be removed stops the worker', () => {
  const scope = Object.defineProperty({}, 'fetch', {
    value: () => 'sent',
    configurable: false,
    writable: false,
  });
  expect(() => lockDown(scope)).toThrow(TypeError);
});

test('the store alone may be kept, for the worker that needs it', () => {
  const { scope } = fakeScope();
  lockDown(scope, ['indexedDB']);
  const left = removedNames.filter((name) => Reflect.get(scope, name) !== undefined);
  expect(left).toEqual(['indexedDB']);
});

test.each(['entry.ts', 'reference/entry.ts', 'run/entry.ts', 'scan/entry.ts'])(
  '%s takes the network away first',
  (entry) => {
    const code = readFileSync(new URL(`../../../src/worker/${entry}`, import.meta.url), 'utf8');
    expect(/^import .*$/m.exec(code)?.[0]).toMatch(/^import '\.\.?\/lockdown-now\.ts';$/);
  },
);
