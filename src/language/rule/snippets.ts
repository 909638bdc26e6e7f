// Pieces of rules to begin with: where each goes, and how it looks there.

export interface Snippet {
  readonly id: string;
  readonly label: string;
  /** A whole text of its own, a document below what is there, or lines of a detection. */
  readonly place: 'rule' | 'document' | 'detection';
  /** `‹…›` is what the author writes over; the first is selected. */
  readonly lines: readonly string[];
}

const metadata = (title: string): string[] => [
  `title: ‹${title}›`,
  'id: ‹id›',
  'status: experimental',
  'description: ‹What it detects, and what that means›',
];

export const snippets: readonly Snippet[] = [
  {
    id: 'rule',
    label: 'New detection rule',
    place: 'rule',
    lines: [
      ...metadata('My rule'),
      'logsource:',
      '    product: aws',
      '    service: cloudtrail',
      'detection:',
      '    selection:',
      '        eventSource: iam.amazonaws.com',
      '        eventName: CreateUser',
      '    condition: selection',
      'falsepositives:',
      '    - Unknown',
      'level: medium',
    ],
  },
  {
    id: 'correlation',
    label: 'New correlation rule: many events of one kind',
    place: 'document',
    lines: [
      ...metadata('Many of them'),
      'correlation:',
      '    type: event_count',
      '    rules:',
      '        - ‹name or id of a rule›',
      '    group-by:',
      '        - sourceIPAddress',
      '    timespan: 10m',
      '    condition:',
      '        gte: 5',
      'level: high',
    ],
  },
  {
    id: 'correlation-sequence',
    label: 'New correlation rule: one event after the other',
    place: 'document',
    lines: [
      ...metadata('One after the other'),
      'correlation:',
      '    type: temporal_ordered',
      '    rules:',
      '        - ‹the first rule›',
      '        - ‹the second rule›',
      '    group-by:',
      '        - sourceIPAddress',
      '    timespan: 10m',
      'level: high',
    ],
  },
  {
    id: 'filter-document',
    label: 'New filter for other rules',
    place: 'document',
    lines: [
      'title: ‹Our administrators›',
      'logsource:',
      '    product: aws',
      '    service: cloudtrail',
      'filter:',
      '    rules:',
      '        - ‹name or id of a rule›',
      '    selection:',
      '        userIdentity.userName|startswith: ‹adm_›',
      '    condition: not selection',
    ],
  },
  {
    id: 'filter',
    label: 'Filter: leave something out',
    place: 'detection',
    lines: ['filter_main_‹name›:', '    ‹field›: ‹value›'],
  },
  {
    id: 'any-of-values',
    label: 'Selection: one of several values',
    place: 'detection',
    lines: ['selection_‹name›:', '    ‹field›:', '        - ‹one›', '        - ‹another›'],
  },
  {
    id: 'all-of-values',
    label: 'Selection: all of several parts',
    place: 'detection',
    lines: ['selection_‹name›:', '    ‹field›|contains|all:', '        - ‹one›', '        - ‹another›'],
  },
  {
    id: 'alternatives',
    label: 'Selection: one of several sets of fields',
    place: 'detection',
    lines: ['selection_‹name›:', '    - ‹field›: ‹value›', '    - ‹other field›: ‹value›'],
  },
  {
    id: 'keywords',
    label: 'Keywords: texts anywhere in the event',
    place: 'detection',
    lines: ['keywords:', '    - ‹text›'],
  },
];
