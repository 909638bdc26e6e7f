// What a page around a frame may do with its messages, as an example to copy.
import * as texts from '../../texts/en.ts';

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
  { direction: 'out', type: 'ready', carries: texts.embedMessageReady },
  { direction: 'out', type: 'resize', carries: texts.embedMessageResize },
  { direction: 'out', type: 'verdict', carries: texts.embedMessageVerdict },
  { direction: 'in', type: 'load', carries: texts.embedMessageLoad },
] as const;
