// All checks of a rule against events. They say what is so of these events, and no more.
import type { Check } from '../check.ts';
import { absentFields, otherTypes, textOnObjects } from './field-checks.ts';
import { alwaysMatching, idleParts, neverMatching } from './idle-checks.ts';
import { spreadAlls, spreadKeys } from './spread-checks.ts';
import type { EventsSubject } from './subject.ts';
import { arnsAndNames, fieldNames, literalWildcards, quotedScalars } from './value-checks.ts';

export const eventChecks: readonly Check<EventsSubject>[] = [
  { code: 'events_lack_field', find: absentFields },
  { code: 'events_have_field_named', find: fieldNames },
  { code: 'events_have_arn', find: arnsAndNames },
  { code: 'events_hold_wildcard', find: literalWildcards },
  { code: 'events_value_quoted', find: quotedScalars },
  { code: 'events_text_on_object', find: textOnObjects },
  { code: 'events_have_other_type', find: otherTypes },
  { code: 'events_never_match', find: neverMatching },
  { code: 'events_always_match', find: alwaysMatching },
  { code: 'events_part_idle', find: idleParts },
  { code: 'events_spread_all', find: spreadAlls },
  { code: 'events_spread_keys', find: spreadKeys },
];
