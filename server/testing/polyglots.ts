/** What ends whatever it stands in and begins something else: markup, attributes, scripts, styles, templates. */
const ofPages = [
  `jaVasCript:/*-/*\`/*\\\`/*'/*"/**/(/* */oNcliCk=alert() )//%0D%0A//</stYle/</titLe/</teXtarEa/</scRipt/--!>\x3csVg/<sVg/oNloAd=alert()//>`,
  `"><img src=x onerror=alert(1)>`,
  `' autofocus onfocus='alert(1)`,
  '</td></table><script>alert(1)</script>',
  '<!--<script>--><iframe srcdoc="<script>alert(1)</script>">',
  `{{constructor.constructor('alert(1)')()}}`,
  '</title><meta http-equiv="refresh" content="0;url=https://evil.example">',
] as const;

/** What spreadsheets run. */
const ofSheets = [
  '=HYPERLINK("https://evil.example","x")',
  `+cmd|' /C calc'!A0`,
  '-2+3',
  '@SUM(1+1)',
  '＝1+1',
  `'=1+1`,
] as const;

/** Hostile values, for every text that somebody types and somebody else is shown. */
export const polyglots: readonly string[] = [...ofPages, ...ofSheets];

const tag = /<(\/?)([a-z!][^\s/>]*)((?:[^>"]|"[^"]*")*)>/gi;

/** The tags and attributes of a page, each once; what is no page of ours shows by one that does not belong there. */
export function markupIn(html: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, , name = '', attributes = ''] of html.matchAll(tag)) {
    found.add(name.toLowerCase());
    for (const [, attribute = ''] of attributes.replace(/"[^"]*"/g, '""').matchAll(/([^\s=/"]+)(?:="")?/g))
      found.add(`@${attribute.toLowerCase()}`);
  }
  return found;
}
