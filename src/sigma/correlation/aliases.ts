// Aliases: one name for what different rules' events call differently.
import type { PlacedText } from '../rule/metadata.ts';
import { codeSpan } from '../source/code-span.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { correlationDiagnostic, replacement, suggest } from './correlation-diagnostic.ts';
import type { Correlation } from './correlation.ts';
import type { CorrelationSource } from './graph.ts';

type Fields = Pick<CorrelationSource, 'groupFields' | 'valueFields'>;

/** What `group-by` and `field` mean in the events of one rule. */
export function fieldsOf(correlation: Correlation, source: CorrelationSource): Fields {
  const toField = ({ text }: PlacedText): string =>
    correlation.aliases
      .find(({ name }) => name.text === text)
      ?.fields.find(({ rule }) => source.names.includes(rule.text))?.field.text ?? text;
  return {
    groupFields: correlation.groupBy.map(toField),
    valueFields: valueFieldsOf(correlation).map(toField),
  };
}

function valueFieldsOf({ condition }: Correlation): readonly PlacedText[] {
  return condition.type === 'bounds' ? condition.fields : [];
}

/** `isWhole`: every reference was resolved, so that a name can be said to be unknown. */
export function checkAliases(
  correlation: Correlation,
  sources: readonly CorrelationSource[],
  isWhole: boolean,
  diagnostics: Diagnostic[],
): void {
  const used = new Set([...correlation.groupBy, ...valueFieldsOf(correlation)].map(({ text }) => text));
  const names = sources.flatMap((source) => source.names);
  for (const { name, fields } of correlation.aliases) {
    if (!used.has(name.text))
      diagnostics.push(
        correlationDiagnostic(
          'unused_alias',
          name.range,
          `Neither \`group-by\` nor \`field\` uses the alias ${codeSpan(name.text)}: it decides nothing.`,
        ),
      );
    if (!isWhole) continue;
    for (const { rule } of fields) {
      if (names.includes(rule.text)) continue;
      const meant = suggest(rule.text, names, diagnostics);
      diagnostics.push(
        correlationDiagnostic(
          'unknown_rule_reference',
          rule.range,
          `${codeSpan(rule.text)} is none of the \`rules\` of this correlation.${meant ? ` Did you mean \`${meant}\`?` : ''}`,
          meant ? [replacement(`Change to \`${meant}\``, rule.range, meant)] : [],
        ),
      );
    }
    const left = sources.filter((source) => !fields.some(({ rule }) => source.names.includes(rule.text)));
    if (left.length > 0 && used.has(name.text))
      diagnostics.push(
        correlationDiagnostic(
          'incomplete_alias',
          name.range,
          `The alias ${codeSpan(name.text)} names no field for ${left.map((each) => codeSpan(each.name)).join(', ')}: there a field ${codeSpan(name.text)} is looked for.`,
        ),
      );
  }
}
