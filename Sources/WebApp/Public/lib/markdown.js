import DOMPurify from "dompurify";
import { marked } from "marked";

/** @param {string} text */
const escape = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const renderer = {
  /** Markup that a model wrote is shown as text. */
  html: escape,
  /**
   * Images would be fetched from other hosts: only their description is shown.
   * @param {string} _address
   * @param {string} _title
   * @param {string} text
   */
  image: (_address, _title, text) => escape(text),
  /**
   * @param {string} text
   * @param {number} level
   */
  heading: (text, level) => `<h${Math.min(level + 2, 6)}>${text}</h${Math.min(level + 2, 6)}>`,
};

marked.use({ renderer, gfm: true, breaks: false });

const allowed = {
  ALLOWED_TAGS: ["p", "br", "hr", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "sup", "sub"],
  ALLOWED_ATTR: ["href", "title", "start", "align"],
};

DOMPurify.addHook("afterSanitizeAttributes", (/** @type {Element} */ node) => {
  if (node.tagName !== "A") return;
  node.setAttribute("target", "_blank");
  node.setAttribute("rel", "noopener noreferrer");
});

/**
 * Markdown as safe HTML.
 * @param {string} text
 */
export const renderMarkdown = (text) => DOMPurify.sanitize(marked.parse(text), allowed);
