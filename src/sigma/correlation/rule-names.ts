// Which rule a `name` or `id` means.
import { readMetadata } from '../rule/metadata.ts';
import type { PlacedText } from '../rule/metadata.ts';
import type { Rule } from '../rule/rule.ts';
import { codeSpan } from '../source/code-span.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { nearestWord } from '../source/nearest-word.ts';
import { correlationDiagnostic, replacement } from './correlation-diagnostic.ts';

const maxListed = 10;
/** Unknown names beyond this number get no suggestion: comparing them with every name takes its time. */
const maxSuggestions = 20;

export class RuleNames {
  private readonly places = new Map<string, number[]>();
  private readonly titles = new Map<string, string | null>();
  private readonly filters = new Set<string>();
  private unknown = 0;

  constructor(rules: readonly Rule[]) {
    rules.forEach((rule, index) => {
      const { id, name } = readMetadata(rule.document);
      const own = new Set([id?.text, name?.text].filter((each) => each !== undefined));
      if (rule.type === 'filter') for (const each of own) this.filters.add(each);
      else {
        for (const each of own) this.places.set(each, [...(this.places.get(each) ?? []), index]);
        if (rule.title) this.titles.set(rule.title, name?.text ?? id?.text ?? null);
      }
    });
  }

  /** The place of the rule that is meant, or null and a diagnostic. */
  find(reference: PlacedText, user: number, diagnostics: Diagnostic[]): number | null {
    const { text, range } = reference;
    const found = this.places.get(text) ?? [];
    if (found.length === 1) return found[0] as number;
    diagnostics.push(
      found.length > 1
        ? correlationDiagnostic(
            'ambiguous_rule_reference',
            range,
            `${found.length} rules have the name or id ${codeSpan(text)}: each needs its own.`,
          )
        : this.unknownReference(reference, user),
    );
    return null;
  }

  private unknownReference({ text, range }: PlacedText, user: number): Diagnostic {
    const note = (message: string, meant: string | null): Diagnostic =>
      correlationDiagnostic(
        'unknown_rule_reference',
        range,
        message,
        meant ? [replacement(`Change to \`${meant}\``, range, meant)] : [],
      );
    if (this.filters.has(text))
      return note(`${codeSpan(text)} is a filter: a correlation refers to rules.`, null);
    const titled = this.titles.get(text);
    if (titled)
      return note(`${codeSpan(text)} is the title of a rule: refer to it by its \`name\` or \`id\`.`, titled);
    if (titled === null)
      return note(
        `${codeSpan(text)} is the title of a rule: give that rule a \`name\` and refer to it by that.`,
        null,
      );
    const others = [...this.places].filter(([, at]) => !at.includes(user)).map(([name]) => name);
    const meant = this.unknown++ < maxSuggestions ? nearestWord(text, others) : null;
    const hint = meant
      ? ` Did you mean \`${meant}\`?`
      : others.length === 0
        ? ' No other rule here has one: add the rule to this text, behind a line of `---`, with a `name`.'
        : others.length <= maxListed
          ? ` There are: ${others.map((each) => codeSpan(each)).join(', ')}.`
          : '';
    return note(`No rule of this text has the name or id ${codeSpan(text)}.${hint}`, meant);
  }
}
