// A rule's text tidied without changing what it means: no spaces at the ends of lines, spaces where tabs indent, one
// line break at the end. Block scalars, where all of that has a meaning, stay as they are.

const tab = '  ';

/** The end of a line that begins a block scalar: `key: |`, `- >-`. */
const blockHeader = /^\s*[^\s#].*\s[|>][-+0-9]{0,2}(?:\s+#.*)?$/;
/** One that has no key: at the top of a document its text needs no indentation, so that nothing is sure. */
const bareHeader = /^\s*(?:(?:---|[!&]\S*)\s+)*[|>][-+0-9]{0,2}\s*(?:\s#.*)?$/;

export function tidyRule(text: string): string {
  const lines = text.split('\n');
  if (lines.some((line) => bareHeader.test(line))) return text;
  const tidied: string[] = [];
  /** The indentation of the line that began the block scalar we are in; -1 outside. */
  let block = -1;
  for (const line of lines) {
    const indentation = /^ */.exec(line)?.[0].length ?? 0;
    if (block >= 0 && (line.trim() === '' || indentation > block)) {
      tidied.push(line);
      continue;
    }
    block = -1;
    const ahead = /^[ \t]*/.exec(line)?.[0] ?? '';
    const rest = line.slice(ahead.length);
    const trimmed = /\\[ \t]*$/.test(rest) ? rest : rest.replace(/[ \t]+$/, '');
    if (blockHeader.test(trimmed)) block = indentation;
    tidied.push(trimmed === '' ? '' : ahead.replaceAll('\t', tab) + trimmed);
  }
  const whole = tidied.join('\n');
  return block >= 0 || whole.trim() === '' ? whole : `${whole.replace(/\n+$/, '')}\n`;
}
