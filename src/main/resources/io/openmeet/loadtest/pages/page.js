'use strict';
// Shared by the scorecard, the portal and the dashboard. Data from a run becomes text in the page,
// never markup.
const page = (() => {
  function broken(message) {
    document.documentElement.dataset.error = message;
    const notice = document.getElementById('broken');
    if (notice) notice.hidden = false;
  }
  window.addEventListener('error', (event) => broken(String(event.message)));
  document.addEventListener('securitypolicyviolation', (event) =>
    broken('blocked: ' + event.violatedDirective + ' ' + event.blockedURI));

  const number = (decimals) =>
    new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const MOST_DECIMALS = 9;
  const formats = Array.from({ length: MOST_DECIMALS + 1 }, (_, decimals) => number(decimals));
  const NONE = '–';

  /** As in sla/NumberText: enough decimals to show a digit of the value that is not 0, if it has one. */
  function decimals(value, least) {
    const rest = Math.abs(value);
    let enough = least;
    while (enough < MOST_DECIMALS && rest > 0 && rest < 10 ** -enough) enough++;
    return enough;
  }
  const ofPercent = (percent, least) => decimals(Math.min(Math.abs(percent), Math.abs(100 - Math.abs(percent))), least);

  const text = {
    NONE,
    fixed: (value, digits) => (value == null ? NONE : formats[digits].format(value)),
    rounded: (value, least) => text.fixed(value, decimals(value, least)),
    count: (value) => text.fixed(value, 0),
    /** A number without a unit: as in sla/Unit, small ones have two decimals. */
    plain: (value) => (value == null ? NONE : text.rounded(value, value % 1 ? (Math.abs(value) < 10 ? 2 : 1) : 0)),
    ms: (value) => (value == null ? NONE : text.rounded(value, value % 1 && value < 100 ? 1 : 0) + ' ms'),
    rate: (value) => (value == null ? NONE : text.rounded(value, value < 100 ? 1 : 0) + '/s'),
    percent: (ratio, least = 2) => (ratio == null ? NONE : text.fixed(ratio * 100, ofPercent(ratio * 100, least)) + ' %'),
    bytes: (value) =>
      value == null ? NONE
        : value >= 2 ** 30 ? text.fixed(value / 2 ** 30, 1) + ' GiB'
        : text.fixed(value / 2 ** 20, 0) + ' MiB',
    day: (iso) => iso.slice(0, 10),
    minute: (iso) => (iso ? iso.slice(0, 10) + ' ' + iso.slice(11, 16) : NONE),
    time: (iso) => (iso ? iso.slice(0, 10) + ' ' + iso.slice(11, 19) + ' UTC' : NONE),
    /** Text from a run, for display: no character may change the text around it. */
    foreign: (value) => String(value).replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
      (c) => (c === '\n' || c === '\t' ? ' ' : '\ufffd')),
  };

  /** el('td', {className: 'n'}, 'text', otherElement) */
  function el(tag, properties, ...children) {
    const element = document.createElement(tag);
    Object.assign(element, properties);
    element.append(...children.filter((child) => child != null));
    return element;
  }

  function name(tag, value, properties) {
    const whole = text.foreign(value);
    const shown = whole.length > 160 ? whole.slice(0, 160) + '…' : whole;
    return el(tag, { className: 'name', title: shown === whole ? '' : whole, ...properties }, shown);
  }

  /** A row of a table; columns and heading as in table(). */
  function row(columns, data, heading = 0) {
    return el('tr', {}, ...columns.map((column, i) => {
      const cell = column.cell(data);
      if (cell instanceof HTMLTableCellElement) return cell;
      const made = el(i === heading ? 'th' : 'td', { className: column.number ? 'n' : '', ...(i === heading ? { scope: 'row' } : {}) }, cell);
      made.dataset.label = column.label; // for narrow screens, which hide the row of headings
      return made;
    }));
  }

  /** columns: [{label, number, cell: (row) => text or element}]; one of them is the row's heading, by default the first. */
  function table(element, caption, columns, rows, heading = 0) {
    const head = el('tr', {}, ...columns.map((column) =>
      el('th', { scope: 'col', className: column.number ? 'n' : '' }, column.label)));
    element.setAttribute('aria-label', caption);
    element.replaceChildren(el('thead', {}, head), el('tbody', {}, ...rows.map((data) => row(columns, data, heading))));
  }

  const WORDS = { PASS: 'Pass', FAIL: 'Fail', INVALID: 'Invalid' };
  const MARKS = { PASS: '✓ ', FAIL: '✕ ', INVALID: '! ' };
  const verdict = {
    text: (value) => (MARKS[value] || '') + (WORDS[value] || value).toUpperCase(),
    style: (value) => ({ PASS: 'pass', FAIL: 'fail' })[value] || 'invalid',
  };

  let parsed = null;
  const data = () => {
    parsed = parsed || JSON.parse(document.getElementById('data').textContent);
    return parsed;
  };
  const done = () => { document.documentElement.dataset.ready = 'true'; };
  return { el, name, row, table, text, verdict, data, done, byId: (id) => document.getElementById(id) };
})();
