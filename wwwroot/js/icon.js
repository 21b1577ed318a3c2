import { html } from '../lib/lit-html.js';

/** An icon of the sheet; always beside a text. @param {string} name */
export const icon = (name) =>
  html`<svg class="icon" aria-hidden="true" focusable="false"><use href="/img/icons.svg#${name}"></use></svg>`;
