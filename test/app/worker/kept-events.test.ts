import { expect, test } from 'vitest';
import { keepEvents } from '../../../src/worker/kept-events.ts';

test('what was said before anyone listened is said again, once and in order', async () => {
  const target = new EventTarget();
  const sayAgain = keepEvents(target, ['message', 'error']);
  target.dispatchEvent(new MessageEvent('message', { data: 1 }));
  target.dispatchEvent(new Event('error'));
  sayAgain();
  const heard: string[] = [];
  for (const type of ['message', 'error']) target.addEventListener(type, () => heard.push(type));
  await Promise.resolve();
  target.dispatchEvent(new MessageEvent('message', { data: 2 }));
  await Promise.resolve();
  expect(heard).toEqual(['message', 'error', 'message']);
});
