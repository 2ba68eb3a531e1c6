package io.openmeet.loadtest.statistics;

import java.util.Arrays;

/**
 * Counts values in buckets, as a Prometheus histogram does: a bucket holds the values above the
 * bound before it, up to and including its own bound. It is for one thread.
 */
public final class BucketCounts {
  private final double[] bounds;
  private final long[] counts;
  private double sum;

  /**
   * @param bounds ascending, in the values' unit; a last bucket without a bound is added
   */
  public BucketCounts(double... bounds) {
    this.bounds = Arrays.copyOf(bounds, bounds.length + 1);
    this.bounds[bounds.length] = Double.POSITIVE_INFINITY;
    this.counts = new long[this.bounds.length];
  }

  /** Counts a value. */
  public void add(double value) {
    int found = Arrays.binarySearch(bounds, value);
    counts[found >= 0 ? found : -found - 1]++;
    sum += value;
  }

  /** The counts so far; later values do not change them. */
  public Buckets now() {
    return new Buckets(bounds, counts.clone(), sum);
  }

  /** Counts at one moment. */
  public static final class Buckets {
    private final double[] bounds;
    private final long[] counts;
    private final double sum;

    private Buckets(double[] bounds, long[] counts, double sum) {
      this.bounds = bounds;
      this.counts = counts;
      this.sum = sum;
    }

    /** The number of buckets; the last has no bound. */
    public int size() {
      return counts.length;
    }

    /** The highest value of this bucket; infinite for the last bucket. */
    public double bound(int bucket) {
      return bounds[bucket];
    }

    /** The number of values in this bucket, without those of lower buckets. */
    public long count(int bucket) {
      return counts[bucket];
    }

    /** The number of all values. */
    public long total() {
      return Arrays.stream(counts).sum();
    }

    /** The sum of all values. */
    public double sum() {
      return sum;
    }
  }
}
