import { RE2JS } from 're2js';
import type { LinearRegexEngine } from './text-regex.ts';

/** RE2 in JavaScript. The only file that imports it, so that the page can load both together, and late. */
export const re2jsEngine: LinearRegexEngine = {
  compile(source) {
    let regex: RE2JS;
    try {
      regex = RE2JS.compile(source);
    } catch {
      return null;
    }
    const groups = regex.groupCount();
    return {
      test: (text) => regex.test(text),
      find: (text) => {
        const matcher = regex.matcher(text);
        if (!matcher.find()) return null;
        let end = matcher.end();
        for (let group = 1; group <= groups; group++) {
          const start = matcher.start(group);
          if (start >= 0) end = Math.min(end, start);
        }
        return { start: matcher.start(), end };
      },
    };
  },
};
