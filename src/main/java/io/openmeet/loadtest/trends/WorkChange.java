package io.openmeet.loadtest.trends;

import io.openmeet.loadtest.results.WorkFigure;

/**
 * A figure of work in a run, against earlier runs.
 *
 * @param figure in this run; 0 when its series is gone
 * @param usual median of the earlier runs, for each request; 0 when most had none of it
 * @param noiseRatio standard deviation that the figure has without a change, as a ratio of {@code
 *     usual}; null when that is 0
 */
public record WorkChange(WorkFigure figure, double usual, Double noiseRatio, Movement movement) {
  /** Whether, and how, a figure left its noise. */
  public enum Movement {
    /** No earlier run had any of it. */
    NEW,

    /** All but one of the earlier runs, at least, had it. */
    VANISHED,

    MORE,
    LESS,

    /** The figure is within its noise. */
    NONE,

    /** The figure depends on the machine ({@link WorkKind#MACHINE}). */
    NOT_JUDGED
  }

  public boolean moved() {
    return movement != Movement.NONE && movement != Movement.NOT_JUDGED;
  }

  /** Whether the target works more for a request than before. */
  public boolean isWorse() {
    return (movement == Movement.MORE || movement == Movement.NEW)
        && Direction.of(figure) == Direction.LOWER_IS_BETTER;
  }

  /** Difference to the usual value as a ratio of it; null when that is 0. */
  public Double differenceRatio() {
    return usual == 0 ? null : figure.perRequest() / usual - 1;
  }

  /**
   * Distance of the two values as a logarithm of their ratio, at least 0: half and twice are alike.
   *
   * @param least for each request; takes the place of smaller values, such as 0
   */
  double distance(double least) {
    return Math.abs(Math.log(Math.max(figure.perRequest(), least) / Math.max(usual, least)));
  }

  static Movement movement(double perRequest, boolean everBefore, WorkKind kind, WorkNoise noise) {
    if (kind == WorkKind.MACHINE) {
      return Movement.NOT_JUDGED;
    }
    if (perRequest > noise.upper()) {
      return everBefore ? Movement.MORE : Movement.NEW;
    }
    if (perRequest < noise.lower()) {
      return perRequest == 0 ? Movement.VANISHED : Movement.LESS;
    }
    return Movement.NONE;
  }
}
