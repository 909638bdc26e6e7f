// Reads the keys of one mapping of a pipeline, and says of each that has another shape what it should be.
import type { DocumentNode, MappingEntry, MappingNode, ScalarNode } from '../document/node.ts';
import { entryOf } from '../document/node.ts';
import { codeSpan } from '../source/code-span.ts';
import type { Diagnostic, Fix } from '../source/diagnostic.ts';
import { nearestWord } from '../source/nearest-word.ts';
import type { PipelineCode } from '../source/pipeline-codes.ts';
import { pipelineCodes } from '../source/pipeline-codes.ts';
import type { Range } from '../source/range.ts';

/** Why a pattern cannot be used is a text. */
export type CompilePattern = (pattern: string) => RegExp | string;

export class OptionsReader {
  readonly node: MappingNode;
  /** The whole text. */
  readonly source: string;
  /** Where what is missing is told of. */
  readonly place: Range;
  readonly vars: ReadonlyMap<string, readonly string[]>;
  readonly compilePattern: CompilePattern;
  readonly diagnostics: Diagnostic[];
  readonly #asked = new Set<string>();

  constructor(
    source: string,
    node: MappingNode,
    place: Range,
    diagnostics: Diagnostic[],
    compilePattern: CompilePattern,
    vars: ReadonlyMap<string, readonly string[]> = new Map(),
  ) {
    this.source = source;
    this.node = node;
    this.place = place;
    this.diagnostics = diagnostics;
    this.vars = vars;
    this.compilePattern = compilePattern;
  }

  /** The same for a mapping inside of this one. */
  within(node: MappingNode, place: Range): OptionsReader {
    return new OptionsReader(this.source, node, place, this.diagnostics, this.compilePattern, this.vars);
  }

  say(code: PipelineCode, range: Range, message: string, fixes: readonly Fix[] = []): null {
    const base = { code, severity: pipelineCodes[code], message, range };
    this.diagnostics.push(fixes.length > 0 ? { ...base, fixes } : base);
    return null;
  }

  entry(key: string, needed = false): MappingEntry | null {
    this.#asked.add(key);
    const found = entryOf(this.node, key);
    if (found) return found;
    return needed ? this.say('pipeline_missing_key', this.place, `\`${key}\` is missing: add it.`) : null;
  }

  scalar(key: string, needed = false): ScalarNode | null {
    const entry = this.entry(key, needed);
    if (!entry) return null;
    if (entry.value.type === 'scalar') return entry.value;
    return this.say('pipeline_shape', entry.range, `\`${key}\` is one value: write a text behind the colon.`);
  }

  text(key: string, needed = false): string | null {
    const scalar = this.scalar(key, needed);
    if (!scalar) return null;
    if (scalar.kind !== 'null') return scalar.text;
    return this.say('pipeline_shape', rangeOf(scalar, this.place), `\`${key}\` is empty: write a text.`);
  }

  flag(key: string, otherwise = false): boolean {
    const scalar = this.scalar(key);
    if (!scalar) return otherwise;
    if (scalar.kind === 'boolean') return scalar.text.toLowerCase() === 'true';
    this.say('pipeline_shape', rangeOf(scalar, this.place), `\`${key}\` is \`true\` or \`false\`.`);
    return otherwise;
  }

  /** One of some words. */
  word<W extends string>(key: string, words: readonly W[], otherwise: W | null): W | null {
    const scalar = this.scalar(key, otherwise === null);
    if (!scalar) return otherwise;
    const found = words.find((word) => word === scalar.text);
    if (found) return found;
    const list = words.map((word) => `\`${word}\``).join(', ');
    const message = `\`${key}\` is one of ${list}, not ${codeSpan(scalar.text)}.`;
    return this.say('pipeline_value', scalar.range, message, fixTo(scalar, nearestWord(scalar.text, words)));
  }

  /** A list, or one value for a list of one. */
  scalars(key: string, needed = false): readonly ScalarNode[] | null {
    const entry = this.entry(key, needed);
    return entry && this.listOf(entry.value, key, entry.range);
  }

  texts(key: string, needed = false): readonly string[] | null {
    return this.scalars(key, needed)?.map(({ text }) => text) ?? null;
  }

  listOf(value: DocumentNode, key: string, place: Range): readonly ScalarNode[] | null {
    const nodes = value.type === 'sequence' ? value.items : [value];
    const scalars = nodes.filter((node) => node.type === 'scalar');
    if (scalars.length === nodes.length) return scalars;
    const odd = nodes.find((node) => node.type !== 'scalar');
    const message = `\`${key}\` is a text or a list of texts.`;
    return this.say('pipeline_shape', odd?.range ?? place, message);
  }

  mapping(key: string, needed = false): MappingNode | null {
    const entry = this.entry(key, needed);
    if (!entry) return null;
    if (entry.value.type === 'mapping') return entry.value;
    return this.say(
      'pipeline_shape',
      entry.range,
      `\`${key}\` is a mapping: write \`name: value\` lines under it.`,
    );
  }

  /** From names to one text or several. */
  textsByName(key: string, needed = false): ReadonlyMap<string, readonly ScalarNode[]> | null {
    const mapping = this.mapping(key, needed);
    if (!mapping) return null;
    const entries = mapping.entries.flatMap(({ key: name, value, range }) => {
      const list = this.listOf(value, name.text, range);
      if (list && list.length > 0 && list.every(({ kind }) => kind !== 'null'))
        return [[name.text, list] as const];
      if (list)
        this.say('pipeline_shape', range, `${codeSpan(name.text)} leads to nothing: write a name behind it.`);
      return [];
    });
    return new Map(entries);
  }

  /** Tells of keys that nobody asked for. */
  finish(): void {
    for (const { key } of this.node.entries) {
      if (this.#asked.has(key.text)) continue;
      const near = nearestWord(key.text, [...this.#asked]);
      const mend = near ? `: \`${near}\` may be meant` : '';
      const message = `${codeSpan(key.text)} has no meaning here${mend}.`;
      this.say('pipeline_unknown_key', key.range, message, fixTo(key, near));
    }
  }
}

/** Replaces a word by the one that may be meant. */
export function fixTo(scalar: ScalarNode, word: string | null): readonly Fix[] {
  if (word === null) return [];
  return [{ title: `Write \`${word}\``, edits: [{ range: scalar.range, text: word }] }];
}

function rangeOf({ range }: ScalarNode, otherwise: Range): Range {
  return range.end > range.start ? range : otherwise;
}
