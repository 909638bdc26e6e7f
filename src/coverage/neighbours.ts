// Values next to one that a detection item looks for: real as far as it goes, and probably no longer what it wants.
import type { JsonValue } from '../knowledge/aws/types.ts';
import { literalText, readAddress, readPlan, readTokens } from '../sigma/index.ts';
import type { CompiledItem, CompiledValue, ItemPlan } from '../sigma/index.ts';

/** The likeliest first. Whoever needs to be sure asks the item. */
export function neighboursOf(
  value: JsonValue,
  item: CompiledItem,
  values: readonly CompiledValue[],
  others: readonly string[],
): readonly JsonValue[] {
  if (typeof value === 'boolean') return [!value];
  const { plan } = readPlan(item.item);
  if (typeof value === 'number') return numbersBeside(value, values);
  if (typeof value !== 'string' || !plan) return [];
  const texts = [
    ...(plan.cased ? recased(value, values) : []),
    ...(plan.state === 'cidr' ? values.flatMap((each) => outside(each.value.text)) : []),
    ...others,
    ...(plan.state === 'regex' && !plan.regexFlags.has('i') ? recased(value, values) : []),
    ...(plan.state === 'compare' || plan.timePart ? datesBeside(value) : []),
    ...wordsBeside(value),
    ...addressesBeside(value),
    ...elsewhere(value),
    ...values.flatMap((each) => spoilt(value, each, plan)),
    ...spoiltAnywhere(value),
  ];
  // Nor half of a pair.
  return [...new Set(texts)].filter(
    (text) => text !== value && text.trim() !== '' && !/\p{Surrogate}/u.test(text),
  );
}

function numbersBeside(value: number, values: readonly CompiledValue[]): number[] {
  const named = values.map((each) => Number(each.value.text)).filter(Number.isFinite);
  const bounds = named.flatMap((bound) => [bound, bound - 1, bound + 1]);
  return [...new Set([...bounds, value + 1, value - 1])].filter((each) => each !== value);
}

function recased(text: string, values: readonly CompiledValue[]): string[] {
  const literals = values.map(literalIn).filter((each) => each !== '' && text.includes(each));
  const first = (each: string): string => swapCase(each.slice(0, 1)) + each.slice(1);
  return [
    ...literals.flatMap((each) => [
      text.replace(each, () => first(each)),
      text.replace(each, () => swapCase(each)),
    ]),
    first(text),
    swapCase(text),
  ];
}

function swapCase(text: string): string {
  return [...text]
    .map((each) => (each === each.toLowerCase() ? each.toUpperCase() : each.toLowerCase()))
    .join('');
}

/** The addresses right behind and right before a network. */
function outside(network: string): string[] {
  const [text = '', length] = network.split('/');
  const address = readAddress(text);
  if (!address) return [];
  const prefix = length === undefined ? address.length * 8 : Number(length);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > address.length * 8) return [];
  const bytes = BigInt(`0x${address.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`);
  const bits = BigInt(address.length * 8);
  const size = 1n << (bits - BigInt(prefix));
  const first = bytes - (bytes % size);
  return [first + size, first - 1n]
    .filter((each) => each >= 0n && each < 1n << bits)
    .map((each) => printAddress(each, address.length));
}

function printAddress(address: bigint, length: number): string {
  const digits = address.toString(16).padStart(length * 2, '0');
  const groups = digits.match(length === 4 ? /../g : /..../g) ?? [];
  if (length === 4) return groups.map((each) => parseInt(each, 16)).join('.');
  return groups
    .map((each) => each.replace(/^0{1,3}/, ''))
    .join(':')
    .replace(/(^|:)0(:0)+(:|$)/, '::');
}

const unitsOfDate = ['UTCMinutes', 'UTCHours', 'UTCDate', 'UTCMonth', 'UTCFullYear'] as const;

function datesBeside(text: string): string[] {
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time)) return [];
  return unitsOfDate.flatMap((unit) =>
    [1, -1, 6, -6].map((step) => {
      const date = new Date(time);
      date[`set${unit}`](date[`get${unit}`]() + step);
      return date.toISOString().replace('.000Z', 'Z');
    }),
  );
}

/** The other one of two words; the numbers next to one. */
function wordsBeside(text: string): string[] {
  const lower = text.toLowerCase();
  for (const [a, b] of [
    ['true', 'false'],
    ['yes', 'no'],
    ['enabled', 'disabled'],
    ['success', 'failure'],
  ] as const)
    if (lower === a || lower === b) return [likeCased(lower === a ? b : a, text)];
  if (!/^-?\d{1,15}$/.test(text)) return [];
  return [String(Number(text) + 1), String(Number(text) - 1)];
}

function likeCased(word: string, like: string): string {
  if (like === like.toUpperCase()) return word.toUpperCase();
  return like[0] === like[0]?.toUpperCase() ? (word[0] ?? '').toUpperCase() + word.slice(1) : word;
}

/** Another address, or another network. */
function addressesBeside(text: string): string[] {
  const [address = '', prefix] = text.split('/');
  const isV6 = address.includes(':');
  if (!readAddress(address)) return [];
  if (prefix !== undefined) return isV6 ? ['2001:db8::/32', 'fd00::/8'] : ['192.0.2.0/24', '10.0.0.0/8'];
  return [...outside(address), ...(isV6 ? ['2001:db8::24'] : ['203.0.113.57', '192.0.2.118'])];
}

const folders = ['C:\\Program Files', 'D:\\Example'];

/** The same file in another folder. */
function elsewhere(path: string): string[] {
  const name = /^[A-Z]:\\(?:.*\\)?([^\\]+)$/is.exec(path)?.[1];
  return name === undefined ? [] : folders.map((folder) => `${folder}\\${name}`);
}

/** The text with what the value looks for no longer quite in it. */
function spoilt(text: string, { value }: CompiledValue, plan: ItemPlan): string[] {
  if (plan.state === 'regex' || plan.state === 'cidr') return [];
  const needle = value.kind === 'string' ? literalIn({ value }) : value.text;
  if (needle === '') return [];
  const at = text.toLowerCase().indexOf(needle.toLowerCase());
  if (at < 0) return [];
  const [before, found, after] = [
    text.slice(0, at),
    text.slice(at, at + needle.length),
    text.slice(at + needle.length),
  ];
  const file = /^(.*[\\/]?[^\\/.]+)(\.[a-z0-9]{2,4})$/is.exec(found);
  const variants = [
    ...(file ? [`${file[1]}2${file[2]}`] : []),
    ...(plan.anchor === null && /^[^\s:/\\]*[a-z0-9]$/i.test(found) ? [`${found}-2`] : []),
    found.slice(0, -1),
    found.slice(0, -2),
    found.slice(1),
    found.slice(0, -1) + otherThan(found.slice(-1)),
    otherThan(found.slice(0, 1)) + found.slice(1),
    ...middles(found),
    '',
  ];
  return variants.map((variant) => before + variant + after);
}

/** One letter changed in the midst of it. */
function middles(text: string): string[] {
  const letters = [...text.matchAll(/[a-z0-9]/gi)].map(({ index }) => index);
  const chosen = [letters[letters.length >> 1], letters.at(-1), letters[0]].filter((at) => at !== undefined);
  return chosen.map((at) => text.slice(0, at) + otherThan(text.slice(at, at + 1)) + text.slice(at + 1));
}

const maxSpoilt = 40;

/** Any of its characters changed or gone, the last first: for expressions, which say nothing of where they look. */
function spoiltAnywhere(text: string): string[] {
  const step = Math.max(1, Math.floor(text.length / maxSpoilt));
  const places = Array.from(
    { length: Math.min(text.length, maxSpoilt) },
    (_, i) => text.length - 1 - i * step,
  );
  return [
    ...places.map((at) => text.slice(0, at) + text.slice(at + 1)),
    ...places.map((at) => text.slice(0, at) + otherThan(text.slice(at, at + 1)) + text.slice(at + 1)),
    ...[2, 3, 4].map((part) => text.slice(0, Math.floor(text.length / part))),
    `${text}-2`,
    `example-${text}`,
    'example',
    '-',
  ];
}

function otherThan(char: string): string {
  if (/[0-9]/.test(char)) return char === '9' ? '8' : String(Number(char) + 1);
  if (/[a-y]/i.test(char)) return String.fromCharCode(char.charCodeAt(0) + 1);
  return /z/i.test(char) ? 'y' : char === '_' ? '-' : '_';
}

/** The longest stretch of a value that stands for itself. */
function literalIn({ value }: Pick<CompiledValue, 'value'>): string {
  if (value.kind !== 'string') return value.text;
  return readTokens(value.text)
    .map((token) => (token.type === 'literal' ? literalText([token]) : ''))
    .reduce((best, text) => (text.length > best.length ? text : best), '');
}
