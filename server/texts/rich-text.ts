import sanitizeHtml from 'sanitize-html';
import { plainTextOf } from '../../shared/text/rich-text.ts';

/** HTML with nothing in it but the few tags below and what they may say; null where no words are left. */
export function sanitiseRichText(html: string): string | null {
  // A tag that is renamed or dropped may leave a paragraph within a paragraph: only the second reading closes it where a
  // browser would, and what is kept must not change when it is saved again.
  const clean = sanitizeHtml(sanitizeHtml(html, options), options);
  return plainTextOf(clean) === '' ? null : clean;
}

const options: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['p', 'br', 'h2', 'h3', 'ul', 'ol', 'li', 'blockquote', 'pre', 'hr'],
    ...['strong', 'em', 'u', 's', 'code', 'a'],
  ],
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesAppliedToAttributes: ['href'],
  allowProtocolRelative: false,
  // What is pasted from elsewhere in other words.
  transformTags: {
    ...{ b: 'strong', i: 'em', del: 's', strike: 's', h1: 'h2', h4: 'h3', h5: 'h3', h6: 'h3', div: 'p' },
    a: link,
  },
  enforceHtmlBoundary: false,
  nestingLimit: 40,
};

function link(tagName: string, { href }: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  // An address of this installation has no place in a text that may be read elsewhere.
  const isWhole = /^\s*(https?:\/\/|mailto:|tel:)/i.test(href ?? '');
  const attribs: sanitizeHtml.Attributes = isWhole
    ? { href: String(href).trim(), rel: 'noopener noreferrer nofollow' }
    : {};
  return { tagName, attribs };
}
