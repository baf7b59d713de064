import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { refuseCircles } from './tools/build/chunk-circles.ts';
import { trimLocaleData } from './tools/build/locale-data.mjs';
import { textParts } from './tools/build/text-parts.ts';

/** Texts by what they are for (tools/build/text-parts.ts): what every page shows, then what comes with screens. */
const textAreas: readonly (readonly [string, string])[] = [
  ['', '.*start'],
  ['-errors', '.*refusals'],
  ['-kit', 'web/kit/.*later'],
  ['-entrance', 'web/shell/.*later'],
  ['-work', 'modules/(calls|companies|deals|leads|mail|notes|people|reports|tags|tasks|today)/.*later'],
  // On cards, and in settings that nothing else of the settings goes with.
  ['-messages', 'modules/messages/.*later'],
  ['-papers', 'modules/(campaigns|contracts|invoices|portal|projects)/.*later'],
  ['-import', 'modules/imports/.*later'],
  ['-settings', '.*later'],
];
const texts = ['en', 'ru', 'bg', 'hy', 'ka'].flatMap((language) =>
  textAreas.map(([suffix, part]) => ({
    name: `texts-${language}${suffix}`,
    test: new RegExp(`/${part.replace(/\w+$/, `locales/${language}\\.json\\?$&`)}$`),
  })),
);

/**
 * What a person needs at once comes as one file: a hundred small ones cost a slow connection more than their content does.
 * A module goes into the first that fits, with whatever it imports that is in none of those before.
 */
const files: readonly {
  readonly name: string;
  readonly test: RegExp;
  readonly minShareCount?: number;
  readonly includeDependenciesRecursively?: boolean;
}[] = [
  ...texts,
  { name: 'intl', test: /\/intl-polyfill\.ts$/ },
  // On the first page wherever somebody made a record type: an icon it shares with a form must not bring the forms along.
  { name: 'noun-icon-set', test: /\/noun-icon-set\.ts$/ },
  // The filter's words on a list that has one, and nothing of the forms that show them too.
  { name: 'filter-words', test: /\/filter-chips\.tsx$/ },
  // What is shared, but for what records are written with: a card that is only read needs no inputs, schemas or telephone numbers.
  { name: 'phones', test: /\/node_modules\/libphonenumber-js\//, includeDependenciesRecursively: false },
  { name: 'drag', test: /\/node_modules\/@dnd-kit\/|\/web\/kit\/board\//, includeDependenciesRecursively: false },
  // Who calls: for what rings and for the page a telephone opens. In what all share it would wait for the schemas, which wait for what all share.
  {
    name: 'callers',
    test: /\/kit\/data\/callers\.ts$|\/phones\/call-number\.ts$/,
    includeDependenciesRecursively: false,
  },
  // What cards and the list of conversations share. In what all share it would wait for the schemas.
  {
    name: 'messages',
    test: /\/modules\/messages\/web\/(?!index)|\/phones\/sms-parts\.ts$/,
    minShareCount: 2,
    includeDependenciesRecursively: false,
  },
  {
    name: 'schemas',
    test: /\/node_modules\/(zod|decimal\.js)\/|\/contract\/|\/web\/client\/client\.ts$|\/shared\/(filter|formula|money\/amount|nouns\/custom-field|text\/(fold|letters|typing-errors|pattern)|names|phones|urls|import|openapi)|\/field-conditions\.ts$/,
    minShareCount: 2,
    includeDependenciesRecursively: false,
  },
  {
    name: 'choices',
    test: /@mantine\/core\/esm\/components\/(Combobox|Fieldset|Pill|PillsInput|Radio|Select|Switch)\//,
    minShareCount: 2,
    includeDependenciesRecursively: false,
  },
  {
    name: 'inputs',
    test: /\/node_modules\/(react-hook-form|react-number-format)\/|@mantine\/core\/esm\/components\/(Autocomplete|Color|FileButton|JsonInput|MultiSelect|NumberInput|TagsInput|Textarea)|\/web\/kit\/(fields\/inputs|form|filter)\/(?!.*(day-picker|rich-text-input|use-options|creation))|\/(task-input|next-step|chosen-days|note-text|option-with-help|choice-radios)\.tsx$/,
    minShareCount: 2,
    includeDependenciesRecursively: false,
  },
  {
    name: 'secrets',
    test: /\/second-factor\/|\/(key-form|made-key|secret-dialog|add-record-type)\.tsx$|\/uqr\//,
    minShareCount: 2,
    includeDependenciesRecursively: false,
  },
  // Of clients and deals. In what all share it would wait for the choices.
  {
    name: 'letters',
    test: /\/modules\/mail\/web\/(?!index)/,
    minShareCount: 2,
    includeDependenciesRecursively: false,
  },
  // Of deals and invoices. In what all share it would wait for the inputs.
  {
    name: 'money',
    test: /\/modules\/invoices\/web\/(?!index)/,
    minShareCount: 2,
    includeDependenciesRecursively: false,
  },
  { name: 'lines', test: /\/web\/kit\/lines\//, minShareCount: 2, includeDependenciesRecursively: false },
  // What several pages of settings share. In what all share it would wait for the inputs, which wait for what all share.
  {
    name: 'editors',
    test: /\/modules\/(automation|configuration|customisation|reports|workspace)\/web\/(?!index)/,
    minShareCount: 2,
    includeDependenciesRecursively: false,
  },
  // Small, and on every page of whoever is signed in.
  { name: 'common', test: /\/(notice-bell|ring\/telephone|asked\/asked-key)\.tsx$/ },
  { name: 'common', test: /./, minShareCount: 2 },
  { name: 'forms', test: /\/web\/kit\/(fields|form)\/(?!.*(day-picker|rich-text-input))/ },
  { name: 'file', test: /\/web\/kit\/files\/(?!.*pdf-preview)/ },
  { name: 'pdf', test: /\/pdf-preview\.tsx$/ },
  { name: 'rich-text', test: /\/rich-text-input\.tsx$/ },
  { name: 'days', test: /\/day-picker\.tsx$/ },
  {
    name: 'card',
    test: /\/web\/kit\/record\/(?!sharing|history|.*(edit|conflict|filters))|\/(notes|tasks)\/web\/(?!.*(composer|dialog|log|reply|note-text|step-in-form|open-steps))/,
  },
  { name: 'card-acts', test: /\/web\/kit\/record\/|\/deals\/web\/card\/|\/(notes|tasks)\/web\// },
  { name: 'list', test: /\/web\/kit\/(filter|list)\// },
  { name: 'board', test: /\/web\/kit\/board\// },
  { name: 'deals', test: /\/deals\/web\/(?!closing\/closing-dialog|settings)/ },
  { name: 'import', test: /\/modules\/imports\/web\// },
  { name: 'report', test: /\/modules\/reports\/web\/(?!index)/ },
  { name: 'settings', test: /\/modules\/workspace\/web\/|\/password\.page\.tsx$/ },
  { name: 'api-docs', test: /\/modules\/api\/web\/(?!index)/ },
  { name: 'set-up', test: /\/set-up[^/]*\.tsx$/ },
];

/** The web client: built into dist/web, served by the server, which puts a fresh nonce where `__CSP_NONCE__` stands. */
export default defineConfig({
  root: 'web',
  plugins: [react(), trimLocaleData(), textParts(), refuseCircles()],
  html: { cspNonce: '__CSP_NONCE__' },
  json: { namedExports: false },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // The content security policy allows no data: addresses for scripts and fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // Else whatever is loaded later gets one file more, which does nothing but name what the other exports. The same
      // happens as soon as one module awaits at its top level.
      preserveEntrySignatures: false,
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'frame', tags: ['$initial'] },
            ...files,
          ],
        },
      },
    },
  },
  server: {
    // `/api/docs` is a page.
    proxy: {
      // Drawn by the server, and built by itself.
      '^/(f|portal)/': process.env.RAPPORT_SERVER ?? 'http://127.0.0.1:3000',
      '^/api/(?!docs(\\?|$))': process.env.RAPPORT_SERVER ?? 'http://127.0.0.1:3000',
    },
  },
});
