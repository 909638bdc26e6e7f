// What a page around a frame may do with its messages, as an example to copy.
export const hostScript = (playground: string) => `const frame = document.querySelector('iframe');
addEventListener('message', (event) => {
  // The sandbox leaves the frame no origin: its window tells who speaks.
  if (event.source !== frame.contentWindow) return;
  const { type, height, verdict, text, fired, total } = event.data ?? {};
  if (type === 'sigma-playground:resize') frame.height = height;
  if (type === 'sigma-playground:verdict') console.log(verdict, text, fired, total);
  if (type === 'sigma-playground:ready') {
    // '*', because the sandbox leaves the frame no origin to name. Only ${playground} is in it.
    frame.contentWindow.postMessage(
      { type: 'sigma-playground:load', rule: 'title: …', events: '{"eventName": "…"}', event: 1 },
      '*',
    );
  }
});`;

/** Each message with what it carries. */
export const messageRows = [
  { direction: 'out', type: 'ready', carries: 'protocol: 1' },
  { direction: 'out', type: 'resize', carries: 'height: 120 to 4000' },
  {
    direction: 'out',
    type: 'verdict',
    carries:
      "verdict: 'match', 'miss', 'unknown', 'error' or 'idle'; text; fired, undecided, total; event, from 1; verdicts, of each event",
  },
  {
    direction: 'in',
    type: 'load',
    carries: 'rule, events: texts, one of them may be missing; event, from 1',
  },
] as const;
