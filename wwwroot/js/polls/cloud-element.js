import { html, render, svg } from '../../lib/lit-html.js';
import { repeat } from '../../lib/directives/repeat.js';
import { layout } from './cloud.js';

const pen = document.createElement('canvas').getContext?.('2d');

/** `<word-cloud>`: draws `words` (`{id, text, count, mine}`) into its own width and height, again whenever these change. */
class WordCloud extends (globalThis.HTMLElement ?? Object) {
  #words = [];
  #placed = [];
  #shape = '';
  #watch;

  set words(words) {
    this.#words = words;
    if (this.isConnected) this.#draw();
  }

  connectedCallback() {
    this.#watch = new ResizeObserver(() => this.#draw());
    this.#watch.observe(this);
    this.#draw();
  }

  disconnectedCallback() {
    this.#watch.disconnect();
  }

  #draw() {
    const style = getComputedStyle(this);
    const box = {
      width: this.clientWidth,
      // A height that words made is not asked for again.
      height: parseFloat(style.minHeight) || 0.62 * this.clientWidth,
      least: parseFloat(style.getPropertyValue('--least')) || 14,
      most: 0,
    };
    if (box.width === 0) return;
    box.most = Math.max(1.6 * box.least, Math.min(0.15 * box.width, 0.34 * box.height));
    const shape = `${box.width} ${box.height}`;
    pen.font = `${style.fontWeight} 100px ${style.fontFamily}`;
    const drawn = layout(this.#words, box, (text) => pen.measureText(text).width / 100, shape === this.#shape ? this.#placed : []);
    this.#placed = drawn.words;
    this.#shape = shape;
    // In an order that stays, so that no word leaves the page to come back at once.
    const steady = [...drawn.words].sort((a, b) => (a.id < b.id ? -1 : 1));
    const mine = new Set(this.#words.filter((word) => word.mine).map((word) => word.id));
    render(html`<svg width="100%" height=${drawn.height} focusable="false">${repeat(steady, (word) => word.id, (word) =>
      svg`<text class=${mine.has(word.id) ? 'mine' : ''} data-tier=${word.tier} transform=${`translate(${word.x} ${word.y})`} font-size=${word.size}>${word.text}</text>`)}</svg>`, this);
  }
}

globalThis.customElements?.define('word-cloud', WordCloud);
