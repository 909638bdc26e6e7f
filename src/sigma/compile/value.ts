// One value of a detection item under its plan → predicates, any of which suffices.
import type { ScalarNode } from '../document/node.ts';
import { codeSpan } from '../source/code-span.ts';
import { diagnostic } from '../source/diagnostic.ts';
import { numberPredicate } from '../value/number-predicate.ts';
import { anyOfReferences, anyOfValues, existsPredicate, nullPredicate } from '../value/other-predicates.ts';
import type { Token } from '../value/pattern.ts';
import { readTokens, windashTokens } from '../value/pattern.ts';
import type { Predicate } from '../value/predicate.ts';
import { anyOfPredicate, patternPredicate } from '../value/text-predicate.ts';
import { anchorOf, refuse, undecided } from './context.ts';
import type { ValueCompiler, ValueContext } from './context.ts';
import { expandPlaceholders } from './placeholders.ts';
import type { ItemPlan } from './plan.ts';
import { compileRegexValue } from './regex.ts';

export function compileValue(context: ValueContext, value: ScalarNode): Predicate {
  const { options, plan } = context;
  const { start, end } = value.range;
  if (options.skipped?.some((range) => range.start === start && range.end === end))
    return { type: 'undecided', reason: 'regex_timeout' };
  if (value.kind === 'null') return compileNull(context, value);
  if (!plan.expand) return compilers[plan.state](context, value, value.text);
  const texts = expandPlaceholders(context, value);
  if (!texts) return undecided;
  const predicates = texts.map((text) => compilers[plan.state](context, value, text));
  return anyOf(predicates) ?? undecided;
}

/** Any of several predicates of one kind; null where one decides nothing. */
function anyOf(predicates: readonly Predicate[]): Predicate | null {
  const textual = predicates.filter((each) => each.type === 'text');
  if (textual.length === predicates.length) return anyOfPredicate(textual);
  const values = predicates.filter((each) => each.type === 'value');
  if (values.length === predicates.length) return anyOfValues(values);
  const references = predicates.filter((each) => each.type === 'reference');
  return references.length === predicates.length ? anyOfReferences(references) : null;
}

function compileNull(context: ValueContext, value: ScalarNode): Predicate {
  const { state, anchor, encodings, windash, expand } = context.plan;
  const isPlain = state === 'text' && anchor === null && encodings.length === 0 && !windash && !expand;
  if (isPlain && context.item.field !== null) return nullPredicate;
  const name = context.item.modifiers.map((modifier) => modifier.name).join('|');
  return refuse(
    context,
    value,
    'modifier_value_type',
    context.item.field === null
      ? 'A keyword cannot be null: write the text to look for.'
      : `\`${name}\` needs a value: write one, or \`${context.item.field}: null\` for an absent field.`,
  );
}

const compilers: Record<ItemPlan['state'], ValueCompiler> = {
  text: compileText,
  wide: compileRare,
  base64: compileRare,
  offsets: compileRare,
  regex: compileRegexValue,
  cidr: compileRare,
  compare: compileRare,
  time: compileRare,
  fieldref: compileRare,
  exists: compileExists,
};

function compileText(context: ValueContext, value: ScalarNode, text: string): Predicate {
  const { plan } = context;
  const anchor = anchorOf(context);
  const isTyped = value.kind === 'number' || value.kind === 'boolean';
  const tokens: readonly Token[] = isTyped ? [{ type: 'literal', text }] : readTokens(text);
  if (isTyped && plan.anchor !== null)
    context.diagnostics.push(
      diagnostic(
        'number_as_text',
        value.range,
        `\`${plan.anchor === 'anywhere' ? 'contains' : `${plan.anchor}swith`}\` compares the text of a ${value.kind}: quote it to say so.`,
        [{ title: 'Quote it', edits: [{ range: value.range, text: `'${text}'` }] }],
      ),
    );
  const pattern = patternPredicate(plan.windash ? windashTokens(tokens) : tokens, anchor, plan.cased);
  return value.kind === 'number' && anchor === 'whole' && !plan.windash
    ? numberPredicate(text, pattern)
    : pattern;
}

/** What few rules ask of a value. */
function compileRare(context: ValueContext, value: ScalarNode, text: string): Predicate {
  const compile = context.options.rareValues;
  if (compile) return compile(context, value, text);
  context.needsRareValues = true;
  return undecided;
}

/** Spec: `exists` takes a boolean. A plain `yes` or `no` is one to YAML 1.1; of quoted texts only 'true' and 'false' are read. */
function compileExists(context: ValueContext, value: ScalarNode, text: string): Predicate {
  const words = value.style === 'plain' ? /^(?:(true|yes|on)|false|no|off)$/i : /^(?:(true)|false)$/i;
  const word = words.exec(text);
  if (!word)
    return refuse(
      context,
      value,
      'modifier_value_type',
      `\`exists\` takes true or false, not ${codeSpan(text)}.`,
    );
  const wanted = word[1] !== undefined;
  if (value.kind !== 'boolean')
    context.diagnostics.push(
      diagnostic(
        'exists_value',
        value.range,
        '`exists` takes true or false without quotes: other tools refuse anything else.',
        [{ title: `Write ${wanted}`, edits: [{ range: value.range, text: String(wanted) }] }],
      ),
    );
  return existsPredicate(wanted);
}
