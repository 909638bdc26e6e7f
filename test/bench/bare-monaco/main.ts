// The peer of the page benchmark: the same Monaco set-up with the same texts, and nothing else.
import '../../../src/editor/editor.css';
import firstEvent from '../../../src/lessons/events/01-register-task-definition-fires.json?raw';
import seedRule from '../../../src/lessons/seed-rule.yml?raw';

const ignore = { edit() {}, cursor() {}, shortcut() {}, quickFix() {} };

function host(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`There is no #${id}.`);
  return element;
}

/** As if a plain editor that nobody touched handed over its text. */
const untouched = (text: string) => ({
  text,
  base: text,
  done: [],
  undone: [],
  marks: [],
  problems: [],
  selection: { anchor: 0, head: 0 },
  scrollTop: 0,
  scrollLeft: 0,
  focused: false,
});

const { MonacoSurface } = await import('../../../src/editor/monaco.ts');
const options = { readonly: false, theme: 'light' } as const;
const rule = { ...options, language: 'yaml', label: 'Sigma rule' } as const;
const events = { ...options, language: 'json', label: 'Events' } as const;
new MonacoSurface(host('rule'), rule, untouched(seedRule), ignore);
new MonacoSurface(host('events'), events, untouched(firstEvent), ignore);
