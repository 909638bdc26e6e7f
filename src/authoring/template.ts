// A whole rule, written out.
export interface RuleParts {
  readonly title: string;
  readonly description?: string;
  readonly logsource: readonly string[];
  /** Lines under `detection`, without its indentation. */
  readonly detection: readonly string[];
}

export function writeRule({ title, description, logsource, detection }: RuleParts): string {
  const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
  return [
    `title: ${title}`,
    'status: experimental',
    ...(description ? [`description: ${description}`] : []),
    'logsource:',
    ...indented(logsource),
    'detection:',
    ...indented(detection),
    'level: medium',
    '',
  ].join('\n');
}
