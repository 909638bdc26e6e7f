// What stands under a search identifier: mappings, lists, keywords.
import type { DocumentNode, MappingEntry, MappingNode, ScalarNode, SequenceNode } from '../document/node.ts';
import { rangeInScalar } from '../document/scalar-offsets.ts';
import { quoted, readingInYaml11 } from '../document/yaml-1-1.ts';
import { codeSpan } from '../source/code-span.ts';
import { diagnostic } from '../source/diagnostic.ts';
import type { Diagnostic, Fix } from '../source/diagnostic.ts';
import type { Range } from '../source/range.ts';
import type { DetectionItem, ModifierName, Search } from './rule.ts';

export class SearchReader {
  private readonly text: string;
  private readonly diagnostics: Diagnostic[];
  private readonly selectors: RegExp | null;

  /** `selectors`: fields that are read as array selectors; null where brackets are literal. */
  constructor(text: string, diagnostics: Diagnostic[], selectors: RegExp | null = null) {
    this.text = text;
    this.diagnostics = diagnostics;
    this.selectors = selectors;
  }

  /** `key` is the search identifier's, for the place of what is missing. */
  readSearch(node: DocumentNode, key: ScalarNode): Search {
    if (node.type === 'mapping') return this.readMapping(node, key);
    if (node.type === 'sequence') return this.readList(node, key);
    if (node.kind === 'null')
      return this.broken(
        'empty_search_identifier',
        key.range,
        `\`${key.text}\` is empty: indent its fields under it.`,
      );
    return this.keywords([node], node.range);
  }

  private readMapping(node: MappingNode, key: ScalarNode): Search {
    if (node.entries.length === 0)
      return this.broken('empty_search_identifier', node.range, `\`${key.text}\` holds no field: add one.`);
    return { type: 'all_of', children: node.entries.map((entry) => this.readItem(entry)), range: node.range };
  }

  private readList(node: SequenceNode, key: ScalarNode): Search {
    if (node.items.length === 0)
      return this.broken('empty_value_list', node.range, `\`${key.text}\` is an empty list: add a value.`);
    const scalars = node.items.filter((item) => item.type === 'scalar');
    if (scalars.length === node.items.length) return this.keywords(scalars, node.range);
    const children = node.items.map((item) =>
      item.type === 'scalar' ? this.keywords([item], item.range) : this.readSearch(item, key),
    );
    return { type: 'any_of', children, range: node.range };
  }

  private keywords(values: readonly ScalarNode[], range: Range): DetectionItem {
    this.checkValues(values, range);
    const place = { start: range.start, end: range.start };
    return { type: 'item', field: null, fieldRange: place, modifiers: [], values, range, keyRange: place };
  }

  private readItem({ key, value, range }: MappingEntry): Search {
    const [field = ''] = key.text.split('|', 1);
    if (this.selectors?.test(field)) return { type: 'array', key, value, range, keyRange: key.range };
    return this.readPlainItem({ key, value, range });
  }

  /** Whatever brackets its key has. */
  readPlainItem({ key, value, range }: MappingEntry): DetectionItem | { type: 'broken'; range: Range } {
    const [field = '', ...names] = key.text.split('|');
    const fieldRange = rangeInScalar(this.text, key, 0, field.length);
    let at = field.length + 1;
    const modifiers = names.map((name): ModifierName => {
      const modifierRange = rangeInScalar(this.text, key, at, at + name.length);
      at += name.length + 1;
      return { name, range: modifierRange };
    });
    const values = this.readValues(value, key);
    if (!values) return { type: 'broken', range };
    this.checkValues(values, range);
    const keyRange = key.range;
    return {
      type: 'item',
      field: field === '' ? null : field,
      fieldRange,
      modifiers,
      values,
      range,
      keyRange,
    };
  }

  private readValues(value: DocumentNode, key: ScalarNode): readonly ScalarNode[] | null {
    if (value.type === 'scalar') return [value];
    if (value.type === 'mapping' && key.text.includes('[')) return this.refuseBlock(key);
    if (value.type === 'mapping') {
      this.diagnostics.push(this.nestedFields(value, key));
      return null;
    }
    if (value.items.length === 0) {
      this.broken(
        'empty_value_list',
        value.range,
        `The list of values of \`${key.text}\` is empty: add a value, or write \`null\`.`,
      );
      return null;
    }
    const nested = value.items.find((item) => item.type !== 'scalar');
    if (!nested) return value.items as readonly ScalarNode[];
    this.broken(
      'nested_value',
      nested.range,
      'A value in a list is a text, a number, a boolean or null: write the values one below the other.',
    );
    return null;
  }

  private refuseBlock(key: ScalarNode): null {
    this.broken(
      'nested_value',
      key.range,
      `\`${key.text}\` is an array block only from \`sigma-version: 3\` on.`,
    );
    return null;
  }

  private nestedFields(value: MappingNode, key: ScalarNode): Diagnostic {
    const first = value.entries[0];
    const path = first ? `${key.text}.${first.key.text}` : key.text;
    const fix = this.dottedFix(value, key);
    return diagnostic(
      'nested_value',
      key.range,
      `Sigma writes nested fields with dots: \`${path}\`.`,
      fix ? [fix] : [],
    );
  }

  private dottedFix(value: MappingNode, key: ScalarNode): Fix | null {
    if (value.entries.length === 0 || value.entries.some((entry) => entry.value.type !== 'scalar'))
      return null;
    const lineStart = this.text.lastIndexOf('\n', key.range.start - 1) + 1;
    const before = this.text.slice(lineStart, key.range.start);
    // In `{ }` the entries would have to stand on one line.
    if (key.text.includes('|') || !/^[ -]*$/.test(before)) return null;
    const indent = before.replace(/[^ ]/g, ' ');
    const slice = ({ start, end }: Range): string => this.text.slice(start, end);
    const lines = value.entries.map((entry) => `${key.text}.${entry.key.text}: ${slice(entry.value.range)}`);
    const range = { start: key.range.start, end: value.range.end };
    return { title: 'Write with dots', edits: [{ range, text: lines.join(`\n${indent}`) }] };
  }

  private checkValues(values: readonly ScalarNode[], range: Range): void {
    for (const value of values) {
      const reading = readingInYaml11(value);
      if (reading !== null)
        this.diagnostics.push(
          diagnostic(
            'yaml_1_1_differs',
            value.range,
            `A YAML 1.1 reader (pySigma) reads ${codeSpan(value.text)} as ${reading}: quote it.`,
            [{ title: 'Quote it', edits: [{ range: value.range, text: quoted(value.text) }] }],
          ),
        );
      if (value.kind === 'null' && values.length > 1)
        this.diagnostics.push(
          diagnostic(
            'null_in_value_list',
            value.range.end > value.range.start ? value.range : range,
            'The specification forbids null in a list: other tools may not evaluate it. Here it means absent or null.',
          ),
        );
    }
  }

  private broken(
    code: 'empty_search_identifier' | 'empty_value_list' | 'nested_value',
    range: Range,
    message: string,
  ): Search {
    this.diagnostics.push(diagnostic(code, range, message));
    return { type: 'broken', range };
  }
}
