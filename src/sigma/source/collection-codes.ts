import type { Severity } from './diagnostic.ts';

interface CodeRow {
  readonly severity: Severity;
  /** The document cannot be evaluated while this stands, nor what depends on it. */
  readonly refuses: boolean;
}

const refused: CodeRow = { severity: 'error', refuses: true };
const warning: CodeRow = { severity: 'warning', refuses: false };
const info: CodeRow = { severity: 'info', refuses: false };

/** Codes of what several documents of one text get wrong, permanent too. Apart, for few texts have several. */
export const collectionCodes = {
  invalid_filter: refused,
  missing_filter_rules: refused,
  filter_other_logsource: warning,
  filter_without_rules: info,
  filter_includes: warning,
  invalid_action: refused,
  action_without_rule: refused,
  action_legacy: info,
  action_overrides: info,
} as const satisfies Record<string, CodeRow>;

export type CollectionCode = keyof typeof collectionCodes;
