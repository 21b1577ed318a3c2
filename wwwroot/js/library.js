import { pollForm } from './console/editor.js';
import { previewPart } from './console/preview-part.js';

const card = document.querySelector('[data-live="editor"]');
if (card) pollForm(card, previewPart(card));
