// How high the page would be if nothing in it scrolled: a page around can give its frame that height. It does not
// depend on the height that the frame has, or the two would chase each other.

const lineHeight = 20;
const codePadding = 16;
const rows = { min: 3, max: 24 };
const heights = { min: 120, max: 4000 };

/** Rows that a text gets before it scrolls. */
export function codeRows(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1 && lines < rows.max; at = text.indexOf('\n', at + 1)) lines++;
  return Math.max(rows.min, lines);
}

/** In CSS pixels; 0 before anything is shown. */
export function measureContent(
  page: Document,
  texts: { readonly rule: string; readonly events: string },
): number {
  const seen = (selector: string) =>
    [...page.querySelectorAll<HTMLElement>(selector)].filter((element) => element.offsetHeight > 0);
  const sum = (elements: Iterable<Element>) =>
    [...elements].reduce((total, element) => total + (element as HTMLElement).offsetHeight, 0);
  const bars = seen('.shell .verdict-bar, .shell .segments, .shell .embed-foot');
  if (bars.length === 0) return 0;
  const [results] = seen('.results');
  const panel = results?.querySelector('.panel:not([hidden])');
  const why = results ? sum([...results.children].filter((each) => !each.matches('.panel'))) : 0;
  const explanation = why + (panel ? sum(panel.children) : 0);
  const panes = seen('.pane');
  const code = panes.map((pane) => {
    const isRule = pane.id === 'rule-pane' || pane.querySelector('[data-language=yaml]') !== null;
    const head = sum(pane.querySelectorAll('.pane-head'));
    return head + codeRows(isRule ? texts.rule : texts.events) * lineHeight + codePadding;
  });
  const [one, other] = panes.map((pane) => pane.getBoundingClientRect());
  const beside = one && other ? Math.abs(one.top - other.top) < 2 : false;
  const texted = beside ? Math.max(...code) : code.reduce((total, height) => total + height, 0);
  // The explanation stands beside the texts where it begins as high as they do.
  const isBeside = results && one && Math.abs(results.getBoundingClientRect().top - one.top) < 2;
  const body = isBeside ? Math.max(texted, explanation) : texted + explanation;
  return Math.min(heights.max, Math.max(heights.min, Math.ceil(sum(bars) + body)));
}
