// Which texts of the catalogue a file uses, and which it still has in itself. Pure: a file in, facts out.
import { parse } from 'svelte/compiler';
import ts from 'typescript';
import type { SourceFile } from './architecture.ts';

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** A text with gaps, and the values that stand beside it. */
export interface Filled {
  readonly name: string;
  readonly values: readonly string[];
}

export interface TextFacts {
  readonly used: readonly string[];
  readonly filled: readonly Filled[];
  /** Texts that people read and that do not come from the catalogue. */
  readonly literal: readonly string[];
}

/** Attributes that are read out or shown. */
const spoken = new Set(['aria-label', 'title', 'label', 'placeholder', 'alt', 'heading', 'aside', 'text']);
/** Names and addresses are the same in every language. */
const names = /^(ATT&CK|https?:\S+|sigma-playground:)$/;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

function* childrenOf(node: Node): Generator<Node> {
  for (const [key, value] of Object.entries(node)) {
    if (key === 'parent' || key === 'metadata') continue;
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (isNode(each)) yield each;
      // The fragment of a block and the list of attributes have no type of their own.
      else if (typeof each === 'object' && each !== null && 'nodes' in each)
        yield* (each as { nodes: Node[] }).nodes;
    }
  }
}

function* eachNode(node: Node): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* eachNode(child);
}

const isWorded = (text: string) => /\p{L}{2}/u.test(text.replace(/&\w+;/g, '')) && !names.test(text.trim());
/** Of strings in code: two words, or one that begins like a heading. */
const isSentence = (text: string) => /\p{L}\p{P}? \p{L}|^\p{Lu}\p{Ll}+$/u.test(text) && !names.test(text);

function textName(node: unknown): string | undefined {
  if (!isNode(node) || node.type !== 'MemberExpression') return undefined;
  const [object, property] = [node['object'] as Node, node['property'] as Node];
  const isText = object['name'] === 'texts' && node['computed'] === false;
  return isText ? String(property['name']) : undefined;
}

function filledBy(call: Node): Filled[] {
  const callee = (call['callee'] as Node)['name'];
  if (callee !== 'fill' && callee !== 'plural') return [];
  const given = call['arguments'] as readonly Node[];
  const texts = callee === 'fill' ? given.slice(0, 1) : given.slice(1, 3);
  const object = given[callee === 'fill' ? 1 : 3];
  if (object && object.type !== 'ObjectExpression') return [];
  const properties = (object?.['properties'] ?? []) as readonly Node[];
  if (properties.some(({ type }) => type !== 'Property')) return [];
  const keys = properties.map((each) => String((each['key'] as Node)['name']));
  const values = callee === 'fill' ? keys : [...keys, 'n'];
  return texts.flatMap((node) => textName(node) ?? []).map((name) => ({ name, values }));
}

/** Literals among the values of an expression: `a ? 'One' : b`. */
function literalsOf(node: unknown): string[] {
  if (!isNode(node)) return [];
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? [node['value']] : [];
  if (node.type === 'TemplateLiteral')
    return (node['quasis'] as Node[]).map((each) => (each['value'] as { cooked: string }).cooked);
  if (node.type === 'ConditionalExpression')
    return [...literalsOf(node['consequent']), ...literalsOf(node['alternate'])];
  if (node.type === 'LogicalExpression') return [...literalsOf(node['left']), ...literalsOf(node['right'])];
  return [];
}

function literalsIn(node: Node): string[] {
  if (node.type === 'Attribute') {
    if (!spoken.has(String(node['name'])) || node['value'] === true) return [];
    const parts = Array.isArray(node['value']) ? (node['value'] as Node[]) : [node['value'] as Node];
    return parts.flatMap((part) =>
      part.type === 'Text'
        ? [String(part['data'])].filter(isWorded)
        : literalsOf(part['expression']).filter(isSentence),
    );
  }
  if (node.type === 'ExpressionTag') return literalsOf(node['expression']).filter(isSentence);
  return [];
}

function* eachOfMarkup(node: Node): Generator<string> {
  if (node.type === 'Text' && isWorded(String(node['data']))) yield String(node['data']).trim();
  yield* literalsIn(node);
  for (const child of childrenOf(node)) {
    if (!/^Attribute$|Directive$/.test(child.type)) yield* eachOfMarkup(child);
    else yield* literalsIn(child);
  }
}

export function textFactsOf({ path, text }: SourceFile): TextFacts {
  const isComponent = path.endsWith('.svelte');
  const source = isComponent ? text : `<script lang="ts">\n${text}\n</script>`;
  const root = parse(source, { modern: true }) as unknown as Record<string, Node | null>;
  const parts = [root['instance'], root['module'], root['fragment']].flatMap((part) =>
    part ? ((part['content'] as Node | undefined) ?? { ...part, type: 'Fragment' }) : [],
  );
  const nodes = parts.flatMap((part) => [...eachNode(part)]);
  const markup = root['fragment'];
  return {
    used: nodes.flatMap((node) => textName(node) ?? []),
    filled: nodes.flatMap((node) => (node.type === 'CallExpression' ? filledBy(node) : [])),
    literal: isComponent && markup ? [...eachOfMarkup({ ...markup, type: 'Fragment' })] : [],
  };
}

/** Names of products, licences and units, words of the rule language, and markup that a page around gets. */
const noSentence =
  /^(CloudWatch Logs|CloudTrail (Insights|Lake)|Detection Rule License \(DRL\) | [GM]B|1 of|all of|["\s]*<iframe .*|" (title|style)=".*|[^<]*><\/iframe>)$/;
/** A part of a text with values in it: words beside a gap count too. */
const isPart = (text: string) =>
  /\p{L}\p{P}? \p{L}/u.test(text) || /(^|\s)\p{L}{2,}\p{P}* $|^\p{P}* \p{L}{2}/u.test(text);

/** Texts of a module that read as words for people: of two words, or words around a value. No errors: nobody sees them. */
export function sentencesIn({ path, text }: SourceFile): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && /Error$/.test(node.expression.getText())) return;
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node) && /\p{L}\p{P}? \p{L}/u.test(node.text)) found.push(node.text);
    if (ts.isTemplateExpression(node)) {
      const parts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
      found.push(...parts.filter((part) => isPart(part)));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found.filter((each) => !noSentence.test(each));
}
