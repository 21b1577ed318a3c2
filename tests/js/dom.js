/** As much of a page as the modules of the room ask for when they are loaded. Import it before them. */
globalThis.document = {
  documentElement: { lang: 'es-PE' },
  getElementById: () => null,
  createComment: () => ({}),
  createTreeWalker: () => ({}),
  createElement: () => ({}),
};
