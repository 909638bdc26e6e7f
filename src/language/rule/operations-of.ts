// Which operations a rule asks for, however far it is written: what is suggested depends on them.
import { readRules } from '../../sigma/index.ts';
import type { Logsource, Search } from '../../sigma/index.ts';
import type { Operation } from '../fields.ts';

export interface RuleSubject {
  readonly logsource: Logsource;
  readonly operations: readonly Operation[];
}

const maxValues = 20;

/** Of the first detection rule; `eventName` is empty where only the source is asked for. */
export function subjectOf(text: string): RuleSubject {
  const rule = readRules(text).rules.find(({ type }) => type === 'detection');
  if (rule?.type !== 'detection') return { logsource: {}, operations: [] };
  const values = { eventSource: [] as string[], eventName: [] as string[] };
  const walk = (search: Search): void => {
    if (search.type === 'broken' || search.type === 'array') return;
    if (search.type !== 'item') return search.children.forEach(walk);
    const { field } = search;
    if ((field === 'eventSource' || field === 'eventName') && search.modifiers.length === 0)
      values[field].push(...search.values.map((value) => value.text).slice(0, maxValues));
  };
  rule.detection.identifiers.forEach(({ search }) => walk(search));
  const names = values.eventName.length > 0 ? values.eventName : [''];
  return {
    logsource: rule.logsource,
    operations: values.eventSource.flatMap((eventSource) =>
      names.map((eventName) => ({ eventSource, eventName })),
    ),
  };
}
