// Spec: Sigma 2.1.0, correlation rules, "Time Selection": a number and a letter.
import type { DocumentNode } from '../document/node.ts';
import { codeSpan } from '../source/code-span.ts';
import type { Diagnostic, Fix } from '../source/diagnostic.ts';
import { correlationDiagnostic, replacement } from './correlation-diagnostic.ts';
import type { Timespan } from './correlation.ts';

const second = 1000;
/** Months and years are those of pySigma: the mean of the Gregorian calendar. */
const units: Readonly<Record<string, number>> = {
  s: second,
  m: 60 * second,
  h: 3600 * second,
  d: 86_400 * second,
  w: 604_800 * second,
  M: 2_629_746 * second,
  y: 31_556_952 * second,
};
const inSpecification = 'smhd';

export function readTimespan(node: DocumentNode, diagnostics: Diagnostic[]): Timespan | null {
  if (node.type !== 'scalar') {
    diagnostics.push(invalid(node, 'A timespan is one text, for example `10m`.'));
    return null;
  }
  const { text, range } = node;
  const [, digits, unit] = /^(\d{1,10})([smhdwMy])$/.exec(text) ?? [];
  const ms = Number(digits) * (units[unit ?? ''] ?? NaN);
  if (!unit || !Number.isSafeInteger(ms)) {
    diagnostics.push(
      invalid(
        node,
        `${codeSpan(text)} is no timespan: write a number and one of \`s\`, \`m\`, \`h\`, \`d\`, for example \`90m\`.`,
        mendsOf(text).map((mend) => replacement(`Change to \`${mend}\``, range, mend)),
      ),
    );
    return null;
  }
  if (ms === 0) {
    diagnostics.push(invalid(node, 'A timespan of nothing holds no two events: write at least `1s`.'));
    return null;
  }
  if (!inSpecification.includes(unit))
    diagnostics.push(
      correlationDiagnostic(
        'timespan_unit_not_in_specification',
        range,
        `The specification knows \`s\`, \`m\`, \`h\` and \`d\`: other tools may refuse \`${unit}\`.${meansOf(unit)}`,
        unit === 'w' ? [replacement('Write it in days', range, `${Number(digits) * 7}d`)] : [],
      ),
    );
  return { text, ms, range };
}

function meansOf(unit: string): string {
  if (unit === 'M') return ' A month is 30.44 days here, as in pySigma; minutes are `m`.';
  return unit === 'y' ? ' A year is 365.24 days here, as in pySigma.' : '';
}

function invalid(node: DocumentNode, message: string, fixes: readonly Fix[] = []): Diagnostic {
  return correlationDiagnostic('invalid_timespan', node.range, message, fixes);
}

const words: readonly (readonly [RegExp, string])[] = [
  [/^s(ec(ond)?s?)?$/, 's'],
  [/^m(in(ute)?s?)?$/, 'm'],
  [/^h((ou)?rs?)?$/, 'h'],
  [/^d(ays?)?$/, 'd'],
];

/** What may be meant: `1h30m`, `10 minutes`, `90`. */
function mendsOf(text: string): string[] {
  const compact = text.replace(/[\s_]/g, '').toLowerCase();
  if (/^[1-9]\d{0,6}$/.test(compact)) return [`${compact}s`, `${compact}m`];
  const parts = [...compact.matchAll(/(\d{1,7})([a-z]+)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== compact) return [];
  let total = 0;
  let smallest = 'd';
  for (const [, digits, word] of parts) {
    const unit = words.find(([pattern]) => pattern.test(word ?? ''))?.[1];
    if (!unit) return [];
    total += Number(digits) * (units[unit] ?? 0);
    if ((units[unit] ?? 0) < (units[smallest] ?? 0)) smallest = unit;
  }
  const size = units[smallest] ?? second;
  return total > 0 && total % size === 0 ? [`${total / size}${smallest}`] : [];
}
