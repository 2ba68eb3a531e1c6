/**
 * Makes an element. Texts only ever become text nodes, so that no title or name is read as markup.
 *
 * @param properties properties of the element; those with a dash are attributes
 * @param children elements and texts
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes('-') || name === 'role' || name === 'for') made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children);
  return made;
}

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A time of the API for people, in their time zone. */
export const when = (iso) => time.format(new Date(iso));

/** A picture of a meeting or user, made by the API from the id. It says nothing that its neighbours do not. */
export function picture(id, size, eager) {
  return element('img', {
    className: 'picture', alt: '', width: size, height: size, decoding: 'async',
    // Before the address: otherwise the browser fetches it at once.
    loading: eager ? 'eager' : 'lazy', src: `/client/covers/${encodeURIComponent(id)}.png`,
  });
}

/** Goes to an address, also to the present one: then its view is shown again. */
export function go(hash) {
  if (location.hash === hash) dispatchEvent(new Event('hashchange'));
  else location.hash = hash;
}

/** Which tuning the server has: `baseline` lacks the optimisations. */
export const optimized = document.querySelector('meta[name=tuning]').content === 'optimized';
