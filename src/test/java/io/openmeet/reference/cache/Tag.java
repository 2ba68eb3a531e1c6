package io.openmeet.reference.cache;

/** What can change. A write names it, and with it all cached answers that depend on it. */
public enum Tag {
  /** A user's account; its owner is the user. */
  ACCOUNT,
  /** An organisation's meetings. */
  MEETINGS,
  /** What an organisation's searches look into. */
  SEARCHED_TEXTS,
  /** An organisation's deals. */
  DEALS,
  /** An organisation's usage figures. */
  USAGE
}
