// The part of a key before its modifiers, `a.b[any].c[0]`, → the steps that lead from an event to what is asked.
// Spec: enhancement proposal 212.
import { nearestWord } from '../source/nearest-word.ts';
import type { ArrayQuantifier } from '../evaluate/trace.ts';
import type { Range } from '../source/range.ts';

export type Step =
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'index'; readonly index: number }
  | { readonly type: 'quantifier'; readonly quantifier: ArrayQuantifier; readonly end: number };

/** Where in the field it stands, and what to write instead, where that is clear. */
export interface StepProblem {
  readonly message: string;
  readonly range: Range;
  readonly instead?: string;
}

export const quantifiers: readonly ArrayQuantifier[] = ['any', 'all', 'all_or_empty', 'none'];

/** `.` is what the steps before led to: the element of an array. */
export function readSteps(field: string): readonly Step[] | StepProblem {
  const steps: Step[] = [];
  let name = '';
  let at = field.startsWith('.[') || field === '.' ? 1 : 0;
  const isElement = at === 1;
  let from = at;
  const problem = (message: string, start: number, end: number, instead?: string): StepProblem => ({
    message,
    range: { start, end },
    ...(instead === undefined ? {} : { instead }),
  });
  while (at < field.length) {
    const char = field[at] as string;
    if (char === '\\' && /[[\]]/.test(field[at + 1] ?? '')) {
      name += field[at + 1];
      at += 2;
    } else if (char === ']') {
      return problem(
        'This `]` closes nothing: write `\\]` for a bracket that is a part of the name.',
        at,
        at + 1,
      );
    } else if (char !== '[') {
      name += char;
      at++;
    } else {
      if (name === '' && steps.length === 0 && !isElement)
        return problem('A selector stands behind the name of a field.', at, field.length);
      if (name.endsWith('.'))
        return problem('A selector stands right behind the name, without a dot.', at - 1, at, '');
      if (name !== '') steps.push({ type: 'name', name });
      name = '';
      const close = field.indexOf(']', at);
      if (close < 0) return problem('This `[` is not closed: write `]`.', at, field.length);
      const step = readSelector(field.slice(at + 1, close), close + 1);
      if ('message' in step) return { ...step, range: { start: at + 1, end: close } };
      steps.push(step);
      at = close + 1;
      const next = field[at];
      if (next !== undefined && next !== '.' && next !== '[')
        return problem('Behind a selector a dot is missing.', close, at + 1, `].${next}`);
      if (next === '.') at++;
      from = at;
      if (next === '.' && (at === field.length || field[at] === '['))
        return problem('Behind this dot a name is missing.', at - 1, at, '');
    }
  }
  if (name !== '') steps.push({ type: 'name', name });
  else if (from < field.length) return problem('A name is missing.', from, field.length);
  return steps;
}

function readSelector(text: string, end: number): Step | Omit<StepProblem, 'range'> {
  const quantifier = quantifiers.find((each) => each === text);
  if (quantifier) return { type: 'quantifier', quantifier, end };
  if (/^-?\d{1,9}$/.test(text)) return { type: 'index', index: Number(text) };
  const nearest = nearestWord(text.toLowerCase(), quantifiers);
  const meant = nearest ? ` Did you mean \`[${nearest}]\`?` : '';
  return {
    message: `\`[${text}]\` is no array selector: there are \`[any]\`, \`[all]\`, \`[all_or_empty]\`, \`[none]\` and the number of an element; \`\\[\` is a bracket of the name.${meant}`,
    ...(nearest ? { instead: nearest } : {}),
  };
}
