// The session lives as long as its tab, also when the page is loaded again.
const KEY = 'openmeet.session';
let current = JSON.parse(sessionStorage.getItem(KEY));

/** The session as the API answers it, or null. */
export const session = () => current;

export function keep(next) {
  current = next;
  sessionStorage.setItem(KEY, JSON.stringify(next));
}

export function forget() {
  current = null;
  sessionStorage.removeItem(KEY);
}
