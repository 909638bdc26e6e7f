import type { Diagnostic, LintCode } from '../sigma/index.ts';

/** What these events say of a place is told by others better, who know why. */
const toldBetterBy: Readonly<Partial<Record<string, readonly LintCode[]>>> = {
  events_lack_field: ['field_not_in_cloudtrail', 'field_not_in_request', 'field_not_in_response'],
  events_have_field_named: ['field_name_as_value'],
  events_have_arn: ['fieldref_of_other_kind'],
  events_hold_wildcard: ['value_holds_wildcard'],
  events_value_quoted: ['value_quoted'],
  events_text_on_object: ['text_on_object', 'json_in_text'],
  events_never_match: [
    'events_have_arn',
    'events_have_field_named',
    'events_have_other_type',
    'events_text_on_object',
    'field_name_as_value',
    'field_redacted',
    'fieldref_of_other_kind',
    'json_url_encoded',
    'value_case_cased',
    'value_never_recorded',
  ],
  events_part_idle: ['part_never_matches', 'part_always_matches'],
} satisfies Partial<Record<LintCode, readonly LintCode[]>>;

/** Of more nobody reads all, and each is compared with each. */
const maxCompared = 2000;

/** Diagnostics of several checks without those that say less of the same place. */
export function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length > maxCompared) return diagnostics;
  return diagnostics.filter(({ code, range }) => {
    const better = toldBetterBy[code];
    return !better || !diagnostics.some((other) => isOneOf(other, better) && overlap(other, range));
  });
}

const isOneOf = ({ code }: Diagnostic, codes: readonly string[]): boolean => codes.includes(code);

const overlap = ({ range }: Diagnostic, other: Diagnostic['range']): boolean =>
  range.start < other.end && other.start < range.end;
