// The modifiers of one detection item, from left to right → what is to be made of its values.
import type { DetectionItem, ModifierName } from '../rule/rule.ts';
import { diagnostic, refusesRule } from '../source/diagnostic.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { nearestWord } from '../source/nearest-word.ts';
import type { WideEncoding } from '../value/encoding.ts';
import type { Comparison } from '../value/comparison-predicate.ts';
import type { Anchor } from '../value/pattern.ts';
import type { TimePart } from '../value/time-part.ts';
import { isModifier, modifiers } from '../modifier/table.ts';
import type { ModifierRow, RegexFlag, ValueState } from '../modifier/table.ts';

export interface ItemPlan {
  readonly state: ValueState;
  /** null where no modifier says it. */
  readonly anchor: Exclude<Anchor, 'whole'> | null;
  readonly encodings: readonly (WideEncoding | 'base64' | 'base64offset')[];
  readonly regexFlags: ReadonlySet<RegexFlag>;
  readonly comparison: Comparison | null;
  readonly timePart: TimePart | null;
  readonly all: boolean;
  readonly cased: boolean;
  readonly neq: boolean;
  readonly windash: boolean;
  readonly expand: boolean;
}

type Draft = { -readonly [K in keyof ItemPlan]: ItemPlan[K] };

/** null when the chain is impossible; the diagnostics say why. */
export function readPlan(item: DetectionItem): { plan: ItemPlan | null; diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const plan: Draft = {
    state: 'text',
    anchor: null,
    encodings: [],
    regexFlags: new Set(),
    comparison: null,
    timePart: null,
    all: false,
    cased: false,
    neq: false,
    windash: false,
    expand: false,
  };
  const seen: string[] = [];
  for (const modifier of item.modifiers) {
    const problem = apply(plan, modifier, seen, item);
    if (problem) diagnostics.push(problem);
    seen.push(modifier.name);
  }
  const refused = diagnostics.some(refusesRule);
  return {
    plan: refused ? null : plan,
    diagnostics: [...diagnostics, ...(refused ? [] : notes(plan, item))],
  };
}

function apply(
  plan: Draft,
  { name, range }: ModifierName,
  seen: readonly string[],
  item: DetectionItem,
): Diagnostic | null {
  if (!isModifier(name)) return unknown({ name, range });
  if (seen.includes(name) && name !== 'base64')
    return diagnostic('repeated_modifier', range, `\`${name}\` stands twice: remove one.`, [
      {
        title: `Remove \`${name}\``,
        edits: [{ range: { start: range.start - 1, end: range.end }, text: '' }],
      },
    ]);
  const row: ModifierRow = modifiers[name];
  const reason = obstacle(plan, name, row, item);
  if (reason) return diagnostic('impossible_modifiers', range, reason);
  if (row.gives !== 'same') plan.state = row.gives;
  set(plan, row);
  return null;
}

function set(plan: Draft, { sets }: ModifierRow): void {
  if (!sets) return;
  if ('anchor' in sets) plan.anchor = sets.anchor;
  else if ('encode' in sets) plan.encodings = [...plan.encodings, sets.encode];
  else if ('regexFlag' in sets) plan.regexFlags = new Set([...plan.regexFlags, sets.regexFlag]);
  else if ('comparison' in sets) plan.comparison = sets.comparison;
  else if ('timePart' in sets) plan.timePart = sets.timePart;
  else plan[sets.flag] = true;
}

const stateWords: Record<ValueState, string> = {
  text: 'text',
  wide: 'UTF-16',
  base64: 'base64 text',
  offsets: 'base64 text in three alignments',
  regex: 'a regular expression',
  cidr: 'a network',
  compare: 'a number to compare with',
  time: 'a part of a date',
  fieldref: 'the name of a field',
  exists: 'a question for presence',
};

const anchorWords = { anywhere: '`contains`', start: '`startswith`', end: '`endswith`' } as const;

function obstacle(plan: Draft, name: string, row: ModifierRow, item: DetectionItem): string | null {
  if (name === 'exists' && item.modifiers.length > 1)
    return '`exists` stands alone: remove the other modifiers.';
  if (item.field === null && ['exists', 'fieldref', 'compare', 'time'].includes(row.gives))
    return `\`${name}\` needs a field: write \`field|${name}\`.`;
  if (!row.after.includes(plan.state)) {
    if (row.after.includes('regex') && row.after.length === 1)
      return `\`${name}\` belongs behind \`re\`. Text is compared without regard to case already; \`cased\` is the opposite.`;
    return `\`${name}\` cannot follow: the value is ${stateWords[plan.state]} by then. Remove it.`;
  }
  if (plan.anchor && !row.afterAnchor) {
    if (row.sets && 'anchor' in row.sets)
      return `\`${name}\` cannot stand beside another of \`contains\`, \`startswith\` and \`endswith\`: keep one.`;
    if (row.sets && 'encode' in row.sets)
      return `\`${name}\` goes before \`contains\`, \`startswith\` and \`endswith\`: swap them.`;
    return `\`${name}\` says how to compare, and so does ${anchorWords[plan.anchor]}: keep one.`;
  }
  if (plan.windash && row.kind === 'type')
    return `\`${name}\` cannot follow \`windash\`, which makes several spellings of the value.`;
  return null;
}

/** What people write for a modifier of another name. */
const otherNames = new Map([
  ['regex', 're'],
  ['regexp', 're'],
  ['not', 'neq'],
  ['ne', 'neq'],
  ['ignorecase', 'i'],
  ['multiline', 'm'],
  ['dotall', 's'],
  ['ge', 'gte'],
  ['le', 'lte'],
  ['b64', 'base64'],
  ['ends', 'endswith'],
  ['starts', 'startswith'],
]);

function unknown({ name, range }: ModifierName): Diagnostic {
  if (name === '')
    return diagnostic(
      'unknown_modifier',
      { start: range.start - 1, end: range.end },
      'A modifier is missing after `|`: name one, or remove the `|`.',
    );
  if (name === 'nocase')
    return diagnostic(
      'unknown_modifier',
      range,
      'There is no modifier `nocase`: Sigma disregards case already. Remove it.',
      [
        {
          title: 'Remove `nocase`',
          edits: [{ range: { start: range.start - 1, end: range.end }, text: '' }],
        },
      ],
    );
  const meant = otherNames.get(name.toLowerCase()) ?? nearestWord(name, Object.keys(modifiers));
  const fixes = meant ? [{ title: `Change to \`${meant}\``, edits: [{ range, text: meant }] }] : [];
  const hint = meant ? ` Did you mean \`${meant}\`?` : ' See the list of value modifiers.';
  return diagnostic('unknown_modifier', range, `There is no value modifier \`${name}\`.${hint}`, fixes);
}

function notes(plan: ItemPlan, item: DetectionItem): Diagnostic[] {
  const out: Diagnostic[] = [];
  const place = (name: string): ModifierName =>
    item.modifiers.find((each) => each.name === name) as ModifierName;
  const note = (code: Parameters<typeof diagnostic>[0], name: string, message: string): void => {
    out.push(diagnostic(code, place(name).range, message));
  };
  if (plan.all && item.values.length === 1)
    note('single_value_all', 'all', '`all` on a single value does nothing: remove it, or add values.');
  if (plan.cased && plan.state === 'regex')
    note('cased_on_regex', 'cased', '`cased` does nothing here: a regular expression minds case already.');
  if (plan.state === 'offsets' && plan.anchor === null)
    note(
      'base64offset_without_contains',
      'base64offset',
      '`base64offset` looks for a part of the field: write `base64offset|contains`.',
    );
  if ((plan.state === 'base64' || plan.state === 'offsets') && !plan.cased)
    note(
      'base64_case',
      plan.state === 'base64' ? 'base64' : 'base64offset',
      'Base64 text is compared without regard to case, as all text is: `cased` keeps it from matching by chance.',
    );
  if (plan.state === 'wide') {
    const wide = item.modifiers.find(
      ({ name }) => isModifier(name) && modifiers[name].gives === 'wide',
    ) as ModifierName;
    out.push(
      diagnostic(
        'encoding_without_base64',
        wide.range,
        `Without \`base64\` behind it, \`${wide.name}\` only matches text interleaved with NUL.`,
      ),
    );
  }
  return out;
}
