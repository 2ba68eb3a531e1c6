'use strict';
(() => {
  const { el, table, text, byId } = page;
  const { title, sections } = page.data();

  const image = (svg) => 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(svg);

  function pictured({ title: alt, light, dark }) {
    return el('picture', {},
      el('source', { media: '(prefers-color-scheme: dark)', srcset: image(dark) }),
      el('img', { src: image(light), alt }));
  }

  function drawn({ heading, sentences, columns, rows, picture }) {
    const section = el('section', {}, heading ? el('h2', {}, text.foreign(heading)) : null);
    if (sentences.length > 0) {
      section.append(el('ul', { className: 'sentences' }, ...sentences.map((words) => el('li', {}, text.foreign(words)))));
    }
    if (picture) {
      section.append(el('figure', {}, pictured(picture)));
    }
    if (rows.length > 0) {
      const element = el('table', {});
      table(element, heading || title,
        columns.map((label, i) => ({ label, number: i > 0, cell: (row) => text.foreign(row[i]) })), rows);
      section.append(el('div', { className: 'scroll', tabIndex: 0 }, element));
    }
    return section;
  }

  document.title = text.foreign(title);
  byId('title').textContent = text.foreign(title);
  byId('sections').append(...sections.map(drawn));
  page.done();
})();
