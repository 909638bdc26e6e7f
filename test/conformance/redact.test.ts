// Rules from outside on events from outside, both read where they lie: with stand-ins in the place of accounts, names
// and addresses every predicate says what it said before.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { conformanceFolder } from '../_helpers/conformance.ts';
import { readSecrets } from '../../src/redact/read-secrets.ts';
import { createRedactor, withStandIns } from '../../src/redact/redact.ts';
import { createEngine } from '../../src/worker/engine.ts';

const folder = join(conformanceFolder, '../../../shared/conformance/public');

function lines(name: string): string[] {
  return readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean);
}

test.skipIf(!existsSync(folder))(
  'public rules judge public events alike when both are redacted',
  async () => {
    const eventsText = lines('cloudtrail.ndjson')
      .filter((_, i) => i % 4 === 0)
      .join('\n');
    const rules = lines('rules.ndjson')
      .map((line) => (JSON.parse(line) as { yaml: string }).yaml)
      .filter((text) => /service:\s*cloudtrail/.test(text));
    expect(rules.length).toBeGreaterThan(20);
    const secrets = await readSecrets({ ruleText: '', eventTexts: [eventsText] });
    expect(secrets.list.length).toBeGreaterThan(100);
    const redactor = createRedactor(secrets);
    const other = withStandIns(eventsText, await redactor.edits(eventsText));
    const engine = createEngine({ onRunning: () => {} });
    for (const [id, ruleText] of rules.entries()) {
      await engine.run({ id, ruleText, ...(id === 0 ? { eventsText } : {}), selected: 0, skipped: [] });
      const texts = { ruleText: withStandIns(ruleText, redactor.plainEdits(ruleText)), eventsText: other };
      for (let from: number | null = 0; from !== null;) {
        const slice: Awaited<ReturnType<typeof engine.ask<'trial'>>> = await engine.ask('trial', texts, from);
        expect(slice, ruleText).toMatchObject({ isAlike: true, changes: [] });
        from = slice.next;
      }
    }
  },
);
