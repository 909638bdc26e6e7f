// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { placeholdersIn, withPlaceholders } from '../../../src/share/options.ts';
import type { Work } from '../../../src/share/work-link.ts';
import { fromWork } from '../../../src/share/work-link.ts';
import type { Runner } from '../../../src/state/playground.svelte.ts';
import { Redaction } from '../../../src/state/redaction.svelte.ts';
import { createEngine } from '../../../src/worker/engine.ts';
import { rule } from '../../_helpers/rule.ts';
import { eventOf, madeUp } from '../../redact/made-up.ts';

const it = madeUp(11);
const eventsText = [eventOf(it), { ...eventOf(it), eventName: 'GetObject' }]
  .map((e) => JSON.stringify(e))
  .join('\n');
const testing = (detection: string) => rule(`s: ${detection}\ncondition: s`);

async function redactionOf(work: Work, ask?: Runner['ask']) {
  const engine = createEngine({ onRunning: () => {} });
  const { ruleText, eventsText } = work;
  const placeholders = placeholdersIn(work.carried);
  const { events, ...answer } = await engine.run({
    id: 1,
    ruleText,
    eventsText,
    selected: 0,
    skipped: [],
    ...(placeholders ? { placeholders } : {}),
  });
  if (!events) throw new Error('The first answer tells of the events.');
  const result = { ...answer, events };
  const source = {
    ask: ask ?? (engine.ask as Runner['ask']),
    answer: { ruleText, eventsText, result },
    failure: '',
  };
  const redaction = new Redaction(work, source);
  await redaction.start();
  return redaction;
}

const checked = (redaction: Redaction) => vi.waitFor(() => expect(redaction.check.type).not.toBe('checking'));

test('nothing of what is found is in what is shared: texts, names of events, what was carried', async () => {
  const ruleText = testing(
    `{recipientAccountId: '${it.account}', userIdentity.arn|contains: ':assumed-role/'}`,
  );
  const [first = ''] = eventsText.split('\n');
  const redaction = await redactionOf({
    ruleText,
    eventsText,
    marks: [{ range: { start: 0, end: first.length }, name: `by ${it.user}`, expectation: 'fire' }],
    eventRanges: [
      { start: 0, end: first.length },
      { start: first.length + 1, end: eventsText.length },
    ],
    carried: { payload: { r: '', e: [], o: { seen: [it.ip], [it.email]: 1 } } },
  });
  expect(redaction.wanted).toBe(true);
  expect(redaction.check).toMatchObject({ type: 'alike', events: 2, predicates: 2 });
  const payload = fromWork((redaction.shared as NonNullable<typeof redaction.shared>).work);
  for (const value of Object.values(it)) expect(JSON.stringify(payload)).not.toContain(value);
  expect(payload.e).toHaveLength(2);
  expect(payload.e[0]).toMatchObject({ n: 'by session-1', x: 1 });
  expect(JSON.parse(payload.e[0]?.t ?? '')).toMatchObject({ recipientAccountId: '111122223333' });
  expect(payload.o).toEqual({ seen: ['192.0.2.1'], 'user1@example.com': 1 });
});

test('a predicate that would change is named with the value to blame, and nothing is shared until it is left', async () => {
  const ruleText = testing(
    `{eventName: GetObject, recipientAccountId|startswith: '${it.account.slice(0, 4)}'}`,
  );
  const redaction = await redactionOf({ ruleText, eventsText });
  expect(redaction.shared).toBeNull();
  const { check } = redaction;
  if (check.type !== 'changed') throw new Error(check.type);
  const [predicate, ...others] = check.predicates;
  expect(others).toEqual([]);
  expect(ruleText.slice(predicate?.range.start, predicate?.range.end)).toMatch(/^recipientAccountId/);
  expect(predicate?.first).toMatchObject({ event: 0, before: 'match', after: 'miss' });
  expect(predicate?.secrets.map(({ value }) => value)).toEqual([it.account]);
  redaction.keep(predicate?.secrets.map(({ id }) => id) ?? [], true);
  expect(redaction.shared).toBeNull();
  await checked(redaction);
  expect(redaction.check.type).toBe('alike');
  expect(redaction.shared?.work.eventsText).toContain(it.account);
  expect(redaction.shared?.work.eventsText).not.toContain(it.shortKey);
});

test('values of placeholders get the stand-ins that the events have, and are tried with them', async () => {
  const ruleText = testing("{recipientAccountId|expand: '%Accounts%'}");
  const carried = withPlaceholders(undefined, { Accounts: [it.account] }) as NonNullable<Work['carried']>;
  const redaction = await redactionOf({ ruleText, eventsText, carried });
  expect(redaction.check).toMatchObject({ type: 'alike', predicates: 1 });
  const shared = redaction.shared?.work;
  expect(placeholdersIn(shared?.carried)).toEqual({ Accounts: ['111122223333'] });
  expect(JSON.parse(shared?.eventsText.split('\n')[0] ?? '')).toMatchObject({
    recipientAccountId: '111122223333',
  });
});

test('a part of a secret among the values of placeholders, which no longer matches, is told', async () => {
  const ruleText = testing("{recipientAccountId|expand: '%Accounts%'}");
  const part = `${it.account.slice(0, 4)}*`;
  const carried = withPlaceholders(undefined, { Accounts: [part] }) as NonNullable<Work['carried']>;
  const { check, shared } = await redactionOf({ ruleText, eventsText, carried });
  expect(shared).toBeNull();
  if (check.type !== 'changed') throw new Error(check.type);
  expect(check.predicates[0]?.first).toMatchObject({ before: 'match', after: 'miss' });
  expect(check.predicates[0]?.secrets.map(({ value }) => value)).toEqual([it.account]);
});

test('the rule may stay as it is', async () => {
  const ruleText = testing(`{recipientAccountId: '${it.account}'}`);
  const redaction = await redactionOf({ ruleText, eventsText });
  expect([...redaction.ruleIds]).toEqual([it.account]);
  expect(redaction.shared?.work.ruleText).not.toContain(it.account);
  redaction.wantInRule(false);
  await checked(redaction);
  expect(redaction.check).toMatchObject({ type: 'changed' });
  redaction.want(false);
  expect(redaction.shared?.work).toMatchObject({ ruleText, eventsText });
});

test('what only identifies is found, and not replaced unasked', async () => {
  const text = JSON.stringify({ eventName: 'A', sourceIPAddress: it.ip });
  const redaction = await redactionOf({ ruleText: testing('{eventName: A}'), eventsText: text });
  expect([redaction.wanted, redaction.secrets?.length]).toEqual([false, 1]);
  expect(redaction.shared?.work.eventsText).toBe(text);
  redaction.want(true);
  expect(redaction.shared).toBeNull();
  await checked(redaction);
  expect(redaction.shared?.work.eventsText).toBe(text.replace(it.ip, '192.0.2.1'));
});

test('what could not be checked is not shared, and can be tried again', async () => {
  let answers = 0;
  const ask = (async () => {
    answers++;
    return answers === 1
      ? null
      : { next: null, events: 2, predicates: 1, isAlike: true, changes: [], changed: 0 };
  }) as unknown as Runner['ask'];
  const redaction = await redactionOf({ ruleText: testing('{eventName: A}'), eventsText }, ask);
  expect(redaction.check.type).toBe('unchecked');
  expect(redaction.shared).toBeNull();
  redaction.tryAgain();
  await checked(redaction);
  expect(redaction.check.type).toBe('alike');
});
