// The text of a processing pipeline → its items, in the YAML of pySigma. Never throws.
import type { DocumentNode, MappingNode } from '../document/node.ts';
import { readDocuments } from '../document/read-documents.ts';
import { codeSpan } from '../source/code-span.ts';
import { refusesRule } from '../source/diagnostic.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { nearestWord } from '../source/nearest-word.ts';
import type { PipelineCode } from '../source/pipeline-codes.ts';
import { pipelineCodes } from '../source/pipeline-codes.ts';
import type { Range } from '../source/range.ts';
import { fieldTransformations } from './field-transformations.ts';
import { fixTo, OptionsReader } from './options-reader.ts';
import type { CompilePattern } from './options-reader.ts';
import type { RegexCompiler } from '../value/regex/regex-compiler.ts';
import type { Pipeline, ProcessingItem, Transform } from './pipeline.ts';
import { readConditions } from './read-conditions.ts';
import { ruleTransformations } from './rule-transformations.ts';
import { applyItems } from './apply-items.ts';
import type { TransformationRows } from './transformation.ts';
import { valueTransformations } from './value-transformations.ts';

const transformations: TransformationRows = {
  ...fieldTransformations,
  ...valueTransformations,
  ...ruleTransformations,
};

/** Those that pySigma has and that make no sense, or are not made, where events are looked at and no query is written. */
const unsupported = [
  'query_expression_placeholders',
  'field_function_mapping',
  'strict_field_mapping_failure',
  'regex',
  'case',
];

/** Items of a pipeline within items. */
const maxNesting = 20;

/** Several documents are several pipelines, applied in the order of their `priority`. */
export function readPipeline(text: string, regex: Pick<RegexCompiler, 'capturing'>): Pipeline {
  const diagnostics: Diagnostic[] = [];
  const parts: {
    readonly name: string;
    readonly priority: number;
    readonly items: readonly ProcessingItem[];
  }[] = [];
  for (const document of readDocuments(text)) {
    diagnostics.push(...document.diagnostics);
    if (!document.root) continue;
    if (document.root.type === 'mapping')
      parts.push(readOne(document.root, text, diagnostics, regex.capturing));
    else
      say(
        diagnostics,
        'pipeline_shape',
        document.root.range,
        'A pipeline is a mapping with a list of `transformations`.',
      );
  }
  const items = [...parts].sort((a, b) => a.priority - b.priority).flatMap((part) => part.items);
  const broken = diagnostics.some((each) => each.severity === 'error' || refusesRule(each));
  if (items.length === 0 && !broken)
    say(
      diagnostics,
      'pipeline_empty',
      { start: 0, end: 0 },
      'There is no transformation yet: add one under `transformations`.',
    );
  const name = parts.flatMap((part) => (part.name === '' ? [] : [part.name])).join(', ');
  diagnostics.sort((a, b) => a.range.start - b.range.start);
  return { text, name, items, diagnostics, broken };
}

function say(diagnostics: Diagnostic[], code: PipelineCode, range: Range, message: string): void {
  diagnostics.push({ code, severity: pipelineCodes[code], message, range });
}

function readOne(root: MappingNode, text: string, diagnostics: Diagnostic[], compile: CompilePattern) {
  const place = root.entries[0]?.key.range ?? root.range;
  const head = new OptionsReader(text, root, place, diagnostics, compile);
  const name = head.text('name') ?? '';
  const priority = readPriority(head);
  const vars = readVars(head);
  const options = new OptionsReader(text, root, place, diagnostics, compile, vars);
  head.entry('allowed_backends');
  for (const key of ['postprocessing', 'finalizers']) {
    const entry = head.entry(key);
    if (entry)
      head.say('pipeline_part_ignored', entry.key.range, `\`${key}\` is for queries: it changes no verdict.`);
  }
  const entry = head.entry('transformations', !head.entry('postprocessing') && !head.entry('finalizers'));
  head.finish();
  return { name, priority, items: entry ? readItems(entry.value, options, 0) : [] };
}

function readPriority(head: OptionsReader): number {
  const scalar = head.scalar('priority');
  if (!scalar) return 0;
  if (scalar.kind === 'number') return Number(scalar.text);
  head.say(
    'pipeline_shape',
    scalar.range,
    '`priority` is a number: of several pipelines, the lowest comes first.',
  );
  return 0;
}

function readVars(head: OptionsReader): ReadonlyMap<string, readonly string[]> {
  const vars = head.textsByName('vars');
  return new Map([...(vars ?? [])].map(([name, values]) => [name, values.map(({ text }) => text)]));
}

function readItems(node: DocumentNode, options: OptionsReader, depth: number): readonly ProcessingItem[] {
  if (node.type === 'sequence' && depth <= maxNesting)
    return node.items.flatMap((item) => readItem(item, options, depth) ?? []);
  if (node.type === 'scalar' && node.kind === 'null') return [];
  const why =
    depth > maxNesting
      ? 'Items are nested too deeply.'
      : 'Transformations are a list: write `- type: …` under it.';
  options.say('pipeline_shape', node.range, why);
  return [];
}

function readItem(node: DocumentNode, outer: OptionsReader, depth: number): ProcessingItem | null {
  if (node.type !== 'mapping')
    return outer.say('pipeline_shape', node.range, 'A transformation is a mapping with a `type`.');
  const options = outer.within(node, node.entries[0]?.key.range ?? node.range);
  const id = options.text('id') ?? '';
  const type = options.scalar('type', true);
  const matchesRule = readConditions('rule', options);
  const matchesItem = readConditions('item', options);
  const matchesField = readConditions('field', options);
  if (!type) return null;
  const transform = type.text === 'nest' ? readNested(options, depth) : readTransform(type, options);
  if (!transform) return null;
  options.finish();
  return {
    id,
    type: type.text,
    label: id === '' ? type.text : id,
    range: type.range,
    matchesRule: (draft) => matchesRule(null, draft),
    matchesItem,
    matchesField,
    transform,
  };
}

/** Items that are applied one after the other where the conditions of the whole hold. */
function readNested(options: OptionsReader, depth: number): Transform | null {
  const entry = options.entry('items', true);
  if (!entry) return null;
  const items = readItems(entry.value, options, depth + 1);
  return (draft) => applyItems(items, draft);
}

function readTransform(
  type: { readonly text: string } & Parameters<typeof fixTo>[0],
  options: OptionsReader,
): Transform | null {
  const row = Object.hasOwn(transformations, type.text) ? transformations[type.text] : undefined;
  if (row) return row(options);
  if (unsupported.includes(type.text)) {
    const message = `The transformation \`${type.text}\` is not supported here: what it makes of a rule is for queries.`;
    return options.say('pipeline_not_supported', type.range, message);
  }
  const names = [...Object.keys(transformations), 'nest'];
  const near = nearestWord(type.text, names);
  const mend = near ? `\`${near}\` may be meant` : 'see the list of those that are';
  const message = `The transformation ${codeSpan(type.text)} is not supported here: ${mend}.`;
  return options.say('pipeline_unknown_type', type.range, message, fixTo(type, near));
}
