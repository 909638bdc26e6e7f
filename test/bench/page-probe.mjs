// Runs inside the page, before its own scripts. Notes when things are painted, and how long a key takes to show.
// `milestones`: by name, what must be there; `watched`: the element whose change answers a key.
export function installProbe({ milestones, watched }) {
  const probe = { painted: {}, latencies: [], watch: (selector) => (watched = selector) };
  globalThis.benchProbe = probe;
  const channel = new MessageChannel();
  const holds = Object.entries(milestones);
  let key = null;
  let changed = null;
  let observed = null;

  addEventListener('keydown', (event) => (key = event.timeStamp), { capture: true });
  const observer = new MutationObserver(() => {
    if (key !== null) {
      changed = key;
      key = null;
    }
  });

  // A frame's callbacks come before it is painted; a message posted from there comes after. What has changed until
  // then, before the frame or in another callback of it, was painted with it.
  channel.port1.onmessage = ({ data: reached }) => {
    const now = performance.now();
    for (const name of reached) probe.painted[name] ??= now;
    if (changed !== null) probe.latencies.push(now - changed);
    changed = null;
  };
  const frame = () => {
    requestAnimationFrame(frame);
    const reached = holds
      .filter(([name, { selector, text, count = 1 }]) => {
        if (probe.painted[name] !== undefined) return false;
        const found = [...document.querySelectorAll(selector)];
        const isSeen = found[0]?.checkVisibility({ visibilityProperty: true });
        return isSeen && found.length >= count && (!text || new RegExp(text).test(found[0].textContent));
      })
      .map(([name]) => name);
    const target = document.querySelector(watched);
    if (target && target !== observed) {
      observer.disconnect();
      observer.observe(target, { subtree: true, childList: true, characterData: true, attributes: true });
      observed = target;
    }
    channel.port2.postMessage(reached);
  };
  requestAnimationFrame(frame);
}
