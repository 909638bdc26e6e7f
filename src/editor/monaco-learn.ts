// Hovers over the words of a rule, with a way to the reference.
import * as monaco from 'monaco-editor/editor';
import { placeOf, toFragment } from '../state/places.ts';
import * as texts from '../texts/en.ts';
import { rangeIn } from './monaco-model.ts';

/** Once for the page. */
export function registerLearning(): void {
  monaco.languages.registerHoverProvider('yaml', {
    async provideHover(model, position) {
      const help = await import('../lessons/reference/editor-help.ts').catch(() => null);
      if (!help || model.isDisposed()) return null;
      const place = help.topicAt(model.getValue(), model.getOffsetAt(position));
      if (!place) return null;
      const value = `${help.summaries[place.topic]}\n\n[${texts.editorLearnMore}](${addressOf(place.topic)})`;
      // Texts of ours; nothing of the rule is in them.
      return {
        range: rangeIn(model, place.range),
        contents: [{ value, isTrusted: false, supportHtml: false }],
      };
    },
  });
  monaco.editor.registerLinkOpener({
    open(resource) {
      const url = new URL(resource.toString(true));
      if (!placeOf(url.hash) || withoutFragment(url.href) !== withoutFragment(location.href)) return false;
      location.hash = url.hash;
      return true;
    },
  });
}

/** Of the whole page: in a frame of another one there is no reference. */
function addressOf(topic: string): string {
  const url = new URL(location.href);
  if (url.searchParams.has('embed')) url.search = '';
  url.hash = toFragment({ id: 'learn', topic });
  return url.href;
}

function withoutFragment(address: string): string {
  return address.replace(/#.*$/s, '');
}
