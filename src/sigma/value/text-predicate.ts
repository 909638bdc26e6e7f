import { fold } from './fold.ts';
import { compilePattern } from './pattern.ts';
import type { Anchor, Token } from './pattern.ts';
import { hit, miss } from './predicate.ts';
import type { Finding, TextPredicate } from './predicate.ts';

/** A Sigma text value. `note` is added to a match: which of several spellings hit. */
export function patternPredicate(
  tokens: readonly Token[],
  anchor: Anchor,
  cased: boolean,
  note?: string,
): TextPredicate {
  const { test, find, exact, pieces } = compilePattern(tokens, anchor, cased);
  const inspect = (text: string, folded: string): Finding => {
    const span = find(text, folded);
    if (span) return hit(span, note);
    if (text === '') return miss('field_empty');
    if (cased && compilePattern(tokens, anchor, false).test(text, folded)) return miss('case_differs');
    return differsInSpace(tokens, anchor, cased, text) ? miss('whitespace_differs') : miss('value_differs');
  };
  return { type: 'text', test, find, inspect, exact: cased ? null : exact, shape: { pieces, cased } };
}

/** Longer texts are not looked at again for white space. */
const maxSqueezed = 10_000;

function differsInSpace(tokens: readonly Token[], anchor: Anchor, cased: boolean, text: string): boolean {
  if (text.length > maxSqueezed || (anchor === 'anywhere' && !/\s/.test(text))) return false;
  const squeezed = squeeze(text);
  const pattern = tokens.map((token) =>
    token.type === 'literal' ? { ...token, text: squeeze(token.text) } : token,
  );
  return compilePattern(pattern, anchor, cased).test(squeezed, fold(squeezed));
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}

/** Several spellings of one value: any of them suffices. */
export function anyOfPredicate(predicates: readonly TextPredicate[]): TextPredicate {
  const [only] = predicates;
  if (predicates.length === 1 && only) return only;
  return {
    type: 'text',
    exact: null,
    shape: { spellings: predicates },
    test: (text, folded) =>
      predicates.some((each) => {
        each.before?.();
        return each.test(text, folded);
      }),
    find(text, folded) {
      for (const each of predicates) {
        each.before?.();
        const span = each.find(text, folded);
        if (span) return span;
      }
      return null;
    },
    inspect(text, folded) {
      const findings = predicates.map((each) => {
        each.before?.();
        return each.inspect(text, folded);
      });
      return findings.find(({ matched }) => matched) ?? findings[0] ?? miss('value_differs');
    },
  };
}
