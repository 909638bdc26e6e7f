// Transformations of the values of detection items, one row each. They see a value as it is written, before its
// modifiers.
import type { ScalarNode } from '../document/node.ts';
import { isModifier, modifiers } from '../modifier/table.ts';
import type { DetectionItem } from '../rule/rule.ts';
import { codeSpan } from '../source/code-span.ts';
import { readDecimal } from '../value/decimal.ts';
import type { OptionsReader } from './options-reader.ts';
import type { Scope, Transform } from './pipeline.ts';
import { readPattern, replaceAll, replacementProblem } from './pipeline-regex.ts';
import type { RuleDraft } from './rule-draft.ts';
import type { TransformationRow, TransformationRows } from './transformation.ts';

type Change = (value: ScalarNode, item: DetectionItem, draft: RuleDraft) => readonly ScalarNode[];

function changingValues(change: Change): Transform {
  return (draft, scope) =>
    draft.changeItems(scope, (item) => {
      const values = item.values.flatMap((value) => change(value, item, draft));
      if (values.length === item.values.length && values.every((value, i) => value === item.values[i]))
        return item;
      noteValues(draft, scope, item, values);
      return { ...item, values };
    });
}

const maxTold = 20;

function noteValues(
  draft: RuleDraft,
  scope: Scope,
  item: DetectionItem,
  values: readonly ScalarNode[],
): void {
  const list = (all: readonly ScalarNode[]): string => {
    const told = all.slice(0, maxTold).map(({ text }) => text);
    return [...told, ...(all.length > maxTold ? ['…'] : [])].join(' | ');
  };
  draft.note(scope, 'value', list(item.values), list(values), item.range);
}

/** Neither a regular expression nor a network, a number to compare with, or the like. */
function holdsTexts(item: DetectionItem): boolean {
  return item.modifiers.every(({ name }) => !isModifier(name) || modifiers[name].kind !== 'type');
}

const placeholder = /\\%|%([^%\s]+)%/g;
/** Texts that one value may become. */
const maxTexts = 10_000;

/** `valuesOf` gives what takes the place of a placeholder; null leaves it to others. */
function replacingPlaceholders(
  options: OptionsReader,
  valuesOf: (name: string) => readonly string[] | null,
): Transform {
  const [include, exclude] = [options.texts('include'), options.texts('exclude')];
  const isAsked = (name: string): boolean => (include ? include.includes(name) : !exclude?.includes(name));
  return changingValues((value, item, draft) => {
    if (!item.modifiers.some(({ name }) => name === 'expand')) return [value];
    let texts = [''];
    let at = 0;
    let isChanged = false;
    for (const match of value.text.matchAll(placeholder)) {
      const before = value.text.slice(at, match.index);
      at = match.index + match[0].length;
      const name = match[1];
      const values = name !== undefined && isAsked(name) ? valuesOf(name) : [match[0]];
      if (!values) {
        draft.fail(
          `The pipeline has no values for the placeholder ${codeSpan(`%${name}%`)}: add them to its \`vars\`.`,
          value.range,
        );
        return [value];
      }
      if (values.length * texts.length > maxTexts) {
        draft.fail(`${codeSpan(value.text)} becomes more than ${maxTexts} values.`, value.range);
        return [value];
      }
      isChanged ||= values[0] !== match[0];
      texts = texts.flatMap((text) => values.map((each) => text + before + each));
    }
    return isChanged ? texts.map((text) => ({ ...value, text: text + value.text.slice(at) })) : [value];
  });
}

const replaceString: TransformationRow = (options) => {
  const source = options.scalar('regex', true);
  const written = options.scalar('replacement', true);
  // Wildcards and escapes of the value: kept out of the way of the expression.
  const skipsSpecial = options.flag('skip_special');
  options.flag('interpret_special');
  const pattern = source && readPattern(options, source);
  if (!pattern || !written) return null;
  const problem = replacementProblem(written.text);
  if (problem !== '') return options.say('pipeline_value', written.range, problem);
  const replace = (text: string): string => replaceAll(pattern, text, written.text);
  const replaceParts = (text: string): string =>
    text
      .split(/(\\[*?\\]|[*?])/)
      .map((part, i) => (i % 2 === 0 && part !== '' ? replace(part) : part))
      .join('');
  return changingValues((value, item) => {
    if (value.kind !== 'string' || !holdsTexts(item)) return [value];
    const text = skipsSpecial ? replaceParts(value.text) : replace(value.text);
    return text === value.text ? [value] : [{ ...value, text }];
  });
};

const setValue: TransformationRow = (options) => {
  const wanted = options.scalar('value', true);
  const force = options.word('force_type', ['str', 'num', ''], '');
  if (!wanted || force === null) return null;
  if (force === 'num' && !readDecimal(wanted.text))
    return options.say('pipeline_value', wanted.range, `${codeSpan(wanted.text)} is no number.`);
  const kind = force === 'str' ? 'string' : force === 'num' ? 'number' : wanted.kind;
  return (draft, scope) =>
    draft.changeItems(scope, (item) => {
      const range = item.values[0]?.range ?? item.range;
      const values: ScalarNode[] = [{ ...wanted, kind, range }];
      noteValues(draft, scope, item, values);
      return { ...item, values, modifiers: [] };
    });
};

const convertType: TransformationRow = (options) => {
  const target = options.word('target_type', ['str', 'num'], null);
  if (!target) return null;
  return changingValues((value, item, draft) => {
    if (!holdsTexts(item) || value.kind === 'null') return [value];
    if (target === 'str') return value.kind === 'string' ? [value] : [{ ...value, kind: 'string' }];
    if (value.kind === 'number') return [value];
    if (!readDecimal(value.text)) {
      draft.fail(`The pipeline makes numbers of values, and ${codeSpan(value.text)} is none.`, value.range);
      return [value];
    }
    return [{ ...value, kind: 'number' }];
  });
};

const hashLengths: Readonly<Record<number, string>> = { 32: 'MD5', 40: 'SHA1', 64: 'SHA256', 128: 'SHA512' };

/** `Hashes|contains: MD5=…` looks for a field of that algorithm instead. */
const hashesFields: TransformationRow = (options) => {
  const algorithms = options.texts('valid_hash_algos', true);
  const prefix = options.text('field_prefix') ?? '';
  const dropsName = options.flag('drop_algo_prefix');
  if (!algorithms) return null;
  const known = new Map(algorithms.map((name) => [name.toUpperCase(), name]));
  return (draft, scope) =>
    draft.changeItems(scope, (item) => {
      if (item.field === null || !/^hash(es)?$/i.test(item.field)) return item;
      const byField = new Map<string, ScalarNode[]>();
      for (const value of item.values) {
        const [, name, hash = ''] = /^\*?(?:(\w+)[=|])?([^*]*)\*?$/.exec(value.text) ?? [];
        const algorithm = known.get((name ?? hashLengths[hash.length] ?? '').toUpperCase());
        if (algorithm === undefined || hash === '') {
          draft.fail(`${codeSpan(value.text)} is no hash of ${algorithms.join(', ')}.`, value.range);
          return item;
        }
        const field = prefix + (dropsName ? '' : algorithm);
        byField.set(field, [...(byField.get(field) ?? []), { ...value, kind: 'string', text: hash }]);
      }
      draft.noteField(scope, item, [...byField.keys()]);
      const renamedFrom = item.renamedFrom ?? item.field;
      const rest = item.modifiers.filter(({ name }) => !/^(contains|startswith|endswith)$/.test(name));
      const items = [...byField].map(([field, values]) => ({
        ...item,
        field,
        renamedFrom,
        values,
        modifiers: rest,
      }));
      const isAll = item.modifiers.some(({ name }) => name === 'all' || name === 'neq');
      return { type: isAll ? 'all_of' : 'any_of', children: items, range: item.range };
    });
};

export const valueTransformations: TransformationRows = {
  replace_string: replaceString,
  map_string(options) {
    const mapping = options.textsByName('mapping', true);
    if (!mapping) return null;
    return changingValues((value, item) => {
      const found = value.kind === 'string' && holdsTexts(item) ? mapping.get(value.text) : undefined;
      return found ? found.map(({ text }) => ({ ...value, text })) : [value];
    });
  },
  set_value: setValue,
  convert_type: convertType,
  hashes_fields: hashesFields,
  value_placeholders: (options) =>
    // A percent sign in a value begins no placeholder.
    replacingPlaceholders(
      options,
      (name) => options.vars.get(name)?.map((text) => text.replaceAll('%', '\\%')) ?? null,
    ),
  wildcard_placeholders: (options) => replacingPlaceholders(options, () => ['*']),
};
