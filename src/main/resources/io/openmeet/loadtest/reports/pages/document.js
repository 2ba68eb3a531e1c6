'use strict';
(() => {
  const { el, table, text, byId } = page;
  const { title, sections } = page.data();

  function drawn({ heading, sentences, columns, rows }) {
    const section = el('section', {}, heading ? el('h2', {}, text.foreign(heading)) : null);
    if (sentences.length > 0) {
      section.append(el('ul', { className: 'sentences' }, ...sentences.map((words) => el('li', {}, text.foreign(words)))));
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
