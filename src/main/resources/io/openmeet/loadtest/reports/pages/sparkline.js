'use strict';
// A line without axes, as high as a line of text.
const sparkline = (() => {
  const WIDTH = 64;
  const HEIGHT = 22;
  const MARGIN = 3;
  /** Noise of a few per cent must not look like a mountain. */
  const LEAST_SPAN = 0.2;

  function svg(tag, attributes) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  }

  /**
   * values: the newest last; null is a gap. The newest one has a dot.
   * words: what the line shows, for screen readers and as a tooltip
   */
  function draw(values, words) {
    const known = values.filter((value) => value != null);
    const lowest = Math.min(...known);
    const highest = Math.max(...known);
    const middle = (lowest + highest) / 2;
    const span = Math.max(highest - lowest, LEAST_SPAN * Math.abs(middle), 1e-9);
    const at = (i) => MARGIN + (WIDTH - 2 * MARGIN) * (values.length > 1 ? i / (values.length - 1) : 1);
    const height = (value) => HEIGHT / 2 - ((HEIGHT - 2 * MARGIN) * (value - middle)) / span;
    const point = (i) => at(i).toFixed(1) + ' ' + height(values[i]).toFixed(1);
    const path = values.map((value, i) => (value == null ? '' : (i > 0 && values[i - 1] != null ? 'L' : 'M') + point(i))).join('');
    const picture = svg('svg', { class: 'sparkline', width: WIDTH, height: HEIGHT, viewBox: '0 0 ' + WIDTH + ' ' + HEIGHT, role: 'img' });
    const title = svg('title', {});
    title.textContent = words;
    picture.append(title, svg('path', { d: path }));
    const last = values.length - 1;
    if (values[last] != null) picture.append(svg('circle', { cx: at(last).toFixed(1), cy: height(values[last]).toFixed(1), r: 2.5 }));
    return picture;
  }

  return { draw };
})();
