// A value that meets what a rule wishes of one field, as far as it can be told.
import { accountId } from '../knowledge/aws/placeholder.ts';
import { hasWildcard, literalText, readPlan, readTokens } from '../sigma/index.ts';
import type { CompiledItem, CompiledValue, ExampleText, Token } from '../sigma/index.ts';
import type { Wish } from './solve.ts';

export type ExampleValue = string | number | boolean;

const sampleText = 'example';

interface Piece {
  readonly at: 'whole' | 'start' | 'end' | 'anywhere';
  readonly text: string;
  /** An expression may mind what stands beside it. */
  readonly isExpression?: boolean;
}

/** Undefined where no value is known to do: encodings, other fields. */
export function exampleFor(wishes: readonly Wish[], exampleText: ExampleText): ExampleValue | undefined {
  const pieces: Piece[] = [];
  for (const { item, values } of wishes)
    for (const value of values) {
      const example = exampleOf(item, value, exampleText);
      if (example === undefined) return undefined;
      if (typeof example === 'number' || typeof example === 'boolean') return example;
      pieces.push(example);
    }
  return pieces.length > 0 ? assemble(pieces, wishes[0]?.item.item.field ?? null) : sampleText;
}

function exampleOf(
  item: CompiledItem,
  { value }: CompiledValue,
  exampleText: ExampleText,
): Piece | number | boolean | undefined {
  const { plan } = readPlan(item.item);
  if (!plan || value.kind === 'null' || plan.expand) return undefined;
  const whole = (text: string): Piece => ({ at: 'whole', text });
  switch (plan.state) {
    case 'text': {
      if (value.kind === 'number' && !plan.anchor && /^-?\d{1,15}$/.test(value.text))
        return Number(value.text);
      if (value.kind === 'boolean' && !plan.anchor) return value.text.toLowerCase() === 'true';
      const tokens = value.kind === 'string' ? readTokens(value.text) : [literal(value.text)];
      const at = plan.anchor ?? 'whole';
      return hasWildcard(tokens) ? patternPiece(tokens, at) : { at, text: literalText(tokens) };
    }
    case 'compare': {
      const number = Number(value.text);
      const step = { gt: 1, gte: 0, lt: -1, lte: 0, eq: 0 }[plan.comparison ?? 'eq'] ?? 0;
      return Number.isFinite(number) ? number + step : undefined;
    }
    case 'cidr':
      return whole(addressIn(value.text));
    case 'exists':
      return { at: 'anywhere', text: '' };
    case 'regex': {
      const text = exampleText(value.text, {
        ignoreCase: plan.regexFlags.has('i'),
        multiline: plan.regexFlags.has('m'),
        dotAll: plan.regexFlags.has('s'),
      });
      return text === undefined ? undefined : { at: anchorsOf(value.text), text, isExpression: true };
    }
    default:
      return undefined;
  }
}

function anchorsOf(pattern: string): Piece['at'] {
  const [start, end] = [pattern.startsWith('^'), /(^|[^\\])\$$/.test(pattern)];
  return start ? (end ? 'whole' : 'start') : end ? 'end' : 'anywhere';
}

const literal = (text: string): Token => ({ type: 'literal', text });

function patternPiece(tokens: readonly Token[], at: Piece['at']): Piece {
  const first = tokens[0]?.type === 'any';
  const last = tokens[tokens.length - 1]?.type === 'any';
  const text = tokens
    .map((token, i) => {
      if (token.type === 'literal') return token.text;
      if (token.type !== 'any') return 'x';
      return i === 0 || i === tokens.length - 1 ? '' : sampleText;
    })
    .join('');
  if (text === '') return { at: 'whole', text: sampleText };
  const openStart = first || at === 'end' || at === 'anywhere';
  const openEnd = last || at === 'start' || at === 'anywhere';
  return { at: openStart ? (openEnd ? 'anywhere' : 'end') : openEnd ? 'start' : 'whole', text };
}

/** An address of a network: its own, the host part counted up by one where there is one. */
function addressIn(network: string): string {
  const [address = '', prefix] = network.split('/');
  if (address.includes(':')) return address.endsWith('::') && prefix !== '128' ? `${address}1` : address;
  if (prefix === undefined || Number(prefix) > 30) return address;
  const parts = address.split('.');
  return [...parts.slice(0, 3), String(Number(parts[3]) | 1)].join('.');
}

function assemble(pieces: readonly Piece[], field: string | null): string {
  const whole = pieces.find(({ at }) => at === 'whole');
  if (whole) return whole.text;
  const [only] = pieces;
  if (only?.isExpression && pieces.length === 1) return only.text;
  const of = (at: Piece['at']): string[] => pieces.filter((piece) => piece.at === at).map(({ text }) => text);
  const start = longest(of('start'));
  const end = longest(of('end'));
  const parts = [start, ...new Set(of('anywhere')), end].filter((text) => text !== '');
  if (parts.length === 0) return sampleText;
  const text = parts.reduce(joined);
  const before = start === '' ? beginningOf(text, field) : '';
  const after = end === '' && /[\\/.:@_-]$/.test(text) ? sampleText : '';
  return before + text + after;
}

/** One text behind another: paths share the separator between them. */
function joined(before: string, next: string): string {
  const separator = /[\\/]$/.exec(before)?.[0];
  if (separator !== undefined && next.startsWith(separator)) return before + next.slice(1);
  if (separator !== undefined && next.startsWith('.')) return before + sampleText + next;
  return /[\\/\s.:]$/.test(before) || /^[\\/\s.:]/.test(next) ? before + next : `${before} ${next}`;
}

/** What would stand before the end of a path, or of a name. */
function beginningOf(text: string, field: string | null): string {
  if (/^\\[^\\]/.test(text) && field === 'TargetObject') return 'HKLM\\SOFTWARE';
  if (/^:\\/.test(text)) return 'C';
  if (/^\\AppData\\/i.test(text)) return 'C:\\Users\\example';
  if (/^\\[^\\]/.test(text)) return 'C:\\Program Files';
  if (/^::aws:/.test(text)) return 'arn:aws:iam';
  if (/^:(root$|(user|role|group|policy)\/)/.test(text)) return `arn:aws:iam::${accountId}`;
  return /^[.:@/_-][\w.]/.test(text) ? sampleText : '';
}

const longest = (texts: readonly string[]): string =>
  texts.reduce((best, text) => (text.length > best.length ? text : best), '');
