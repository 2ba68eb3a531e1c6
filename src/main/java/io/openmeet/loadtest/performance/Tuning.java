package io.openmeet.loadtest.performance;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The reference API with or without its optimisations. */
public enum Tuning {
  BASELINE,
  OPTIMIZED;

  /** As in {@code -Dreference.tuning=}. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The option of a run. */
  public String option() {
    return "-Dreference.tuning=" + label();
  }
}
