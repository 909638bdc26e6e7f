// Values that few rules have: encoded ones, networks, numbers and dates to compare with, names of other fields.
import type { ScalarNode } from '../document/node.ts';
import { readPath } from '../event/path.ts';
import { codeSpan } from '../source/code-span.ts';
import { diagnostic } from '../source/diagnostic.ts';
import { cidrPredicate } from '../value/cidr-predicate.ts';
import { comparisonPredicate, timePredicate } from '../value/comparison-predicate.ts';
import { readDecimal } from '../value/decimal.ts';
import type { Decimal } from '../value/decimal.ts';
import { fieldrefPredicate } from '../value/fieldref-predicate.ts';
import { hasHostBits, printNetwork, readNetwork } from '../value/ip.ts';
import type { Predicate } from '../value/predicate.ts';
import { refuse } from './context.ts';
import type { ValueCompiler, ValueContext } from './context.ts';
import { compileEncoded } from './encoded.ts';

export const compileRareValue: ValueCompiler = (context, value, text) => {
  switch (context.plan.state) {
    case 'cidr':
      return compileCidr(context, value, text);
    case 'compare':
    case 'time':
      return compileComparison(context, value, text);
    case 'fieldref':
      return compileFieldref(context, value, text);
    default:
      return compileEncoded(context, value, text);
  }
};

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
