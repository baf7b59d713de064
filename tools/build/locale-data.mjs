import { runInNewContext } from 'node:vm';

const localeData = /@formatjs\/intl-(datetime|number)format\/locale-data\/\w+\.js$/;
/** What the product never formats, and what makes up most of the data. */
const unused = { datetime: ['timeZoneName', 'intervalFormats'], number: ['units'] };

const matcher = /@formatjs\/intl-localematcher\/index\.js$/;
const bestFit = 'else r = BestFitMatcher(';

/** A Vite plugin: of the languages the browser may lack, only what is used goes into the build. */
export function trimLocaleData() {
  return {
    name: 'trim-locale-data',
    transform(code, id) {
      if (matcher.test(id)) return { code: lookUpOnly(code), map: null };
      const kind = localeData.exec(id)?.[1];
      if (!kind) return null;
      const queue = kind === 'number' ? '__FORMATJS_NUMBERFORMAT_DATA__' : '__FORMATJS_DATETIMEFORMAT_DATA__';
      // The files are scripts that put their data into a queue, or hand them to whom they find.
      const entries = readData(code, kind);
      for (const { data } of entries) for (const part of unused[kind]) data[part] = emptyOf(part);
      return { code: `(globalThis.${queue} ??= []).push(...${JSON.stringify(entries)});`, map: null };
    },
  };
}

/** Asked is for one language that is there: guessing the nearest of many takes a table of all the world's. */
function lookUpOnly(code) {
  if (!code.includes(bestFit)) throw new Error('intl-localematcher chooses in another way now: look at trimLocaleData');
  return code.replace(bestFit, 'else r = LookupMatcher(').replaceAll('= memoize(', '= /* @__PURE__ */ memoize(');
}

const emptyOf = (part) => (part === 'units' ? { simple: {}, compound: {} } : {});

function readData(code, kind) {
  const entries = [];
  const format = { __addLocaleData: (...added) => entries.push(...added) };
  runInNewContext(code, { Intl: kind === 'number' ? { NumberFormat: format } : { DateTimeFormat: format } });
  return entries;
}
