import '@mantine/tiptap/styles.css';
import { RichTextEditor, type RichTextEditorLabels } from '@mantine/tiptap';
import { useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import type { InputProps } from '../field-view.ts';
import { FieldSet } from './field-set.tsx';
import classes from './inputs.module.css';

/** Formatted text with what the server keeps of it, and no more. */
export default function RichTextInput(props: InputProps<'richText'>) {
  const { t } = useTranslation('kit');
  const { field, value, onChange, label, ariaLabel, error, autoFocus, disabled } = props;
  const editor = useEditor({
    extensions: [extensions],
    content: value ?? '',
    editable: !disabled,
    autofocus: autoFocus ? 'end' : false,
    // Styles come with the page's own: a style written by a script would be refused.
    injectCSS: false,
    editorProps: { attributes: { 'aria-label': label ?? ariaLabel ?? '', role: 'textbox', 'aria-multiline': 'true' } },
    onUpdate: ({ editor: changed }) => onChange(changed.isEmpty ? null : changed.getHTML()),
  });
  const labels = Object.fromEntries(named.map(([key, name]) => [key, t(`format.${name}`)]));
  return (
    <FieldSet label={label} ariaLabel={ariaLabel} required={field.required === true} error={error}>
      <RichTextEditor editor={editor} labels={labels as Partial<RichTextEditorLabels>} className={classes.rich}>
        <Tools />
        <RichTextEditor.Content />
      </RichTextEditor>
    </FieldSet>
  );
}

const extensions = StarterKit.configure({
  heading: { levels: [2, 3] },
  link: { openOnClick: false, protocols: ['mailto', 'tel'], defaultProtocol: 'https' },
});

function Tools() {
  return (
    <RichTextEditor.Toolbar>
      <RichTextEditor.ControlsGroup>
        <RichTextEditor.Bold />
        <RichTextEditor.Italic />
        <RichTextEditor.Underline />
        <RichTextEditor.Strikethrough />
      </RichTextEditor.ControlsGroup>
      <RichTextEditor.ControlsGroup>
        <RichTextEditor.H2 />
        <RichTextEditor.H3 />
        <RichTextEditor.BulletList />
        <RichTextEditor.OrderedList />
        <RichTextEditor.Blockquote />
        <RichTextEditor.CodeBlock />
      </RichTextEditor.ControlsGroup>
      <RichTextEditor.ControlsGroup>
        <RichTextEditor.Link />
        <RichTextEditor.Unlink />
      </RichTextEditor.ControlsGroup>
    </RichTextEditor.Toolbar>
  );
}

/** The editor's words and ours. */
const named = [
  ['boldControlLabel', 'bold'],
  ['italicControlLabel', 'italic'],
  ['underlineControlLabel', 'underline'],
  ['strikeControlLabel', 'strike'],
  ['h2ControlLabel', 'heading'],
  ['h3ControlLabel', 'subheading'],
  ['bulletListControlLabel', 'bullets'],
  ['orderedListControlLabel', 'numbers'],
  ['blockquoteControlLabel', 'quote'],
  ['codeBlockControlLabel', 'code'],
  ['linkControlLabel', 'link'],
  ['unlinkControlLabel', 'unlink'],
  ['linkEditorInputLabel', 'address'],
  ['linkEditorInputPlaceholder', 'address'],
  ['linkEditorExternalLink', 'newTab'],
  ['linkEditorInternalLink', 'sameTab'],
  ['linkEditorSave', 'save'],
] as const;
