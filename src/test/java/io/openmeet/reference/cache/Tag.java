package io.openmeet.reference.cache;

/**
 * A kind of data that can change. A write names the kind that it changes, and all cached answers
 * that depend on this kind become old.
 */
public enum Tag {
  /** A user's account; its owner is the user. */
  ACCOUNT,
  /** An organisation's meetings. */
  MEETINGS,
  /** The texts that an organisation's searches read. */
  SEARCHED_TEXTS
}
