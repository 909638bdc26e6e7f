// One value of a detection item under its plan → predicates, any of which suffices.
import { readPath } from '../event/path.ts';
import type { ScalarNode } from '../document/node.ts';
import { codeSpan } from '../source/code-span.ts';
import { diagnostic } from '../source/diagnostic.ts';
import { readDecimal } from '../value/decimal.ts';
import type { Decimal } from '../value/decimal.ts';
import { hasHostBits, printNetwork, readNetwork } from '../value/ip.ts';
import { comparisonPredicate, numberPredicate, timePredicate } from '../value/number-predicate.ts';
import {
  anyOfReferences,
  anyOfValues,
  cidrPredicate,
  existsPredicate,
  fieldrefPredicate,
  nullPredicate,
} from '../value/other-predicates.ts';
import type { Token } from '../value/pattern.ts';
import { readTokens, windashTokens } from '../value/pattern.ts';
import type { Predicate } from '../value/predicate.ts';
import { anyOfPredicate, patternPredicate } from '../value/text-predicate.ts';
import { anchorOf, refuse, undecided } from './context.ts';
import type { ValueContext } from './context.ts';
import { compileEncoded } from './encoded.ts';
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

type Compiler = (context: ValueContext, value: ScalarNode, text: string) => Predicate;

const compilers: Record<ItemPlan['state'], Compiler> = {
  text: compileText,
  wide: compileEncoded,
  base64: compileEncoded,
  offsets: compileEncoded,
  regex: compileRegexValue,
  cidr: compileCidr,
  compare: compileComparison,
  time: compileComparison,
  fieldref: compileFieldref,
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

function compileCidr(context: ValueContext, value: ScalarNode, text: string): Predicate {
  const network = readNetwork(text);
  if (!network)
    return refuse(
      context,
      value,
      'invalid_cidr',
      `${codeSpan(text)} is no network: write an address and a prefix length, such as \`10.0.0.0/8\` or \`2001:db8::/32\`.`,
    );
  if (hasHostBits(network)) {
    const normal = printNetwork(network);
    context.diagnostics.push(
      diagnostic(
        'cidr_host_bits',
        value.range,
        `The address has bits behind the prefix, which other tools refuse: the network is \`${normal}\`.`,
        [{ title: `Write \`${normal}\``, edits: [{ range: value.range, text: `'${normal}'` }] }],
      ),
    );
  }
  return cidrPredicate(network);
}

function compileComparison(context: ValueContext, value: ScalarNode, text: string): Predicate {
  const { comparison, timePart } = context.plan;
  const order = comparison ?? 'eq';
  const decimal: Decimal | null = value.kind === 'boolean' ? null : readDecimal(text);
  const name = comparison ?? timePart;
  if (!decimal)
    return refuse(
      context,
      value,
      'modifier_value_type',
      `\`${name}\` compares numbers, and ${codeSpan(text)} is none.`,
    );
  return timePart ? timePredicate(timePart, order, decimal) : comparisonPredicate(order, decimal);
}

function compileFieldref(context: ValueContext, value: ScalarNode, text: string): Predicate {
  if (text === '')
    return refuse(context, value, 'modifier_value_type', '`fieldref` takes the name of a field.');
  return fieldrefPredicate(readPath(text), context.plan.anchor ?? 'whole', context.plan.cased);
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
