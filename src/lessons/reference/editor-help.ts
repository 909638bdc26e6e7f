// What the editor says of the words of a rule: one sentence a topic, and which topic a place is about.
export { summaries } from './summaries.ts';
export { topicAt } from './topic-at.ts';
