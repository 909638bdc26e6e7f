/** A sentence cut at its backticks. */
export function toProse(sentence: string): readonly { readonly text: string; readonly code: boolean }[] {
  return sentence
    .split('`')
    .map((text, index) => ({ text, code: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}
