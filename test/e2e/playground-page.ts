// The page as its users know it: every method is a sentence about what they do or see.
import { expect } from '@playwright/test';
import type { FrameLocator, Locator, Page } from '@playwright/test';

export type PaneName = 'Sigma rule' | 'Events';

export class PlaygroundPage {
  readonly page: Page;
  readonly url: string;
  readonly verdict: Locator;
  readonly tree: Locator;
  readonly problems: Locator;

  /** The last file that a page loads by itself has come. */
  #hasRules = false;

  constructor(page: Page, url: string) {
    this.page = page;
    page.on('response', (response) => {
      this.#hasRules ||= /\/built-in-(?!events)[\w-]+\.js$/.test(response.url());
    });
    this.url = url;
    this.verdict = page.getByRole('status', { name: 'Verdict' });
    this.tree = page.getByRole('tree', { name: 'Stages and predicates' });
    this.problems = page.getByRole('list', { name: 'Problems' });
  }

  /** Opens the page, with what comes after its address if need be: `#s1.…`, `?embed=1`. It is there when it lives. */
  async open(rest = ''): Promise<void> {
    await this.page.goto(this.url + rest);
    await living(this.page).waitFor({ state: 'attached' });
  }

  async sees(verdict: string | RegExp): Promise<void> {
    const start = typeof verdict === 'string' ? new RegExp(`^\\s*${escape(verdict)}`) : verdict;
    await expect(this.verdict).toHaveText(start);
  }

  editor(pane: PaneName): Locator {
    return this.page.getByRole('textbox', { name: pane });
  }

  /** Waits until Monaco has taken the place of the plain editors. */
  async waitsForMonaco(): Promise<void> {
    await expect(this.page.locator('[data-editor=monaco]')).toHaveCount(2, { timeout: 30_000 });
  }

  /** Waits until all is there that comes without being asked for: from then on nothing is requested. */
  async waitsForEverything(): Promise<void> {
    await this.waitsForMonaco();
    await expect.poll(() => this.#hasRules, { timeout: 30_000 }).toBe(true);
    await this.page.waitForLoadState('networkidle');
  }

  async hasNoMonaco(): Promise<void> {
    await expect(this.page.locator('[data-editor=monaco]')).toHaveCount(0);
  }

  /** Replaces a text as a person does: select all, then put in the new one. */
  async writes(pane: PaneName, text: string): Promise<void> {
    await this.editor(pane).focus();
    await this.page.keyboard.press('ControlOrMeta+A');
    if (text === '') await this.page.keyboard.press('Delete');
    else await this.page.keyboard.insertText(text);
  }

  async writesRule(text: string): Promise<void> {
    await this.writes('Sigma rule', text);
  }

  async writesEvents(text: string): Promise<void> {
    await this.writes('Events', text);
  }

  /** Rows of the tree; by what they say, by verdict, by reason. */
  row(text: string | RegExp): Locator {
    return this.tree.getByRole('treeitem').filter({ hasText: text });
  }

  rowsWithVerdict(verdict: 'match' | 'miss' | 'unknown'): Locator {
    return this.tree.locator(`[role=treeitem][data-verdict=${verdict}]`);
  }

  rowsWithReason(reason: string): Locator {
    return this.tree.locator(`[role=treeitem][data-reason=${reason}]`);
  }

  problem(text: string | RegExp): Locator {
    return this.problems.getByRole('listitem').filter({ hasText: text });
  }

  /** By its place in the menu, from 1. */
  async picksTheSample(number: number): Promise<void> {
    await this.page.getByRole('button', { name: 'Samples' }).click();
    await this.page
      .locator('.samples')
      .getByRole('button')
      .nth(number - 1)
      .click();
  }

  /** Opens a tab of the results; on a phone the segment with them first. */
  async opensTheTab(name: string | RegExp): Promise<void> {
    const segment = this.page.getByRole('button', { name: 'Why', exact: true });
    if (await segment.isVisible()) await segment.click();
    await this.page.getByRole('tab', { name }).click();
  }

  async opensTheCatalogue(): Promise<void> {
    await this.page.getByRole('button', { name: 'Catalogue', exact: true }).click();
    await expect(this.page.getByRole('heading', { name: 'Catalogue', level: 2 })).toBeVisible();
  }

  async opensTheCatalogueTab(name: 'Rules' | 'Run' | 'ATT&CK' | 'Sources'): Promise<void> {
    const tabs = this.page.getByRole('tablist', { name: 'Catalogue' });
    await tabs.getByRole('tab', { name }).click();
  }

  /** Rules of the catalogue in sight, by what they say. */
  ruleInList(text: string | RegExp): Locator {
    return this.page.getByRole('listbox', { name: 'Rules' }).getByRole('option').filter({ hasText: text });
  }

  async findsRules(text: string | RegExp): Promise<void> {
    await expect(this.page.getByRole('status', { name: 'Rules found' })).toHaveText(text);
  }

  async searchesTheCatalogue(text: string): Promise<void> {
    await this.page.getByRole('searchbox', { name: 'Search the catalogue' }).fill(text);
  }

  /** Chooses files in the catalogue's sources. */
  async addsRules(...files: readonly { readonly name: string; readonly content: Buffer }[]): Promise<void> {
    await this.opensTheCatalogueTab('Sources');
    const input = this.page.getByLabel('Rule files');
    await input.setInputFiles(
      files.map(({ name, content }) => ({ name, mimeType: 'application/octet-stream', buffer: content })),
    );
  }

  /** Opens the share dialog and reads the link from its field. */
  async copiesTheLink(): Promise<string> {
    await this.page.getByRole('button', { name: 'Share' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Share' });
    const field = dialog.getByRole('textbox', { name: 'Link', exact: true });
    await expect(field).toHaveValue(/#s1\./);
    const link = await field.inputValue();
    await this.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    return link;
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The page as its scripts made it: until then what the build has put there may be seen, and deals with nothing. */
export function living(page: Page | FrameLocator): Locator {
  return page.locator('#app:not([aria-busy])');
}
