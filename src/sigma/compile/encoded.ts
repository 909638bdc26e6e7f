// utf16*, base64, base64offset: text → bytes → base64 text, from left to right.
import type { ScalarNode } from '../document/node.ts';
import { diagnostic } from '../source/diagnostic.ts';
import { base64, base64Offsets, utf8Bytes, wideBytes } from '../value/encoding.ts';
import { dashSpellings, hasWildcard, literalText, readTokens, windashTokens } from '../value/pattern.ts';
import type { Token } from '../value/pattern.ts';
import type { Predicate, TextPredicate } from '../value/predicate.ts';
import { anyOfPredicate, patternPredicate } from '../value/text-predicate.ts';
import { anchorOf, placeOf, refuse } from './context.ts';
import type { ValueContext } from './context.ts';
import { maxExpansions } from './placeholders.ts';

/** Shorter variants match by chance. */
const safeVariantLength = 4;

export function compileEncoded(context: ValueContext, value: ScalarNode, text: string): Predicate {
  const { plan } = context;
  const no = (message: string): Predicate => refuse(context, value, 'modifier_value_type', message);
  const tokens: readonly Token[] = value.kind === 'string' ? readTokens(text) : [{ type: 'literal', text }];
  const texts = plan.windash ? dashSpellings(windashTokens(tokens), maxExpansions) : [tokens];
  if (!texts) return no('Each dash has five spellings, too many to encode together: split the value.');
  if (plan.state === 'wide')
    return anyOfPredicate(
      texts.map((each) => patternPredicate(wideTokens(context, each), anchorOf(context), plan.cased)),
    );
  if (hasWildcard(tokens))
    return no('A wildcard cannot be encoded: escape it as `\\*` or `\\?`, or split the value.');
  const variants = texts.flatMap((each) => encode(context, literalText(each)));
  warnOfShort(context, value, variants);
  const spellings = variants.flatMap((variant) => withoutPadding(context, variant));
  return anyOfPredicate(spellings.map(({ variant, note }) => spelled(context, variant, note)));
}

function spelled(context: ValueContext, variant: string, note: string): TextPredicate {
  const { plan } = context;
  const anchor = plan.state === 'offsets' && plan.anchor === null ? 'anywhere' : anchorOf(context);
  const tokens: Token[] = variant === '' ? [] : [{ type: 'literal', text: variant }];
  return patternPredicate(tokens, anchor, plan.cased, note);
}

/** All texts that the chain of encodings makes of a text. */
function encode({ plan }: ValueContext, text: string): string[] {
  let bytes: readonly number[] | null = null;
  let encoded = text;
  for (const encoding of plan.encodings) {
    const input = bytes ?? utf8Bytes(encoded);
    bytes = null;
    if (encoding === 'base64offset') return base64Offsets(input);
    if (encoding === 'base64') encoded = base64(input);
    else bytes = wideBytes(encoded, encoding);
  }
  return [encoded];
}

/** Each byte as a character; a `?` stands for a code unit, which is two of them. */
function wideTokens({ plan }: ValueContext, tokens: readonly Token[]): Token[] {
  const [encoding] = plan.encodings;
  const units = encoding === 'utf16be' ? 'utf16be' : 'utf16le';
  const toText = (bytes: readonly number[]): string =>
    bytes.map((byte) => String.fromCharCode(byte)).join('');
  const wide = tokens.flatMap((token): Token[] => {
    if (token.type === 'one') return [token, token];
    return [
      token.type === 'literal' ? { type: 'literal', text: toText(wideBytes(token.text, units)) } : token,
    ];
  });
  // The byte order mark stands once, at the beginning.
  const mark: Token[] =
    encoding === 'utf16' ? [{ type: 'literal', text: toText(wideBytes('', encoding)) }] : [];
  return [...mark, ...wide];
}

/** Spec leaves open how padding meets `contains`: inside longer base64 text there is none, so both are tried. */
function withoutPadding({ plan }: ValueContext, variant: string): { variant: string; note: string }[] {
  const padded = { variant, note: `As base64: \`${variant}\`.` };
  const bare = variant.replace(/=+$/, '');
  if (plan.state !== 'base64' || plan.anchor === null || bare === variant) return [padded];
  return [padded, { variant: bare, note: `As base64 without padding: \`${bare}\`.` }];
}

function warnOfShort(context: ValueContext, value: ScalarNode, variants: readonly string[]): void {
  const short = variants.find((variant) => variant.length < safeVariantLength);
  if (context.plan.state !== 'offsets' || short === undefined) return;
  context.diagnostics.push(
    diagnostic(
      'short_base64offset',
      placeOf(context, value),
      `One alignment of this value is just \`${short}\`, which will match by chance: use a longer value.`,
    ),
  );
}
