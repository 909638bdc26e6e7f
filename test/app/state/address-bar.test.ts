// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { createAddressBar } from '../../../src/state/address-bar.ts';

const catalog = { id: 'catalog', topic: '' } as const;
const start = (fragment: string) => history.replaceState(null, '', `/page?a=1${fragment}`);

beforeEach(() => start(''));

test('names the work, who wrote it, and the page', () => {
  start('#s1.theirs');
  const address = createAddressBar();
  expect([address.fragment, address.writer, address.place]).toEqual(['#s1.theirs', '', null]);
  expect(address.base).toMatch(/\/page\?a=1$/);
  address.replace('#s1.mine', 'tab');
  expect([location.hash, address.fragment, address.writer]).toEqual(['#s1.mine', '#s1.mine', 'tab']);
});

test('a place stands in the address, and the work below it outlasts a reload', () => {
  start('#ex=all-ten');
  createAddressBar().enterPlace(catalog);
  expect(location.hash).toBe('#catalog');
  const reloaded = createAddressBar();
  expect([reloaded.place, reloaded.fragment]).toEqual([catalog, '#ex=all-ten']);
  reloaded.replace('#s1.mine', 'tab');
  expect([location.hash, reloaded.fragment, reloaded.writer]).toEqual(['#catalog', '#s1.mine', 'tab']);
  reloaded.leavePlace();
  expect([location.hash, reloaded.fragment, reloaded.place]).toEqual(['#s1.mine', '#s1.mine', null]);
  reloaded.leavePlace();
  expect(location.hash).toBe('#s1.mine');
});

test('a place that was reached by a plain link keeps the work that was there before', () => {
  start('#s1.theirs');
  const address = createAddressBar();
  expect(address.fragment).toBe('#s1.theirs');
  history.pushState(null, '', '#catalog=topic');
  expect(address.place).toEqual({ id: 'catalog', topic: 'topic' });
  expect(address.fragment).toBe('#s1.theirs');
  expect(createAddressBar().fragment).toBe('#s1.theirs');
});

test.each(['#catalog', '#catalog=%E0%A4%A'])(
  'a page that begins with a place has no work: %s',
  (fragment) => {
    start(fragment);
    const address = createAddressBar();
    expect([address.fragment, address.place?.id]).toEqual(['', 'catalog']);
    address.leavePlace();
    expect(location.hash).toBe('');
  },
);

test.each([{ under: 7, writer: {} }, 'text', null])(
  'what others keep in the history is no work: %j',
  (state) => {
    history.replaceState(state, '', '#catalog');
    const address = createAddressBar();
    expect([address.fragment, address.writer]).toEqual(['', '']);
  },
);
