// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { followKeyboard } from '../../../../src/components/assist/keyboard.ts';
import { problemAt } from '../../../../src/components/assist/problem-at.ts';
import { diagnostic } from '../../../../src/sigma/index.ts';

class View extends EventTarget {
  width = 360;
  height = 640;
  offsetTop = 0;
  scale = 1;
  change(next: Partial<View>): void {
    Object.assign(this, next);
    this.dispatchEvent(new Event('resize'));
  }
}

let stop = () => {};
afterEach(() => {
  stop();
  document.body.replaceChildren();
});

function setUp(innerHeight = 640) {
  const view = new View();
  Object.assign(window, { visualViewport: view, innerHeight });
  window.scrollTo = () => {};
  const root = document.createElement('div');
  stop = followKeyboard(root);
  const field = document.createElement('textarea');
  document.body.append(field);
  const state = () => [root.hasAttribute('data-keyboard'), root.style.getPropertyValue('--keyboard')];
  return { view, field, state };
}

test('the keyboard that covers the page is known by its height', () => {
  const { view, field, state } = setUp();
  expect(state()).toEqual([false, '0px']);
  field.focus();
  view.change({ height: 380 });
  expect(state()).toEqual([true, '260px']);
  view.change({ height: 640 });
  expect(state()).toEqual([false, '0px']);
});

test('where the browser makes the page shorter itself, nothing is covered', () => {
  const { view, field, state } = setUp();
  field.focus();
  Object.assign(window, { innerHeight: 380 });
  view.change({ height: 380 });
  expect(state()).toEqual([true, '0px']);
});

test('no keyboard: without a text field, by a bar of the browser, by turning the phone, or zoomed in', () => {
  const { view, field, state } = setUp();
  view.change({ height: 380 });
  expect(state()).toEqual([false, '0px']);
  view.change({ height: 640 });
  field.focus();
  view.change({ height: 584 });
  expect(state()).toEqual([false, '0px']);
  view.change({ width: 640, height: 304 });
  expect(state()).toEqual([false, '0px']);
  view.change({ width: 180, height: 320, scale: 2 });
  expect(state()).toEqual([false, '0px']);
});

test('of the problems at the cursor the worst is told, and of those the one about the least', () => {
  const at = (start: number, end: number, code: 'unused_identifier' | 'missing_condition') =>
    diagnostic(code, { start, end }, code);
  const [wide, near, error] = [
    at(0, 20, 'unused_identifier'),
    at(8, 12, 'unused_identifier'),
    at(10, 10, 'missing_condition'),
  ];
  expect(problemAt([wide, near], 9)).toBe(near);
  expect(problemAt([wide, near, error], 10)).toBe(error);
  expect(problemAt([wide, near, error], 11)).toBe(error);
  expect(problemAt([wide, near, error], 15)).toBe(wide);
  expect(problemAt([near], 13)).toBeNull();
});
