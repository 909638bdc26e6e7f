// The peer of the page benchmark: the same Monaco set-up with the same texts, and nothing else.
import '../../../src/editor/editor.css';
import firstEvent from '../../../src/lessons/events/01-register-task-definition-fires.json?raw';
import seedRule from '../../../src/lessons/seed-rule.yml?raw';

const ignore = { edit() {}, cursor() {}, quickFix() {} };

function host(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`There is no #${id}.`);
  return element;
}

const { MonacoSurface } = await import('../../../src/editor/monaco.ts');
const rule = { language: 'yaml', label: 'Sigma rule', text: seedRule, readonly: false } as const;
const events = { language: 'json', label: 'Events', text: firstEvent, readonly: false } as const;
new MonacoSurface(host('rule'), rule, ignore);
new MonacoSurface(host('events'), events, ignore);
