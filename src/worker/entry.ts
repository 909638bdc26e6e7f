// The worker. Its first import takes the network away; nothing may come before it.
import './lockdown-now.ts';
import { expose } from 'comlink';
import { loadShapes } from '../intake/load-shapes.ts';
import { loadCorrelations, loadRareValues, loadRegex, loadWhyNot } from '../sigma/index.ts';
import { loadCollectionRun } from './collection/load.ts';
import { createEngine } from './engine.ts';
import { receiverKey } from './local-receiver.ts';
import type { Receiver } from './local-receiver.ts';
import type { Engine, ReadyNotice } from './protocol.ts';

/**
 * What is loaded late comes after the first answer, not when a text needs it: later nothing is requested. A lean page
 * gets what another event of the same texts may need: why it misses, where one does.
 */
function withTheRest(engine: Engine): Engine {
  let asked = false;
  return {
    ask: engine.ask,
    run: async (request) => {
      const result = await engine.run(request);
      if (!asked) {
        const misses = result.verdicts.includes('miss');
        const loads = request.lean
          ? misses
            ? [loadWhyNot]
            : []
          : [loadWhyNot, loadRareValues, loadRegex, loadShapes, loadCollectionRun, loadCorrelations];
        setTimeout(() => void Promise.all(loads.map((load) => load())).catch(() => {}));
      }
      asked = true;
      return result;
    },
  };
}

const receive = (globalThis as { [receiverKey]?: Receiver })[receiverKey];
if (receive) {
  receive((...options) => withTheRest(createEngine(...options)));
} else {
  expose(withTheRest(createEngine({ onRunning: (notice) => postMessage(notice) })));
  postMessage({ ready: true } satisfies ReadyNotice);
}
