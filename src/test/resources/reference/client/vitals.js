import { onCLS, onFCP, onINP, onLCP, onTTFB } from './web-vitals.js';

const MOST_VIEWS = 100;

/** The last reported value of each vital, for a program that drives the browser; milliseconds, CLS without unit. */
const reported = { LCP: null, INP: null, CLS: null, TTFB: null, FCP: null };
const views = [];
let waiting = new Map();

/** Remembers when a view began: a vital belongs to the view in which it happened. */
export function viewBegins(view) {
  views.push({ view, since: performance.now() });
  // The first stays: most vitals are those of the load.
  if (views.length > MOST_VIEWS) views.splice(1, 1);
}

function viewAt(time) {
  return (views.findLast(({ since }) => since <= time) ?? views[0]).view;
}

/** Reports the vitals to the API each time the page is hidden, which makes them final. */
export function reportVitals() {
  window.openmeetVitals = reported;
  const take = ({ name, value, entries }) => {
    reported[name] = value;
    waiting.set(name, { vital: name, value, at: entries.at(-1)?.startTime ?? performance.now() });
  };
  for (const observe of [onCLS, onFCP, onLCP, onTTFB]) observe(take);
  // The shortest that a browser measures; INP is 0 when all interactions were shorter.
  onINP(take, { durationThreshold: 16 });
  // On the window, after the listeners of web-vitals, which are on the document.
  addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden' || !waiting.size || !views.length) return;
    const vitals = [...waiting.values()].map(({ vital, value, at }) => ({ vital, value, view: viewAt(at) }));
    navigator.sendBeacon('/client/vitals', JSON.stringify({ vitals }));
    waiting = new Map();
  });
}
