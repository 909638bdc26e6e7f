// Condition text → condition AST. Never throws; what is unfinished or wrong still yields a partial tree.
import { codeSpan } from '../source/code-span.ts';
import { diagnostic } from '../source/diagnostic.ts';
import type { Diagnostic, Fix } from '../source/diagnostic.ts';
import type { DiagnosticCode } from '../source/codes.ts';
import type { Range } from '../source/range.ts';
import type { ConditionNode } from './node.ts';

export const maxConditionLength = 20_000;
export const maxConditionDepth = 200;
const maxConditionProblems = 20;

interface Token {
  readonly type: 'word' | '(' | ')' | '|' | ',' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Ranges are relative to `text`; `toSource` maps them to the rule. */
export function readCondition(
  text: string,
  toSource: (range: Range) => Range,
): { root: ConditionNode; diagnostics: Diagnostic[] } {
  const parser = new Parser(text, toSource);
  return { root: parser.read(), diagnostics: parser.diagnostics };
}

/** White space of a condition: carriage returns and no-break spaces included, as pasted rules have them. */
const separator = /[\s\u00a0\ufeff]/;

function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const start = at;
    const unit = text[at] as string;
    if (separator.test(unit)) at++;
    else if (unit === '(' || unit === ')' || unit === '|' || unit === ',')
      tokens.push({ type: unit, text: unit, start, end: ++at });
    else {
      while (at < text.length && !separator.test(text[at] as string) && !'()|,'.includes(text[at] as string))
        at++;
      tokens.push({ type: 'word', text: text.slice(start, at), start, end: at });
    }
  }
  return [...tokens, { type: 'end', text: '', start: text.length, end: text.length }];
}

/** Precedence: not, then and, then or; operators of one kind in a row make one node. */
class Parser {
  readonly diagnostics: Diagnostic[] = [];
  private readonly text: string;
  private readonly toSource: (range: Range) => Range;
  private readonly tokens: readonly Token[];
  private at = 0;
  private depth = 0;
  private isStopped = false;

  constructor(text: string, toSource: (range: Range) => Range) {
    this.text = text;
    this.toSource = toSource;
    this.tokens = text.length > maxConditionLength ? [] : readTokens(text);
  }

  read(): ConditionNode {
    const whole = { start: 0, end: this.text.length };
    if (this.text.length > maxConditionLength)
      return this.broken(
        whole,
        'condition_too_long',
        `The condition is longer than ${maxConditionLength} characters: use \`1 of\` or \`all of\` with a pattern.`,
      );
    if (this.peek().type === 'end')
      return this.broken(
        whole,
        'empty_condition',
        'The condition is empty: name a search identifier, for example `selection`.',
      );
    const parts = [this.readOr()];
    while (this.peek().type !== 'end') parts.push(...this.readLeftover());
    return parts.length === 1
      ? (parts[0] as ConditionNode)
      : { type: 'and', children: parts, range: spanOf(parts) };
  }

  private peek(): Token {
    return this.tokens[this.at] as Token;
  }

  private isWord(word: string): boolean {
    const token = this.peek();
    return token.type === 'word' && token.text.toLowerCase() === word;
  }

  /** Takes an operator word, with a note where it is not in lower case. */
  private take(word: string): boolean {
    if (!this.isWord(word)) return false;
    const { text, start, end } = this.peek();
    this.at++;
    if (text !== word) {
      const range = this.toSource({ start, end });
      this.note(
        'operator_case',
        { start, end },
        `Write \`${word}\` in lower case: most Sigma tools know no other.`,
        [{ title: `Write \`${word}\``, edits: [{ range, text: word }] }],
      );
    }
    return true;
  }

  private readOr(): ConditionNode {
    return this.readRow('or', () => this.readRow('and', () => this.readNot()));
  }

  private readRow(operator: 'and' | 'or', readOperand: () => ConditionNode): ConditionNode {
    const children = [readOperand()];
    while (this.take(operator)) children.push(readOperand());
    return children.length === 1
      ? (children[0] as ConditionNode)
      : { type: operator, children, range: spanOf(children) };
  }

  private readNot(): ConditionNode {
    const { start } = this.peek();
    if (!this.isWord('not')) return this.readPrimary();
    this.take('not');
    if (++this.depth > maxConditionDepth) return this.tooDeep();
    const child = this.readNot();
    this.depth--;
    return {
      type: 'not',
      child,
      range: { start: this.toSource({ start, end: start }).start, end: child.range.end },
    };
  }

  private readPrimary(): ConditionNode {
    const token = this.peek();
    if (token.type === '(') return this.readParenthesised(token);
    const isOperator = ['and', 'or', 'of'].some((word) => this.isWord(word));
    if (token.type !== 'word' || isOperator) {
      const place = token.type === 'end' ? this.behindLast() : token;
      if (token.type === ',') this.at++;
      return this.broken(place, 'condition_syntax', missingOperand(token));
    }
    this.at++;
    if (this.isWord('of')) return this.readQuantified(token);
    return { type: 'identifier', name: token.text, range: this.toSource(token) };
  }

  private readParenthesised(open: Token): ConditionNode {
    this.at++;
    if (++this.depth > maxConditionDepth) return this.tooDeep();
    const inner = this.readOr();
    this.depth--;
    const close = this.peek();
    if (close.type === ')') this.at++;
    else
      this.note('condition_syntax', open, 'This parenthesis is never closed: add `)`.', [
        { title: 'Add `)`', edits: [{ range: this.toSource(this.behindLast()), text: ')' }] },
      ]);
    const end = close.type === ')' ? this.toSource(close).end : inner.range.end;
    return { ...inner, range: { start: this.toSource(open).start, end } };
  }

  private readQuantified(quantifier: Token): ConditionNode {
    this.take('of');
    const pattern = this.peek();
    const isPattern = pattern.type === 'word' && !['and', 'or', 'not'].some((word) => this.isWord(word));
    const range = { start: quantifier.start, end: isPattern ? pattern.end : quantifier.end };
    const count = this.readCount(quantifier);
    if (!isPattern) {
      const list =
        pattern.type === '('
          ? ' A list in parentheses is not part of Sigma: give the identifiers a common prefix.'
          : '';
      const end = pattern.type === '(' ? this.skipParentheses() : range.end;
      return this.broken(
        { start: range.start, end },
        'condition_syntax',
        `\`${quantifier.text} of\` wants a pattern: \`${quantifier.text} of selection_*\` or \`${quantifier.text} of them\`.${list}`,
      );
    }
    this.at++;
    if (count === null)
      return this.broken(
        quantifier,
        'condition_syntax',
        `\`${quantifier.text} of\` is not known: write \`1 of\` or \`all of\`.`,
      );
    const name = pattern.text.toLowerCase() === 'them' ? 'them' : pattern.text;
    return { type: 'quantified', quantifier: count, pattern: name, range: this.toSource(range) };
  }

  /** From `(`: passes its `)`, or goes to the end; returns the offset after it. */
  private skipParentheses(): number {
    let open = 0;
    for (; this.peek().type !== 'end'; this.at++) {
      const { type, end } = this.peek();
      if (type === '(') open++;
      if (type !== ')' || --open > 0) continue;
      this.at++;
      return end;
    }
    return this.text.length;
  }

  private readCount(quantifier: Token): number | 'all' | null {
    const word = quantifier.text.toLowerCase();
    if (word === 'all') return 'all';
    if (word !== 'any' && !/^[1-9]\d{0,5}$/.test(word)) return null;
    if (word !== '1') {
      const range = this.toSource(quantifier);
      const fixes: Fix[] = word === 'any' ? [{ title: 'Write `1 of`', edits: [{ range, text: '1' }] }] : [];
      this.note(
        'count_not_in_specification',
        quantifier,
        `Only \`1 of\` and \`all of\` are in the specification: other tools may refuse \`${quantifier.text} of\`.`,
        fixes,
      );
    }
    return word === 'any' ? 1 : Number(word);
  }

  /** What stands where an operator or the end was expected. Each call moves on. */
  private readLeftover(): ConditionNode[] {
    const token = this.peek();
    if (token.type === '|') {
      const rest = { start: token.start, end: this.text.length };
      this.at = this.tokens.length - 1;
      return [
        this.broken(
          rest,
          'aggregation_removed',
          `Aggregations (${codeSpan(this.text.slice(token.start).trim())}) were removed from Sigma 2: write a correlation rule that refers to this one.`,
        ),
      ];
    }
    if (token.type === ')') {
      this.at++;
      const edits = [{ range: this.toSource(token), text: '' }];
      const message = 'This parenthesis was never opened: remove it.';
      return [this.broken(token, 'condition_syntax', message, [{ title: 'Remove `)`', edits }])];
    }
    const message = `Between ${codeSpan(this.before(token))} and ${codeSpan(token.text)} an operator is missing: \`and\` or \`or\`.`;
    const problem = this.broken(token, 'condition_syntax', message);
    const start = this.at;
    if (token.type === ',') this.at++;
    const right = this.readOr();
    if (this.at === start) this.at++;
    return [problem, right];
  }

  private before(token: Token): string {
    return this.tokens[this.tokens.indexOf(token) - 1]?.text ?? '';
  }

  private behindLast(): Range {
    const end = this.tokens[this.tokens.length - 2]?.end ?? 0;
    return { start: end, end };
  }

  /** Reads no further: parentheses that are left open by that are no news. */
  private tooDeep(): ConditionNode {
    const start = this.peek().start;
    this.at = this.tokens.length - 1;
    const problem = this.broken(
      { start, end: this.text.length },
      'condition_too_long',
      `The condition is nested deeper than ${maxConditionDepth} levels.`,
    );
    this.isStopped = true;
    return problem;
  }

  private broken(range: Range, code: DiagnosticCode, message: string, fixes?: readonly Fix[]): ConditionNode {
    this.note(code, range, message, fixes);
    return { type: 'broken', range: this.toSource(range) };
  }

  private note(code: DiagnosticCode, { start, end }: Range, message: string, fixes?: readonly Fix[]): void {
    if (!this.isStopped && this.diagnostics.length < maxConditionProblems)
      this.diagnostics.push(diagnostic(code, this.toSource({ start, end }), message, fixes));
  }
}

function missingOperand(token: Token): string {
  if (token.type === 'end') return 'The condition ends too early: a search identifier is missing here.';
  return `A search identifier is missing before \`${token.text}\`.`;
}

function spanOf(children: readonly ConditionNode[]): Range {
  const first = children[0] as ConditionNode;
  const last = children[children.length - 1] as ConditionNode;
  return { start: first.range.start, end: Math.max(first.range.end, last.range.end) };
}
