import type { ScalarNode } from '../document/node.ts';
import { rangeInScalar } from '../document/scalar-offsets.ts';
import { diagnostic } from '../source/diagnostic.ts';
import type { Range } from '../source/range.ts';
import { hit, miss } from '../value/predicate.ts';
import type { Finding, Predicate, TextPredicate } from '../value/predicate.ts';
import type { TextRegex } from '../value/regex/compile-regex.ts';
import { undecided } from './context.ts';
import type { ValueContext } from './context.ts';

export function compileRegexValue(context: ValueContext, value: ScalarNode, pattern: string): Predicate {
  const { plan, options } = context;
  const flags = {
    ignoreCase: plan.regexFlags.has('i'),
    multiline: plan.regexFlags.has('m'),
    dotAll: plan.regexFlags.has('s'),
  };
  const compile = options.regex;
  if (!compile) {
    context.needsRegex = true;
    return undecided;
  }
  const compiled = compile(pattern, flags);
  // A pattern that placeholders made has no place of its own in the text.
  const toSource = ({ start, end }: Range): Range =>
    pattern === value.text ? rangeInScalar(context.text, value, start, end) : value.range;
  for (const { code, message, range } of compiled.notes)
    context.diagnostics.push(diagnostic(code, toSource(range), message));
  if ('problem' in compiled) {
    const { code, message, range } = compiled.problem;
    context.diagnostics.push(diagnostic(code, toSource(range), message));
    return undecided;
  }
  if (!('regex' in compiled)) return undecided;
  if (compiled.regex.strategy === 'backtracking' && options.refuseBacktracking)
    return { type: 'undecided', reason: 'regex_timeout' };
  const withoutCase = (): TextRegex | null => {
    const other = compile(pattern, { ...flags, ignoreCase: true });
    return 'regex' in other && !flags.ignoreCase ? other.regex : null;
  };
  const running = { range: value.range, text: pattern };
  return regexPredicate(compiled, withoutCase, () => options.onRunning?.(running));
}

function regexPredicate(
  { regex, literals }: { readonly regex: TextRegex; readonly literals: readonly string[] },
  withoutCase: () => TextRegex | null,
  onRunning: () => void,
): TextPredicate {
  let uncased: TextRegex | null | undefined;
  const inspect = (text: string): Finding => {
    const span = regex.find(text);
    if (span) return hit(span);
    // A second look is not worth the risk where the first may take for ever.
    if (regex.strategy === 'backtracking') return miss('value_differs');
    uncased ??= withoutCase();
    return uncased?.test(text) ? miss('case_differs') : miss(text === '' ? 'field_empty' : 'value_differs');
  };
  return {
    type: 'text',
    exact: null,
    shape: { literals },
    test: (text) => regex.test(text),
    find: (text) => regex.find(text),
    inspect,
    ...(regex.strategy === 'backtracking' ? { before: onRunning } : {}),
  };
}
