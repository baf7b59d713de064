import { Anchor, Typography } from '@mantine/core';
import { createElement, Fragment, type ReactNode } from 'react';
import { plainTextOf } from '../../../../shared/text/rich-text.ts';
import { useShowsLinks } from '../../record-link.tsx';
import type { ValueProps } from '../field-view.ts';
import classes from './rich-text.module.css';

export function RichTextValue({ value, compact }: ValueProps<'richText'>) {
  if (compact) return <>{plainTextOf(value).replaceAll('\n', ' ')}</>;
  return <RichText html={value} />;
}

/** Formatted text with the few tags that are kept of it. */
export function RichText({ html }: { readonly html: string }) {
  const { links } = useShowsLinks();
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return (
    <Typography className={classes.text}>{[...body.childNodes].map((node, at) => shown(node, at, links))}</Typography>
  );
}

/** The server keeps no other tags; what came by another way is shown as its words, and never becomes markup. */
const tags: ReadonlySet<string> = new Set('p br h2 h3 ul ol li blockquote pre hr strong em u s code'.split(' '));
const empty: ReadonlySet<string> = new Set(['br', 'hr']);
/** What holds no words for people. */
const silent: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript']);

function shown(node: Node, key: number, links: boolean): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof Element)) return null;
  const tag = node.tagName.toLowerCase();
  if (silent.has(tag)) return null;
  if (empty.has(tag)) return createElement(tag, { key });
  const children = [...node.childNodes].map((child, at) => shown(child, at, links));
  if (tag === 'a') return <RichLink key={key} href={links ? node.getAttribute('href') : null} words={children} />;
  return createElement(tags.has(tag) ? tag : Fragment, { key }, ...children);
}

function RichLink({ href, words }: { readonly href: string | null; readonly words: ReactNode }) {
  if (!href || !/^(https?|mailto|tel):/i.test(href)) return <>{words}</>;
  return (
    <Anchor
      href={href}
      inherit
      target="_blank"
      rel="noopener noreferrer nofollow"
      onClick={(event) => event.stopPropagation()}
    >
      {words}
    </Anchor>
  );
}
