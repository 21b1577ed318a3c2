/** As much of a page as the modules of the room ask for when they are loaded. Import it before them. */
globalThis.document = {
  documentElement: { lang: 'es-PE', dataset: { icons: '/img/icons.svg' } },
  getElementById: () => null,
  createComment: () => ({}),
  createTreeWalker: () => ({}),
  createElement: () => ({}),
};
