import type { Evasion, EvasionWay } from '../../authoring/evasion.ts';
import { count, number } from '../words.ts';

export const controlWord: Readonly<Record<EvasionWay['control'], string>> = {
  free: 'written freely',
  elsewhere: 'by other means',
  unclear: 'unclear who decides',
};

export function wayTitle({ kind, after }: EvasionWay): string {
  if (kind === 'change') return 'changed';
  return kind === 'set' && after !== null ? 'set to what is excluded' : 'left out';
}

export function evasionSummary({ fires, ways }: Evasion): string {
  if (!fires) return 'The rule does not fire on this event.';
  const free = ways.filter(({ control }) => control === 'free').length;
  if (ways.length === 0) return 'No single value of the attacker’s silences it.';
  if (free === 0) return 'No value that is written freely silences it alone; these may:';
  const rest = ways.length - free;
  return `${count(free, 'value')} that the attacker writes ${free === 1 ? 'silences' : 'silence'} it alone${rest > 0 ? `, and ${number(rest)} more may` : ''}:`;
}

export function softSentence({ soft, matched }: Evasion): string {
  return `${number(soft.length)} of ${count(matched, 'matching predicate')} rest${soft.length === 1 ? 's' : ''} only on what the attacker writes:`;
}
