// The values of a detection item in canonical form: two rules look for the same exactly when these are the same.
import type { DetectionItem } from '../rule/rule.ts';
import type { ScalarNode } from '../document/node.ts';
import type { Range } from '../source/range.ts';
import { fold } from '../value/fold.ts';
import { printNetwork, readNetwork } from '../value/ip.ts';
import { anyToken, literalText, readTokens, windashTokens } from '../value/pattern.ts';
import type { Anchor, Token } from '../value/pattern.ts';
import type { ItemPlan } from './plan.ts';
import { readPlan } from './plan.ts';

export interface CanonicalValue {
  /** `eq`, `contains`, `match`, `base64offset:contains`, `re/i`, `eq/cs`, `hour:gte`. */
  readonly kind: string;
  readonly value: string;
  readonly range: Range;
}

/** `all` and `neq` say how values are joined and negated, not what is looked for: they are dropped. Empty for impossible modifiers. */
export function canonicalValues(item: DetectionItem): CanonicalValue[] {
  const { plan } = readPlan(item);
  return plan ? item.values.map((value) => ({ ...canonical(item, plan, value), range: value.range })) : [];
}

type KindAndValue = Omit<CanonicalValue, 'range'>;

function canonical(item: DetectionItem, plan: ItemPlan, value: ScalarNode): KindAndValue {
  if (value.kind === 'null') return { kind: 'null', value: '' };
  const plain = kindAndValue(item, plan, value);
  if (!plan.expand) return plain;
  return { ...plain, kind: plain.kind === 'eq' ? 'expand' : `expand:${plain.kind}` };
}

function kindAndValue(item: DetectionItem, plan: ItemPlan, value: ScalarNode): KindAndValue {
  const { text } = value;
  switch (plan.state) {
    case 'regex':
      return { kind: ['re', [...plan.regexFlags].sort().join('')].filter(Boolean).join('/'), value: text };
    case 'cidr': {
      const network = readNetwork(text);
      return { kind: 'cidr', value: network ? printNetwork(network) : fold(text) };
    }
    case 'compare':
    case 'time':
      return { kind: [plan.timePart, plan.comparison].filter(Boolean).join(':'), value: text };
    case 'fieldref':
      return {
        kind: `fieldref${plan.anchor ? `:${anchorKinds[plan.anchor]}` : ''}${suffix(plan)}`,
        value: text,
      };
    case 'exists':
      return { kind: 'exists', value: fold(text) };
    default:
      return textual(item, plan, value);
  }
}

const anchorKinds: Record<Anchor, string> = {
  whole: 'eq',
  start: 'startswith',
  end: 'endswith',
  anywhere: 'contains',
};

function suffix({ cased }: ItemPlan): string {
  return cased ? '/cs' : '';
}

function textual(item: DetectionItem, plan: ItemPlan, { kind, text }: ScalarNode): KindAndValue {
  const isLoose = item.field === null || plan.state === 'offsets';
  const anchor: Anchor = plan.anchor ?? (isLoose ? 'anywhere' : 'whole');
  const isTyped = kind === 'number' || kind === 'boolean';
  const read: readonly Token[] = isTyped ? [{ type: 'literal', text }] : readTokens(text);
  // The spellings of a dash are one under `windash`.
  const tokens = plan.windash
    ? windashTokens(read).map((token): Token =>
        token.type === 'dash' ? { type: 'literal', text: '-' } : token,
      )
    : read;
  const encodings = plan.encodings.map((name) => (name === 'utf16le' ? 'wide' : name)).join('+');
  const prefix = `${plan.windash ? 'windash:' : ''}${encodings === '' ? '' : `${encodings}:`}`;
  const { shape, value } = shapeOf(tokens, anchor);
  // Base64 of another case is another text.
  const keepsCase = plan.cased || plan.state === 'base64' || plan.state === 'offsets';
  return { kind: `${prefix}${shape}${suffix(plan)}`, value: keepsCase ? value : fold(value) };
}

/** Wildcards at the ends are the kind: `'*\x.exe'` is `endswith`. */
function shapeOf(tokens: readonly Token[], anchor: Anchor): { shape: string; value: string } {
  const before = anchor === 'end' || anchor === 'anywhere' ? [anyToken] : [];
  const after = anchor === 'start' || anchor === 'anywhere' ? [anyToken] : [];
  const all = [...before, ...tokens, ...after].filter(
    (token, i, list) => token.type !== 'any' || list[i - 1]?.type !== 'any',
  );
  if (all.length === 1 && all[0]?.type === 'any') return { shape: 'any', value: '*' };
  const openStart = all[0]?.type === 'any';
  const openEnd = all.at(-1)?.type === 'any';
  const inner = all.slice(openStart ? 1 : 0, openEnd ? -1 : undefined);
  if (inner.some(({ type }) => type !== 'literal')) return { shape: 'match', value: printTokens(all) };
  const sides = openStart ? (openEnd ? 'anywhere' : 'end') : openEnd ? 'start' : 'whole';
  return { shape: anchorKinds[sides], value: literalText(inner) };
}

/** As Sigma writes it; `readTokens` gives the same tokens again. */
function printTokens(tokens: readonly Token[]): string {
  return tokens
    .map((token, i) => {
      if (token.type !== 'literal') return token.type === 'any' ? '*' : '?';
      const escaped = token.text.replace(/[*?]|\\(?=[*?\\])/g, '\\$&');
      return i < tokens.length - 1 && token.text.endsWith('\\') ? `${escaped}\\` : escaped;
    })
    .join('');
}
