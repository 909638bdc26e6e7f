/** Text without its common indentation, its first line break and the blanks before its end. */
export function yaml(strings: TemplateStringsArray, ...values: readonly string[]): string {
  const text = strings.raw.map((part, i) => part + (values[i] ?? '')).join('');
  const lines = text.replace(/^\n/, '').split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const indent = Math.min(...indents);
  return lines
    .map((line) => line.slice(indent))
    .join('\n')
    .replace(/ +$/, '');
}
