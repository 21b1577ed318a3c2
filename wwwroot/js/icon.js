import { html } from '../lib/lit-html.js';

const sheet = document.documentElement.dataset.icons;

/** An icon of the sheet; always beside a text. @param {string} name */
export const icon = (name) =>
  html`<svg class="icon" aria-hidden="true" focusable="false"><use href="${sheet}#${name}"></use></svg>`;
