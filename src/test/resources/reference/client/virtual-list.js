import { row } from './rows.js';

/** The height of `.row` in style.css, in CSS pixels. */
const ROW_PX = 64;
/** Rows outside of the visible part, so that a scroll does not show an empty place at once. */
const OVERSCAN = 8;
/** Pages that are only passed by are not read. */
const REST_MS = 60;

/** A long list of which only the visible rows exist. It reads pages of meetings when they are scrolled to. */
export class VirtualList {
  #rows = new Map();
  #pages = new Map();
  #reading = new Map();
  #frame = 0;
  #rest = 0;

  constructor({ scroller, items, total, pageSize, page, signal }) {
    Object.assign(this, { scroller, items, total, pageSize, page, signal });
  }

  start(firstPage) {
    this.#pages.set(0, firstPage);
    this.items.style.height = `${this.total * ROW_PX}px`;
    this.scroller.addEventListener('scroll', () => this.#renderSoon(), { signal: this.signal, passive: true });
    this.items.addEventListener('keydown', (event) => this.#step(event), { signal: this.signal });
    const resized = new ResizeObserver(() => this.#renderSoon());
    resized.observe(this.scroller);
    this.signal.addEventListener('abort', () => {
      resized.disconnect();
      cancelAnimationFrame(this.#frame);
      clearTimeout(this.#rest);
      this.#reading.forEach((reading) => reading.abort());
    }, { once: true });
    this.#render();
  }

  #renderSoon() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#render();
    });
  }

  #render() {
    const top = Math.floor(this.scroller.scrollTop / ROW_PX);
    const visible = Math.ceil(this.scroller.clientHeight / ROW_PX) + 1;
    const first = Math.max(0, top - OVERSCAN);
    const past = Math.min(this.total, top + visible + OVERSCAN);
    for (const [position, { shown }] of this.#rows) {
      // The row with the focus stays: without it the keyboard would start again at the top of the page.
      if ((position < first || position >= past) && !shown.contains(document.activeElement)) {
        shown.remove();
        this.#rows.delete(position);
      }
    }
    for (let position = first; position < past; position++) this.#place(position);
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#read(first, past), REST_MS);
  }

  /** Adds a row, or fills one that waits for its meeting. */
  #place(position) {
    const meeting = this.#meeting(position);
    const old = this.#rows.get(position);
    if (old && (old.meeting || !meeting)) return;
    const shown = row(meeting, position, this.total, false);
    shown.style.transform = `translateY(${position * ROW_PX}px)`;
    if (old) old.shown.replaceWith(shown);
    else this.#insert(shown, position);
    this.#rows.set(position, { shown, meeting });
  }

  /** In the order of the list, which is also that of the keyboard and of screen readers. */
  #insert(shown, position) {
    const before = this.#rows.get(position - 1)?.shown;
    if (before) {
      before.after(shown);
      return;
    }
    const next = [...this.#rows.keys()].filter((other) => other > position).sort((a, b) => a - b)[0];
    this.items.insertBefore(shown, this.#rows.get(next)?.shown ?? null);
  }

  #meeting(position) {
    return this.#pages.get(Math.floor(position / this.pageSize))?.[position % this.pageSize];
  }

  #read(first, past) {
    const from = Math.floor(first / this.pageSize);
    const to = Math.floor((past - 1) / this.pageSize);
    for (const [number, reading] of this.#reading) {
      if (number < from || number > to) reading.abort();
    }
    for (let number = from; number <= to; number++) {
      if (!this.#pages.has(number) && !this.#reading.has(number)) this.#readPage(number);
    }
  }

  async #readPage(number) {
    const reading = new AbortController();
    this.#reading.set(number, reading);
    try {
      this.#pages.set(number, await this.page(number, reading.signal));
      this.#reading.delete(number);
      if (!this.signal.aborted) this.#render();
    } catch {
      // The rows go on waiting; the next scroll tries again.
      this.#reading.delete(number);
    }
  }

  /** The arrow keys go from row to row. */
  #step(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const position = Number(event.target.closest('.row')?.ariaPosInSet) - 1;
    if (!by || !(position + by >= 0 && position + by < this.total)) return;
    event.preventDefault();
    this.#rows.get(position + by)?.shown.querySelector('a')?.focus();
  }
}
