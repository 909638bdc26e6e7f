// YAML text → located documents. Never throws: what can't be read becomes diagnostics.
import { Composer, isAlias, isMap, isScalar, isSeq, Lexer, Parser } from 'yaml';
import type { CST, Document, Node, Pair, ParsedNode, Scalar } from 'yaml';
import { diagnostic } from '../source/diagnostic.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Range } from '../source/range.ts';
import type { DocumentNode, MappingEntry, ScalarNode } from './node.ts';
import { unknownAlias, yamlDiagnostic } from './yaml-messages.ts';

/** Code units of rule text that are read at most. */
export const maxRuleTextLength = 1_000_000;
/** Nodes that aliases may expand to. */
export const maxExpandedNodes = 200_000;
export const maxDocumentDepth = 100;
const maxYamlProblems = 50;
/** YAML itself sets this limit to keys without a `?`. */
const maxKeyLength = 1024;

export interface LocatedDocument {
  /** null for an empty document. */
  readonly root: DocumentNode | null;
  readonly range: Range;
  readonly diagnostics: readonly Diagnostic[];
}

/** Spec: "Rules are written in YAML"; several documents may stand in one text. Read as YAML 1.2, core schema. */
export function readDocuments(text: string): LocatedDocument[] {
  const failed = (start: number, failure: Diagnostic): LocatedDocument => ({
    root: null,
    range: { start, end: text.length },
    diagnostics: [failure],
  });
  if (text.length > maxRuleTextLength) {
    const message = `The rule text is longer than ${maxRuleTextLength} characters.`;
    return [failed(0, diagnostic('yaml_too_large', { start: 0, end: 0 }, message))];
  }
  // A carriage return alone ends a line in YAML, but not to the yaml package.
  const source = text.replace(/\r(?!\n)/g, '\n');
  const composer = new Composer<ParsedNode>({
    version: '1.2',
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const deep: Range[] = [];
  const documents: LocatedDocument[] = [];
  for (const document of composer.compose(readTokens(source, (range) => deep.push(range))))
    documents.push(locate(document, text));
  const readTo = documents.at(-1)?.range.end ?? 0;
  return [...documents, ...deep.map((range) => failed(readTo, tooDeep(range)))];
}

/** Collections that are open in one another, the document, and a scalar. */
const maxOpenTokens = maxDocumentDepth + 3;

/**
 * The documents of a text, up to one that is nested too deep: to read that to its end, and then to compose it, takes
 * long, and more stack than there may be.
 */
function* readTokens(source: string, onDeep: (range: Range) => void): Generator<CST.Token> {
  const parser = new Parser();
  let at = 0;
  try {
    for (const lexeme of new Lexer().lex(source)) {
      at = parser.offset;
      yield* parser.next(lexeme);
      if (parser.stack.length > maxOpenTokens) return onDeep({ start: at, end: parser.offset });
    }
    yield* parser.end();
  } catch (error) {
    // The lexer recurses in a row of anchors or tags.
    if (!(error instanceof RangeError)) throw error;
    onDeep({ start: at, end: source.length });
  }
}

function tooDeep(range: Range): Diagnostic {
  return diagnostic(
    'yaml_too_deep',
    range,
    `The text is nested deeper than ${maxDocumentDepth} levels. No rule needs that: flatten it.`,
  );
}

function locate(document: Document.Parsed<ParsedNode>, text: string): LocatedDocument {
  const diagnostics: Diagnostic[] = [];
  for (const problem of document.errors.slice(0, maxYamlProblems))
    diagnostics.push(yamlDiagnostic(problem, text));
  for (const problem of document.warnings)
    if (problem.code !== 'BAD_DIRECTIVE')
      diagnostics.push(
        diagnostic(
          'yaml_tag',
          toRange(problem.pos),
          'The tag is ignored: write the value without it, quoted if it is text.',
        ),
      );
  const reader = new NodeReader(text, diagnostics);
  const root = document.contents === null ? null : reader.read(document.contents, 0);
  const [start, , end] = document.range;
  return { root: isEmpty(root) ? null : root, range: { start, end }, diagnostics };
}

function isEmpty(root: DocumentNode | null): boolean {
  return root === null || (root.type === 'scalar' && root.kind === 'null' && root.text === '');
}

function toRange([start, end]: readonly [number, number, ...unknown[]]): Range {
  return { start, end: Math.max(start, end) };
}

class NodeReader {
  private readonly text: string;
  private readonly diagnostics: Diagnostic[];
  private readonly anchored = new Map<Node, { node: DocumentNode; weight: number } | 'open'>();
  private readonly anchors = new Map<string, Node>();
  private weight = 0;
  private stopped = false;

  constructor(text: string, diagnostics: Diagnostic[]) {
    this.text = text;
    this.diagnostics = diagnostics;
  }

  read(node: Node | null, depth: number): DocumentNode {
    const range = node?.range ? toRange(node.range) : { start: 0, end: 0 };
    if (depth > maxDocumentDepth) return this.stop(tooDeep(range), range);
    if (isAlias(node)) return this.readAlias(node.source, range);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (!node || !anchor) return this.readNode(node, range, depth);
    this.anchors.set(anchor, node);
    this.anchored.set(node, 'open');
    const before = this.weight;
    const read = this.readNode(node, range, depth);
    this.anchored.set(node, { node: read, weight: this.weight - before });
    return read;
  }

  private readAlias(source: string, range: Range): DocumentNode {
    const target = this.anchors.get(source);
    const read = target && this.anchored.get(target);
    if (!read) {
      this.diagnostics.push(unknownAlias(range, this.text));
      return emptyScalar(range);
    }
    if (read === 'open')
      return this.stop(
        diagnostic(
          'yaml_alias_bomb',
          range,
          `The alias \`*${source}\` stands inside its own anchor: write the value out.`,
        ),
        range,
      );
    this.weight += read.weight;
    if (this.weight > maxExpandedNodes)
      return this.stop(
        diagnostic(
          'yaml_alias_bomb',
          range,
          `Aliases expand to more than ${maxExpandedNodes} values here: write the list out, or split the rule.`,
        ),
        range,
      );
    return read.node;
  }

  private stop(problem: Diagnostic, range: Range): DocumentNode {
    if (!this.stopped) this.diagnostics.push(problem);
    this.stopped = true;
    return emptyScalar(range);
  }

  private readNode(node: Node | null, range: Range, depth: number): DocumentNode {
    this.weight++;
    if (isMap(node)) {
      const entries = this.readEntries(node.items as Pair<Node, Node | null>[], depth);
      return { type: 'mapping', entries, range: this.trim(range) };
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => this.read(item as Node, depth + 1));
      return { type: 'sequence', items, range: this.trim(range) };
    }
    return isScalar(node) ? this.readScalar(node, range) : emptyScalar(range);
  }

  private readEntries(pairs: readonly Pair<Node, Node | null>[], depth: number): MappingEntry[] {
    const entries: MappingEntry[] = [];
    const seen = new Set<string>();
    const merged: MappingEntry[] = [];
    for (const pair of pairs) {
      const key = this.read(pair.key, depth + 1);
      const value = pair.value
        ? this.read(pair.value, depth + 1)
        : emptyScalar({ start: key.range.end, end: key.range.end });
      if (key.type !== 'scalar') {
        this.diagnostics.push(
          diagnostic(
            'yaml_key_not_scalar',
            key.range,
            'A key must be a plain word, not a list or a mapping: quote it if it begins with `[` or `{`.',
          ),
        );
        continue;
      }
      if (key.text.length > maxKeyLength) {
        this.diagnostics.push(
          diagnostic('yaml_syntax', key.range, `A key must be shorter than ${maxKeyLength} characters.`),
        );
        continue;
      }
      if (key.text === '<<' && key.style === 'plain') {
        merged.push(...this.mergeEntries(key, value));
        continue;
      }
      if (seen.has(key.text))
        this.diagnostics.push(
          diagnostic(
            'yaml_duplicate_key',
            key.range,
            `The key \`${key.text}\` stands twice in this mapping, and only one would count: merge the two, or rename one.`,
          ),
        );
      seen.add(key.text);
      entries.push({
        key,
        value,
        range: { start: key.range.start, end: Math.max(key.range.end, value.range.end) },
      });
    }
    return [...entries, ...merged.filter((entry) => !seen.has(entry.key.text) && seen.add(entry.key.text))];
  }

  private mergeEntries(key: ScalarNode, value: DocumentNode): readonly MappingEntry[] {
    this.diagnostics.push(
      diagnostic(
        'yaml_merge_key',
        key.range,
        'A merge key `<<` is YAML 1.1: other Sigma tools may not merge. Write the keys out.',
      ),
    );
    const sources = value.type === 'sequence' ? value.items : [value];
    return sources.flatMap((source) => (source.type === 'mapping' ? source.entries : []));
  }

  private readScalar(node: Scalar, range: Range): ScalarNode {
    const styles: Record<string, ScalarNode['style']> = {
      QUOTE_SINGLE: 'single',
      QUOTE_DOUBLE: 'double',
      PLAIN: 'plain',
    };
    const style = styles[node.type ?? 'PLAIN'] ?? 'block';
    const { value } = node;
    if (typeof value === 'string') return { type: 'scalar', kind: 'string', text: value, style, range };
    const source = node.source ?? this.text.slice(range.start, range.end);
    if (value === null) return { type: 'scalar', kind: 'null', text: source, style, range };
    if (typeof value === 'boolean') return { type: 'scalar', kind: 'boolean', text: source, style, range };
    if (typeof value === 'number' && Number.isFinite(value))
      return { type: 'scalar', kind: 'number', text: source, style, range };
    return { type: 'scalar', kind: 'string', text: source, style, range };
  }

  /** A block collection's range runs over the white space behind it. */
  private trim({ start, end }: Range): Range {
    let last = end;
    while (last > start && /\s/.test(this.text[last - 1] ?? '')) last--;
    return { start, end: last };
  }
}

function emptyScalar(range: Range): ScalarNode {
  return { type: 'scalar', kind: 'null', text: '', style: 'plain', range };
}
