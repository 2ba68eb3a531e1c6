package io.openmeet.loadtest.simulationlog;

import java.util.Arrays;

/**
 * Records of a log that are decoded and wait to be passed on, one after another, in arrays of
 * primitives: nothing is allocated for a record.
 */
final class RecordBatch implements LogVisitor {
  private static final byte USER_STARTS = 0;
  private static final byte USER_ENDS = 1;
  private static final byte REQUEST_OK = 2;
  private static final byte REQUEST_KO = 3;
  private static final byte UNMATCHED_OK = 4;
  private static final byte UNMATCHED_KO = 5;
  private static final byte GROUP_OK = 6;
  private static final byte GROUP_KO = 7;
  private static final byte ERROR = 8;

  private LogHeader run;

  private int size;
  private byte[] kinds = new byte[256];

  /** When a record's event took place: the end of a request or group. */
  private long[] ats = new long[256];

  private long[] starts = new long[256];

  /** A path, a scenario, or the message of an error. */
  private int[] subjects = new int[256];

  /** The message of a request, or a group's cumulated response time. */
  private int[] details = new int[256];

  /** The log's first record; null until it has been read. */
  LogHeader run() {
    return run;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** Epoch milliseconds at which the event of this record took place. */
  long atMs(int record) {
    return ats[record];
  }

  /**
   * @param scenarios the visitor's number for each scenario of this log
   */
  void pass(int record, LogVisitor to, int[] scenarios) {
    long at = ats[record];
    long start = starts[record];
    int subject = subjects[record];
    int detail = details[record];
    byte kind = kinds[record];
    switch (kind) {
      case USER_STARTS, USER_ENDS -> to.user(scenarios[subject], kind == USER_STARTS, at);
      case REQUEST_OK, REQUEST_KO -> to.request(subject, start, at, kind == REQUEST_OK, detail);
      case UNMATCHED_OK, UNMATCHED_KO -> to.unmatched(subject, at, kind == UNMATCHED_OK, detail);
      case GROUP_OK, GROUP_KO -> to.group(subject, start, at, detail, kind == GROUP_OK);
      default -> to.error(subject, at);
    }
  }

  @Override
  public void run(LogHeader run, LogNames names) {
    this.run = run;
  }

  @Override
  public void user(int scenario, boolean starts, long atMs) {
    add(starts ? USER_STARTS : USER_ENDS, scenario, atMs, atMs, 0);
  }

  @Override
  public void request(int path, long startMs, long endMs, boolean ok, int message) {
    add(ok ? REQUEST_OK : REQUEST_KO, path, startMs, endMs, message);
  }

  @Override
  public void unmatched(int path, long atMs, boolean ok, int message) {
    add(ok ? UNMATCHED_OK : UNMATCHED_KO, path, atMs, atMs, message);
  }

  @Override
  public void group(int path, long startMs, long endMs, int cumulatedMs, boolean ok) {
    add(ok ? GROUP_OK : GROUP_KO, path, startMs, endMs, cumulatedMs);
  }

  @Override
  public void error(int message, long atMs) {
    add(ERROR, message, atMs, atMs, 0);
  }

  private void add(byte kind, int subject, long startMs, long atMs, int detail) {
    if (size == kinds.length) {
      grow();
    }
    kinds[size] = kind;
    subjects[size] = subject;
    starts[size] = startMs;
    ats[size] = atMs;
    details[size] = detail;
    size++;
  }

  private void grow() {
    int larger = size * 2;
    kinds = Arrays.copyOf(kinds, larger);
    ats = Arrays.copyOf(ats, larger);
    starts = Arrays.copyOf(starts, larger);
    subjects = Arrays.copyOf(subjects, larger);
    details = Arrays.copyOf(details, larger);
  }
}
