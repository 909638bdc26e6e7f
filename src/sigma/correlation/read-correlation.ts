// The `correlation` of a document, with the place of every part. Spec: Sigma 2.1.0, correlation rules.
import { entryOf } from '../document/node.ts';
import type { DocumentNode, MappingEntry, MappingNode, ScalarNode } from '../document/node.ts';
import type { ConditionNode } from '../condition/node.ts';
import { readMetadata } from '../rule/metadata.ts';
import type { PlacedText } from '../rule/metadata.ts';
import { codeSpan } from '../source/code-span.ts';
import type { Diagnostic, Fix } from '../source/diagnostic.ts';
import { nearestWord } from '../source/nearest-word.ts';
import type { CorrelationCode } from '../source/correlation-codes.ts';
import type { Range } from '../source/range.ts';
import { correlationDiagnostic, replacement } from './correlation-diagnostic.ts';
import { correlationTypes } from './correlation.ts';
import type { Correlation, CorrelationCondition, CorrelationType, FieldAlias } from './correlation.ts';
import { isTemporal, readCorrelationCondition } from './read-bounds.ts';
import { readTimespan } from './read-timespan.ts';

export interface ReadCorrelation {
  /** null where a part that nothing can stand in for is missing or cannot be read. */
  readonly correlation: Correlation | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the correlation of a document. Never throws: what is wrong stands in the diagnostics. */
export function readCorrelation(document: MappingNode, text: string): ReadCorrelation {
  const diagnostics: Diagnostic[] = [];
  const entry = entryOf(document, 'correlation');
  if (entry?.value.type !== 'mapping') {
    const range = entry?.range ?? document.range;
    const message =
      '`correlation` is a mapping of `type`, `rules`, `timespan` and more: indent them under it.';
    return { correlation: null, diagnostics: [correlationDiagnostic('invalid_correlation', range, message)] };
  }
  const reader = new Reader(entry.key, entry.value, text, diagnostics);
  return { correlation: reader.read(document), diagnostics };
}

export const maxRules = 500;
export const maxOrderedRules = 50;
const keys = ['type', 'rules', 'group-by', 'aliases', 'timespan', 'condition', 'generate'];
/** What people write for a key that has another name. */
const otherNames: Readonly<Record<string, string>> = {
  timeframe: 'timespan',
  groupby: 'group-by',
  group_by: 'group-by',
  rule: 'rules',
  alias: 'aliases',
};

class Reader {
  private readonly key: ScalarNode;
  private readonly node: MappingNode;
  private readonly text: string;
  private readonly diagnostics: Diagnostic[];

  constructor(key: ScalarNode, node: MappingNode, text: string, diagnostics: Diagnostic[]) {
    this.key = key;
    this.node = node;
    this.text = text;
    this.diagnostics = diagnostics;
  }

  read(document: MappingNode): Correlation | null {
    const { title, id, name } = readMetadata(document);
    this.checkKeys();
    const type = this.readType();
    const condition = type && this.readCondition(type.type);
    const rules = this.readRules(condition ?? null);
    if (type) this.checkNumber(rules, type.type);
    const groupBy = this.readGroupBy();
    const aliases = this.readAliases();
    const timespan = this.readTimespan();
    const generate = this.readGenerate(document);
    if (!type || !condition || rules.length === 0 || !timespan) return null;
    return {
      text: this.text,
      title: title?.text ?? '',
      id,
      name,
      type: type.type,
      typeRange: type.range,
      rules,
      groupBy,
      aliases,
      timespan,
      condition,
      generate,
      range: document.range,
    };
  }

  private checkKeys(): void {
    for (const { key } of this.node.entries) {
      if (keys.includes(key.text)) continue;
      const missing = keys.filter((each) => !entryOf(this.node, each));
      const meant = otherNames[key.text.toLowerCase()] ?? nearestWord(key.text, missing);
      const isFree = meant !== null && missing.includes(meant);
      this.note(
        'correlation_unknown_key',
        key.range,
        `${codeSpan(key.text)} is no key of a correlation, and decides nothing.${isFree ? ` Did you mean \`${meant}\`?` : ''}`,
        isFree ? [replacement(`Change to \`${meant}\``, key.range, meant)] : [],
      );
    }
  }

  private readType(): { type: CorrelationType; range: Range } | null {
    const entry = entryOf(this.node, 'type');
    const known = correlationTypes.map((type) => `\`${type}\``).join(', ');
    if (!entry) {
      this.note(
        'missing_correlation_type',
        this.key.range,
        `The correlation has no \`type\`: add one of ${known}.`,
      );
      return null;
    }
    const said = entry.value.type === 'scalar' ? entry.value.text : '';
    const type = correlationTypes.find((each) => each === said);
    if (type) return { type, range: entry.value.range };
    const { range } = entry.value;
    const meant = nearestWord(said, correlationTypes);
    this.note(
      'invalid_correlation_type',
      range,
      `${said ? codeSpan(said) : 'This'} is no type of correlation: there are ${known}.`,
      meant ? [replacement(`Change to \`${meant}\``, range, meant)] : [],
    );
    return null;
  }

  private readCondition(type: CorrelationType): CorrelationCondition | null {
    const entry = entryOf(this.node, 'condition');
    if (entry) return readCorrelationCondition(entry, type, this.text, this.diagnostics);
    if (isTemporal(type)) return { type: 'all' };
    this.note(
      'missing_correlation_condition',
      this.key.range,
      `\`${type}\` needs a \`condition\`, for example \`gte: 5\`.`,
    );
    return null;
  }

  private readRules(condition: CorrelationCondition | null): PlacedText[] {
    const entry = entryOf(this.node, 'rules');
    if (!entry && condition?.type === 'expression') return namesIn(condition.root);
    if (!entry) {
      const message = 'The correlation has no `rules`: list the `name` or `id` of each rule it is about.';
      this.note('missing_correlation_rules', this.key.range, message);
      return [];
    }
    const names = this.texts(entry, 'invalid_correlation_rules', '`rules` lists the `name` or `id` of rules');
    const seen = new Set<string>();
    for (const { text, range } of names) {
      if (seen.has(text)) this.note('repeated_rule_reference', range, repeated(text));
      seen.add(text);
    }
    return names;
  }

  /** Work grows with their square where order counts. */
  private checkNumber(rules: readonly PlacedText[], type: CorrelationType): void {
    const most = type === 'temporal_ordered' ? maxOrderedRules : maxRules;
    const surplus = rules[most];
    if (!surplus) return;
    const message = `\`${type}\` takes at most ${most} rules here: divide it into several correlations.`;
    this.note('invalid_correlation_rules', surplus.range, message);
  }

  private readGroupBy(): PlacedText[] {
    const entry = entryOf(this.node, 'group-by');
    if (entry) return this.texts(entry, 'invalid_group_by', '`group-by` lists fields');
    const message =
      'There is no `group-by`: all events are one group, whoever made them. The specification wants one.';
    this.note('missing_group_by', this.key.range, message);
    return [];
  }

  /** A list of texts, or one text. */
  private texts(entry: MappingEntry, code: CorrelationCode, what: string): PlacedText[] {
    const items = entry.value.type === 'sequence' ? entry.value.items : [entry.value];
    if (items.length === 0) this.note(code, entry.range, `${what}: this list is empty.`);
    return items.flatMap((item) => {
      if (isText(item)) return [{ text: item.text, range: item.range }];
      this.note(code, item.range, `${what}, each a text: this is none.`);
      return [];
    });
  }

  private readAliases(): FieldAlias[] {
    const value = entryOf(this.node, 'aliases')?.value;
    if (!value || (value.type === 'scalar' && value.kind === 'null')) return [];
    const shape = 'Aliases map each name to a mapping of rules and fields: `ip: { rule_name: source.ip }`.';
    if (value.type !== 'mapping') {
      this.note('invalid_aliases', value.range, shape);
      return [];
    }
    return value.entries.flatMap(({ key, value: mapping, range }) => {
      if (mapping.type !== 'mapping') {
        this.note('invalid_aliases', range, shape);
        return [];
      }
      const fields = mapping.entries.flatMap((entry) => {
        if (isText(entry.value))
          return [{ rule: placed(entry.key), field: { text: entry.value.text, range: entry.value.range } }];
        this.note('invalid_aliases', entry.range, shape);
        return [];
      });
      return [{ name: placed(key), fields }];
    });
  }

  private readTimespan(): Correlation['timespan'] | null {
    const entry = entryOf(this.node, 'timespan');
    if (entry) return readTimespan(entry.value, this.diagnostics);
    const message = 'The correlation has no `timespan`: add one, for example `timespan: 10m`.';
    this.note('missing_timespan', this.key.range, message);
    return null;
  }

  /** The specification shows it in the correlation and beside it: either place counts. */
  private readGenerate(document: MappingNode): boolean {
    const entries = [entryOf(this.node, 'generate'), entryOf(document, 'generate')].filter(
      (entry) => !!entry,
    );
    const values = entries.flatMap(({ value }) => {
      if (value.type === 'scalar' && value.kind === 'boolean') return [/^t/i.test(value.text)];
      this.note('invalid_generate', value.range, '`generate` is `true` or `false`; this counts as `false`.');
      return [false];
    });
    const [inner, outer] = values;
    if (outer !== undefined && inner !== outer && entries[1])
      this.note(
        'contradictory_generate',
        entries[1].range,
        '`generate` stands in the correlation too and says the opposite; `true` counts. Keep one of them.',
      );
    return values.includes(true);
  }

  private note(code: CorrelationCode, range: Range, message: string, fixes: readonly Fix[] = []): void {
    this.diagnostics.push(correlationDiagnostic(code, range, message, fixes));
  }
}

function isText(node: DocumentNode): node is ScalarNode {
  return node.type === 'scalar' && node.kind !== 'null' && node.text.trim() !== '';
}

function placed({ text, range }: ScalarNode): PlacedText {
  return { text, range };
}

export function repeated(name: string): string {
  return `${codeSpan(name)} stands here twice: an event counts once for each rule. To ask for several events of one rule, write an \`event_count\` correlation and refer to that.`;
}

/** Names of an expression, in order, each once. */
function namesIn(root: ConditionNode): PlacedText[] {
  const found = new Map<string, PlacedText>();
  const visit = (node: ConditionNode): void => {
    if (node.type === 'identifier' && !found.has(node.name))
      found.set(node.name, { text: node.name, range: node.range });
    else if (node.type === 'not') visit(node.child);
    else if (node.type === 'and' || node.type === 'or') node.children.forEach(visit);
  };
  visit(root);
  return [...found.values()];
}
