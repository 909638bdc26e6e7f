// The part of the matcher that is loaded when a pipeline is chosen.
export { applyPipeline } from './apply-pipeline.ts';
export { builtInPipelines, pipelineText } from './built-in/built-in.ts';
export { readPipeline } from './read-pipeline.ts';
