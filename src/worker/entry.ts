import './lockdown.ts';
import { expose } from 'comlink';
import { createEngine } from './engine.ts';

expose(createEngine({ onRunning: (notice) => postMessage(notice) }));
