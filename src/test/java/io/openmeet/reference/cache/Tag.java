package io.openmeet.reference.cache;

/**
 * A kind of data that can change. A write names it, and makes the cached answers old that depend on
 * it.
 */
public enum Tag {
  /** A user's account; its owner is the user. */
  ACCOUNT,
  /** An organisation's meetings. */
  MEETINGS,
  /** The texts that an organisation's searches read. */
  SEARCHED_TEXTS
}
